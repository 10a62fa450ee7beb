"""The list of commitments as a page shows it: one's own first, then the others', then what ended."""

from collections.abc import Sequence
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


def groups_for(membership: Membership, *, everything: bool = False) -> list[Group]:
    """Groups without a line are left out."""
    rows = queries.all_of(membership.partnership)
    still_open = list(rows.filter(state=State.OPEN).order_by("due", "pk"))
    ended = rows.exclude(state=State.OPEN).order_by("-closed_at", "-pk")
    ended_shown = list(ended if everything else ended[:ENDED_SHOWN])
    found = sources_of(membership, [*still_open, *ended_shown])
    mine = [one for one in still_open if one.owner_id == membership.person_id]

    def group(key: str, heading: str, commitments: list[Commitment]) -> Group:
        lines = [Line(one, found.get(one.pk), policies.may_act(membership, one)) for one in commitments]
        return Group(key, heading, lines)

    groups = [
        group("yours", _("Yours"), mine),
        group("open", _("Taken on by others"), [one for one in still_open if one not in mine]),
        group(
            "done", pgettext("commitments", "Done"), [one for one in ended_shown if one.state == State.DONE]
        ),
        group(
            "dropped",
            pgettext("commitments", "Dropped"),
            [one for one in ended_shown if one.state == State.DROPPED],
        ),
    ]
    return [one for one in groups if one.lines]
