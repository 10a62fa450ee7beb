"""Pure rules on tokens: the check that refuses is the one that explains."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from fivefold.core.rules import RuleError

AT_MOST = 20


def why_not_made(name: str, names: Collection[str]) -> RuleError | None:
    """names: those of the person's other tokens that were not ended."""
    if name in names:
        return RuleError(
            "name_used",
            _(
                "You have a token of this name. If its secret is lost, end that one first; "
                "else choose another name."
            ),
        )
    if len(names) >= AT_MOST:
        return RuleError("too_many_tokens", _("You have twenty tokens. End one that you no longer need."))
    return None
