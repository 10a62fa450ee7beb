"""The list of commitments as a page shows it: one's own first, then the others', then what ended."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from fivefold.commitments import policies, queries
from fivefold.commitments.models import Commitment
from fivefold.commitments.sources import Source, sources_of
from fivefold.commitments.states import State
from fivefold.partnerships.models import Membership

# Of what has ended, so many; the history of each stays on its page.
ENDED_SHOWN = 50


@dataclass(frozen=True)
class Line:
    commitment: Commitment
    source: Source | None
    # Whether this member has a hand in it.
    acts: bool


@dataclass(frozen=True)
class Group:
    key: str
    heading: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class Listing:
    """Groups without a line are left out."""

    groups: Sequence[Group]
    # Whether more has ended than is shown.
    more: bool


def listing_for(membership: Membership, *, everything: bool = False) -> Listing:
    rows = queries.all_of(membership.partnership)
    still_open = list(rows.filter(state=State.OPEN).order_by("due", "pk"))
    ended = rows.exclude(state=State.OPEN).order_by("-closed_at", "-pk")
    found_ended = list(ended if everything else ended[: ENDED_SHOWN + 1])
    shown = found_ended if everything else found_ended[:ENDED_SHOWN]
    found = sources_of(membership, [*still_open, *shown])

    def group(key: str, heading: str, commitments: Iterable[Commitment]) -> Group:
        lines = [Line(one, found.get(one.pk), policies.may_act(membership, one)) for one in commitments]
        return Group(key, heading, lines)

    mine = [one for one in still_open if one.owner_id == membership.person_id]
    done, dropped = ([one for one in shown if one.state == state] for state in (State.DONE, State.DROPPED))
    groups = [
        group("yours", _("Yours"), mine),
        group("open", _("Taken on by others"), [one for one in still_open if one not in mine]),
        group("done", pgettext("commitments", "Done"), done),
        group("dropped", pgettext("commitments", "Dropped"), dropped),
    ]
    return Listing([one for one in groups if one.lines], len(found_ended) > len(shown))
