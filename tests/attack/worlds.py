"""Small rounds of a stated truth: who sits where and what each answered, drawn at random."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from hypothesis import strategies as st

from fivefold.accounts.models import Person
from fivefold.assess.mapping import MappedScale, Mapping, SideColumn
from fivefold.assess.text import Text
from fivefold.partnerships.models import Partnership
from fivefold.surveys.actions import record_round
from fivefold.surveys.models import Round
from tests.assess.tables import ONE_TO_FIVE, column, table

SIDES = ("practice", "research")
NOBODY_S = ""
UNSAID = 0

Member = tuple[str, tuple[int, ...]]
"""Side and answers, 1 to 5; 0 for one left out."""


@dataclass(frozen=True)
class Truth:
    people: tuple[Member, ...]
    items: int
    members: int | dict[str, int] | None = None
    sides: tuple[str, ...] = SIDES
    names: tuple[str, ...] = ("We plan", "We decide", "We listen")
    scales: tuple[tuple[int, ...], ...] = ()
    """Which items make up each scale; nothing is one scale of all."""
    words: bool = False
    """Whether the file has its answers in words, as another export of the same survey would."""

    def behind(self, item: int, side: str | None = None) -> int:
        return sum(answers[item] != UNSAID for on, answers in self.people if side in {None, on})


def record(
    partnership: Partnership, by: Person, truth: Truth, title: str, corrects: Round | None = None
) -> Round:
    names = truth.names[: truth.items]
    said = ("", "Never", "Seldom", "Sometimes", "Often", "Always") if truth.words else ("", *"12345")
    answers = tuple(
        type(one)(one.number, Text(said[place])) for place, one in enumerate(ONE_TO_FIVE, start=1)
    )
    columns = [column("side", [side for side, _ in truth.people])]
    columns += [
        column(name, [said[given[place]] for _, given in truth.people]) for place, name in enumerate(names)
    ]
    scales = tuple(
        MappedScale(
            key=f"scale-{number}",
            title=Text(f"Scale {number}"),
            items=tuple(names[place] for place in items),
            dimension="trust",
            answers=answers,
        )
        for number, items in enumerate(truth.scales or (tuple(range(truth.items)),))
    )
    return record_round(
        partnership=partnership,
        title=title,
        began_on=date(2026, 3, 2),
        ended_on=date(2026, 3, 27),
        table=table(*columns),
        mapping=Mapping(scales=scales, side=SideColumn("side", {side: (side,) for side in truth.sides})),
        members=truth.members,
        by=by,
        corrects=corrects,
    )


def people(items: int, most: int = 13, gaps: bool = True) -> st.SearchStrategy[tuple[Member, ...]]:
    answer = st.sampled_from([1, 2, 3, 4, 5, 5, UNSAID] if gaps else [1, 2, 3, 4, 5])
    given = st.tuples(*[answer] * items).filter(any)

    def on(side: str, most: int) -> st.SearchStrategy[list[Member]]:
        # The number is drawn first: drawn one by one, most groups would be tiny.
        one = st.tuples(st.just(side), given)
        return st.integers(0, most).flatmap(lambda size: st.lists(one, min_size=size, max_size=size))

    parts = st.tuples(*(on(side, most) for side in SIDES), on(NOBODY_S, 2))
    return parts.map(lambda found: tuple(chain.from_iterable(found)))


@st.composite
def truths(draw: st.DrawFn, gaps: bool = True) -> Truth:
    items = draw(st.integers(1, 2))
    who = draw(people(items, gaps=gaps).filter(bool))
    by_side = {side: max(1, sum(on == side for on, _ in who)) + draw(st.integers(0, 6)) for side in SIDES}
    if sum(by_side.values()) < len(who):
        by_side["practice"] += len(who)
    members = draw(st.sampled_from([None, len(who) + draw(st.integers(0, 6)), by_side]))
    return Truth(who, items, members)


def changed(who: Sequence[Member], items: int, gaps: bool = True) -> st.SearchStrategy[tuple[Member, ...]]:
    """The same people but for a few who went and a few who came."""
    fewer = st.integers(0, min(6, len(who)))
    return st.tuples(fewer, people(items, most=4, gaps=gaps)).map(lambda drawn: (*who[drawn[0] :], *drawn[1]))
