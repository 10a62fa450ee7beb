"""What a reader of an assessment has to keep in mind, each with a stable code and a sentence."""

from collections import abc

from fivefold.assess import instruments
from fivefold.assess.assessment import Caveat, ScaleResult, SideCount
from fivefold.assess.describing import COMPARED
from fivefold.assess.instruments.recognition import columns_of
from fivefold.assess.mapping import Mapping
from fivefold.assess.reliability import hangs_together
from fivefold.assess.roster import Roster
from fivefold.assess.scoring import ScaleAnswers, SideAnswers, quote
from fivefold.assess.wording import in_hundredths
from fivefold.files.table import Table
from fivefold.stats.disclosure import may_show

TINY = 10
"""A side with fewer people is not compared with the other by its survey."""
NAMED_AT_MOST = 5
BOUNDS_ONLY = "read n and bounds only."


def pilot_caveats(answers: list[ScaleAnswers]) -> abc.Iterator[Caveat]:
    """A pilot says so on every report."""
    columns = [column for one in answers for column in one.columns]
    for instrument in map(instruments.load, instruments.keys()):
        if instrument.pilot and len(columns_of(instrument, columns)) > 1:
            yield Caveat(code="pilot_instrument", message=instrument.note.in_language("en"))


def row_caveats(table: Table, responses: int, sides: SideAnswers, mapping: Mapping) -> abc.Iterator[Caveat]:
    silent = table.rows - responses
    if silent:
        yield Caveat(
            code="rows_without_answers",
            message=f"{silent} of {table.rows} rows hold no answer to any item; they are no responses.",
        )
    if sides.unlisted and mapping.side is not None:
        named = [f"{quote(cell)} ({count})" for cell, count in sides.unlisted.items()]
        more = f" and {len(named) - NAMED_AT_MOST} others" if len(named) > NAMED_AT_MOST else ""
        yield Caveat(
            code="unknown_side_values",
            message=(
                f"{sum(sides.unlisted.values())} rows are on no side, counted in the total only: the mapping "
                f"does not list what they have in {quote(mapping.side.column)}, "
                f"{', '.join(named[:NAMED_AT_MOST])}{more}."
            ),
        )


def threshold_caveats(
    responses: int, threshold: int, answers: list[ScaleAnswers], results: list[ScaleResult | None]
) -> abc.Iterator[Caveat]:
    if not may_show(responses, threshold):
        yield Caveat(
            code="under_threshold",
            message=f"Fewer than {threshold} people answered, so no scale is shown, to protect them.",
        )
    for one, result in zip(answers, results, strict=False):
        if result is None:
            yield Caveat(
                code="scale_withheld",
                message=(
                    f'The scale "{one.scale.key}" is left out: fewer than {threshold} people answered at '
                    "least half of its items."
                ),
            )


def size_caveats(
    roster: Roster, counts: tuple[SideCount, ...], responses: int, shown: list[ScaleResult]
) -> abc.Iterator[Caveat]:
    if roster.total is not None and 2 * responses < roster.total:
        yield Caveat(
            code="below_half",
            message=f"Fewer than half of the members answered ({responses} of {roster.total}): {BOUNDS_ONLY}",
        )
    shown_sides = {group.key for scale in shown for group in scale.groups if not group.suppressed}
    for one in counts:
        if one.key in shown_sides and one.members is not None and 2 * one.responses < one.members:
            yield Caveat(
                code="below_half",
                message=(
                    f"Fewer than half of the {one.key} side answered ({one.responses} of {one.members}): "
                    f"{BOUNDS_ONLY}"
                ),
            )
    compared = [one for one in counts if one.key in COMPARED]
    for one in compared if len(compared) == len(COMPARED) else ():
        if one.size < TINY:
            found = "people answered" if one.members is None else "people were asked"
            yield Caveat(
                code="tiny_side",
                message=f"Fewer than {TINY} {found} on the {one.key} side: the sides are not to be compared.",
            )


def spread_caveats(shown: list[ScaleResult]) -> abc.Iterator[Caveat]:
    """Equal scores make a formula certain, not its reader."""
    for one in shown:
        compared = {group.key for group in one.groups if not group.suppressed}.issuperset(COMPARED)
        alike = [key for key in one.without_spread if key in COMPARED and compared]
        if one.sd == 0.0 and not one.everyone_answered:
            yield Caveat(
                code="no_spread",
                message=(
                    f'On the scale "{one.key}" everybody has the same score: an interval without width '
                    "says nothing of those who were silent."
                ),
            )
        if alike:
            on = " and ".join(f"the {key} side" for key in alike)
            yield Caveat(
                code="no_spread",
                message=(
                    f'On the scale "{one.key}" everybody on {on} has the same score: nothing tells how far '
                    "chance could carry the difference of the sides, so none is to be claimed."
                ),
            )


def reliability_caveats(shown: list[ScaleResult]) -> abc.Iterator[Caveat]:
    """What a mean, a difference or a change of a scale does not support."""
    for one in shown:
        together = hangs_together(one.alpha, one.omega)
        if one.alpha_interval is not None and one.alpha_interval[1] < 0:
            yield Caveat(
                code="items_run_apart",
                message=(
                    f'The items of the scale "{one.key}" run against each other, so its mean says little: '
                    "perhaps some of them belong under reverse."
                ),
            )
        elif together is None:
            yield Caveat(
                code="reliability_unknown",
                message=(
                    f'No reliability can be worked out for the scale "{one.key}": its mean, and any '
                    "difference or change of it, may be that of one item alone."
                ),
            )
        elif not together:
            yield Caveat(
                code="low_reliability",
                message=(
                    f'The items of the scale "{one.key}" do not hang together ({_named(one)}): read them '
                    "one by one, and no difference or change of their mean as one of a single thing."
                ),
            )


def _named(scale: ScaleResult) -> str:
    if scale.omega is not None:
        return f"omega {in_hundredths(scale.omega)}"
    return f"alpha {in_hundredths(scale.alpha or 0.0)}"
