"""An import held for one act: whoever comes second finds it ended, or at work."""

from django.utils.translation import gettext_lazy as _

from fivefold.core.rules import RuleError
from fivefold.surveys.models import Import
from fivefold.surveys.states import TRANSITIONS, ImportState


def still(brought: Import, following: ImportState) -> None:
    """Refuse early what the lock will refuse: the file may have gone in the meantime."""
    brought.refresh_from_db(fields=["state", "file", "content"])
    if following not in TRANSITIONS[ImportState(brought.state)]:
        raise ended()


def ended() -> RuleError:
    return RuleError("import_ended", _("This import has ended. Bring the file again to start anew."))


def worked_on() -> RuleError:
    return RuleError("being_worked_on", _("The worker has this file just now. Stop that work first."))


def locked(brought: Import, following: ImportState, *, may_stay: bool = False) -> Import:
    """The row on its way to the state that follows. `may_stay`: or in it already."""
    row = _row(brought)
    if following not in TRANSITIONS[ImportState(row.state)] and not (may_stay and row.state == following):
        raise ended()
    row.state = following
    return row


def to_be_matched(brought: Import) -> Import:
    row = _row(brought)
    if row.state != ImportState.MATCHING:
        raise ended()
    if row.is_worked_on:
        raise worked_on()
    return row


def _row(brought: Import) -> Import:
    return (
        Import.objects.select_for_update(of=("self",))
        .select_related("partnership", "space")
        .get(pk=brought.pk)
    )
