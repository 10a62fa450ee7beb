"""What a reader of an assessment has to keep in mind, each with a stable code and a sentence."""

from collections import abc

from fivefold.assess import instruments
from fivefold.assess.assessment import Caveat, ScaleResult, SideCount
from fivefold.assess.describing import COMPARED
from fivefold.assess.instruments.recognition import columns_of
from fivefold.assess.mapping import Mapping, side_in_words
from fivefold.assess.reliability import hangs_together
from fivefold.assess.roster import Roster
from fivefold.assess.scoring import ScaleAnswers, SideAnswers, quote
from fivefold.assess.wording import in_hundredths
from fivefold.files.sentences import Sentence, as_written, say
from fivefold.files.table import Table
from fivefold.stats.disclosure import may_show

TINY = 10
"""A side with fewer people is not compared with the other by its survey."""
NAMED_AT_MOST = 5


def pilot_caveats(answers: list[ScaleAnswers]) -> abc.Iterator[Caveat]:
    """A pilot says so on every report."""
    columns = [column for one in answers for column in one.columns]
    for instrument in map(instruments.load, instruments.keys()):
        if instrument.pilot and len(columns_of(instrument, columns)) > 1:
            yield Caveat(code="pilot_instrument", message=as_written(instrument.note.in_language("en")))


def row_caveats(table: Table, responses: int, sides: SideAnswers, mapping: Mapping) -> abc.Iterator[Caveat]:
    silent = table.rows - responses
    if silent:
        yield Caveat(
            code="rows_without_answers",
            message=say(
                "{silent} of {rows} rows hold no answer to any item; they are no responses.",
                silent=silent,
                rows=table.rows,
            ),
        )
    if sides.unlisted and mapping.side is not None:
        yield Caveat(
            code="unknown_side_values",
            message=say(
                "{rows} rows are on no side, counted in the total only: the mapping does not list what they "
                "have in {column}, {cells}.",
                rows=sum(sides.unlisted.values()),
                column=quote(mapping.side.column),
                cells=_cells(sides.unlisted),
            ),
        )


def _cells(counts: abc.Mapping[str, int]) -> str:
    named = [f"{quote(cell)} ({count})" for cell, count in counts.items()]
    first = ", ".join(named[:NAMED_AT_MOST])
    if len(named) <= NAMED_AT_MOST:
        return first
    return say("{listed} and {count} others", listed=first, count=len(named) - NAMED_AT_MOST)


def threshold_caveats(
    responses: int, threshold: int, answers: list[ScaleAnswers], results: list[ScaleResult | None]
) -> abc.Iterator[Caveat]:
    if not may_show(responses, threshold):
        yield Caveat(
            code="under_threshold",
            message=say(
                "Fewer than {threshold} people answered, so no scale is shown, to protect them.",
                threshold=threshold,
            ),
        )
    for one, result in zip(answers, results, strict=False):
        if result is None:
            yield Caveat(
                code="scale_withheld",
                message=say(
                    'The scale "{scale}" is left out: fewer than {threshold} people answered at least half '
                    "of its items.",
                    scale=one.scale.key,
                    threshold=threshold,
                ),
            )


def size_caveats(
    roster: Roster, counts: tuple[SideCount, ...], responses: int, shown: list[ScaleResult]
) -> abc.Iterator[Caveat]:
    if roster.total is not None and 2 * responses < roster.total:
        yield Caveat(
            code="below_half",
            message=say(
                "Fewer than half of the members answered ({responses} of {members}): read n and bounds only.",
                responses=responses,
                members=roster.total,
            ),
        )
    shown_sides = {group.key for scale in shown for group in scale.groups if not group.suppressed}
    for one in counts:
        if one.key in shown_sides and one.members is not None and 2 * one.responses < one.members:
            yield Caveat(
                code="below_half",
                message=say(
                    "Fewer than half of {side} answered ({responses} of {members}): read n and bounds only.",
                    side=side_in_words(one.key),
                    responses=one.responses,
                    members=one.members,
                ),
            )
    compared = [one for one in counts if one.key in COMPARED]
    for one in compared if len(compared) == len(COMPARED) else ():
        if one.size < TINY:
            yield Caveat(code="tiny_side", message=_tiny(one))


def _tiny(side: SideCount) -> Sentence:
    if side.members is None:
        return say(
            "Fewer than {tiny} people answered on {side}: the sides are not to be compared.",
            tiny=TINY,
            side=side_in_words(side.key),
        )
    return say(
        "Fewer than {tiny} people were asked on {side}: the sides are not to be compared.",
        tiny=TINY,
        side=side_in_words(side.key),
    )


def spread_caveats(shown: list[ScaleResult]) -> abc.Iterator[Caveat]:
    """Equal scores make a formula certain, not its reader."""
    for one in shown:
        compared = {group.key for group in one.groups if not group.suppressed}.issuperset(COMPARED)
        alike = [key for key in one.without_spread if key in COMPARED and compared]
        if one.sd == 0.0 and not one.everyone_answered:
            yield Caveat(
                code="no_spread",
                message=say(
                    'On the scale "{scale}" everybody has the same score: an interval without width says '
                    "nothing of those who were silent.",
                    scale=one.key,
                ),
            )
        if alike:
            yield Caveat(
                code="no_spread",
                message=say(
                    'On the scale "{scale}" everybody on {sides} has the same score: nothing tells how far '
                    "chance could carry the difference of the sides, so none is to be claimed.",
                    scale=one.key,
                    sides=_both(alike),
                ),
            )


def _both(keys: list[str]) -> Sentence:
    words = [side_in_words(key) for key in keys]
    return words[0] if len(words) == 1 else say("{first} and {second}", first=words[0], second=words[1])


def reliability_caveats(shown: list[ScaleResult]) -> abc.Iterator[Caveat]:
    """What a mean, a difference or a change of a scale does not support."""
    for one in shown:
        together = hangs_together(one.alpha, one.omega)
        if one.alpha_interval is not None and one.alpha_interval[1] < 0:
            yield Caveat(
                code="items_run_apart",
                message=say(
                    'The items of the scale "{scale}" run against each other, so its mean says little: '
                    "perhaps some of them belong under reverse.",
                    scale=one.key,
                ),
            )
        elif together is None:
            yield Caveat(
                code="reliability_unknown",
                message=say(
                    'No reliability can be worked out for the scale "{scale}": its mean, and any difference '
                    "or change of it, may be that of one item alone.",
                    scale=one.key,
                ),
            )
        elif not together:
            yield Caveat(
                code="low_reliability",
                message=say(
                    'The items of the scale "{scale}" do not hang together ({coefficient}): read them one by '
                    "one, and no difference or change of their mean as one of a single thing.",
                    scale=one.key,
                    coefficient=_named(one),
                ),
            )


def _named(scale: ScaleResult) -> Sentence:
    if scale.omega is not None:
        return say("omega {value}", value=in_hundredths(scale.omega))
    return say("alpha {value}", value=in_hundredths(scale.alpha or 0.0))
