"""Pure rules on what may leave as a file: the check that refuses is the one that explains."""

from django.utils.translation import gettext_lazy as _

from fivefold.core.rules import RuleError
from fivefold.health.models import Assessment


def why_not_taken(assessment: Assessment) -> RuleError | None:
    """A file outlives the page that says from when and why its figures no longer hold."""
    if assessment.is_withdrawn:
        return RuleError(
            "withdrawn",
            _("This round was withdrawn and its figures no longer hold, so no file is made of them."),
        )
    return None
