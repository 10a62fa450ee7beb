"""Pure rules on rounds: the same check refuses an act and explains why it is not open."""

from django.utils.translation import gettext_lazy as _

from fivefold.core.rules import RuleError
from fivefold.partnerships.models import Space
from fivefold.surveys.models import Round


def is_of(round_: Round, space: Space) -> bool:
    """Whether this side brought the round: its answers lie in the side's own space, its figures anywhere."""
    sheet = getattr(round_, "sheet", None)
    return sheet is not None and sheet.space_id == space.pk


def why_not_corrected(round_: Round, space: Space) -> RuleError | None:
    if round_.is_withdrawn:
        return RuleError("withdrawn", _("This round was withdrawn; what you bring is a round of its own."))
    if not is_of(round_, space):
        return RuleError(
            "not_your_round", _("Only the side that brought a round can correct or withdraw it.")
        )
    if hasattr(round_, "corrected_by"):
        return RuleError("corrected_already", _("This round was corrected already. Correct the newer one."))
    return None


def why_not_withdrawn(round_: Round, space: Space, because: str = "-") -> RuleError | None:
    if round_.is_withdrawn:
        return RuleError("withdrawn", _("This round was withdrawn already."))
    if not is_of(round_, space):
        return RuleError(
            "not_your_round", _("Only the side that brought a round can correct or withdraw it.")
        )
    if not because.strip():
        return RuleError("no_reason", _("Say why: whoever saw the figures will read it."))
    return None
