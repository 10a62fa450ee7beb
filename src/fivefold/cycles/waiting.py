"""What of the year waits for a member: an account to confirm, and days that have passed without a word."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext, ngettext

from fivefold.cycles import policies, queries
from fivefold.cycles.models import Activity, Scheduled
from fivefold.cycles.states import Lane
from fivefold.partnerships.models import Membership
from fivefold.partnerships.needs import Need
from fivefold.partnerships.states import Side

# Whoever leads this side knows first how it went; of all else the research side does, which plans the work.
DISTRICT_KNOWS = frozenset({Lane.DECISIONS.value})
MOST_MINUTES = 5


def needs(membership: Membership) -> Iterator[Need]:
    side = next((one for one in (Side.PRACTICE, Side.RESEARCH) if policies.leads(membership, one)), None)
    if side is None:
        return
    if side == Side.PRACTICE:
        yield from _to_confirm(membership)
    passed = [one for one in queries.passed_without_a_word(membership.partnership) if _knows(one) == side]
    if passed:
        yield _to_say(passed)


def _knows(one: Scheduled) -> Side:
    knows_district = isinstance(one, Activity) and one.lane in DISTRICT_KNOWS
    return Side.PRACTICE if knows_district else Side.RESEARCH


def _to_confirm(membership: Membership) -> Iterator[Need]:
    account = queries.acquaintance(membership.partnership, membership).account
    if account is not None and policies.why_not_confirmed(account, membership) is None:
        about = gettext("How the researchers understand the district. Collection waits for it.")
        yield Need(
            gettext("Correct and confirm the two-page account"),
            about,
            account.get_absolute_url(),
            gettext("Read and confirm"),
            minutes=10,
        )


def _to_say(passed: list[Scheduled]) -> Need:
    """One line, however many: what lies behind is said in one sitting."""
    count = len(passed)
    names = ", ".join(f"“{one}”" for one in passed[:3])
    what = ngettext("Say how %(names)s went", "Say how %(number)s things of the year went", count)
    about = ngettext(
        "Its day has passed, and nobody has said whether it is done or moves.",
        "Their days have passed: %(names)s.",
        count,
    )
    said = {"names": names + (" …" if count > 3 else ""), "number": count}
    return Need(
        what % said,
        about % said,
        passed[0].get_absolute_url() if count == 1 else passed[0].cycle.get_absolute_url(),
        gettext("Say how it went"),
        minutes=min(count, MOST_MINUTES),
        by=timezone.localdate(),
    )
