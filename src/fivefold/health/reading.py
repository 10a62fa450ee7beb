"""How the figures of a round are read: the rules, and nothing but the rules.

Pure and versioned. A reader finds the same rules in words under *How each number is made*; whoever
changes one here changes `RULES_VERSION` and that page with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

RULES_VERSION = 4

# Of what was due, the share done from which on the record is a strength.
AGREED_SHARE = (4, 5)
# On 0–100. A little above the middle: a strength is more than the absence of a gap.
STRENGTH_LINE = 60.0
TINY_SIDE = 10
SIGNIFICANCE = 0.05
# A fifth of the answers: enough for "how visible is this work?" to be a question worth a meeting.
CANNOT_TELL_TALK = 0.2
# A tenth of the step from one answer to the next: smaller than what a page prints.
SAME_PART_OF_STEP = 0.1


class Showing(StrEnum):
    """What a page may print of one mean."""

    INTERVAL = "interval"
    EVERYONE = "everyone"
    BOUNDS = "bounds"
    UNKNOWN_RATE = "unknown_rate"
    WITHHELD = "withheld"


def showing(*, n: int, population: int | None, responses: int, members: int | None) -> Showing:
    """Below half answered, of the members or of those who could have a score, only n and bounds are shown."""
    if members is None or population is None:
        return Showing.UNKNOWN_RATE
    if 2 * responses < members or 2 * n < population:
        return Showing.BOUNDS
    return Showing.EVERYONE if responses == members else Showing.INTERVAL


class Verdict(StrEnum):
    STRENGTH = "strength"
    GAP = "gap"
    NOT_ENOUGH = "not_enough"


def say_verdict(shown: Showing, low: float, high: float) -> Verdict:
    """Strength when the whole interval lies above the line, gap when it lies below, else not enough."""
    if shown in {Showing.BOUNDS, Showing.WITHHELD}:
        return Verdict.NOT_ENOUGH
    if low > STRENGTH_LINE:
        return Verdict.STRENGTH
    return Verdict.GAP if high < STRENGTH_LINE else Verdict.NOT_ENOUGH


def joint_verdict(verdicts: Sequence[Verdict]) -> Verdict:
    """A dimension measured by several scales speaks only where all of them point one way."""
    kinds = set(verdicts)
    return kinds.pop() if len(kinds) == 1 else Verdict.NOT_ENOUGH


def count_verdict(done: float, due: float, *, least_due: int, is_limit: bool = False) -> Verdict:
    """Things done of things due against the share agreed.

    is_limit: what is due is a limit, hours agreed, of which no more than that may be asked. To stay within it
    shows nothing by itself; to go beyond it is a gap.
    """
    if due < least_due:
        return Verdict.NOT_ENOUGH
    if is_limit:
        return Verdict.NOT_ENOUGH if done <= due else Verdict.GAP
    part, whole = AGREED_SHARE
    return Verdict.STRENGTH if done * whole >= due * part else Verdict.GAP


def record_verdict(counts: Sequence[Verdict]) -> Verdict:
    """Nothing is summed over counts, so a large one hides no small one: a gap where one of those that speak
    falls short, a strength where all of them reach the share.
    """
    spoken = {one for one in counts if one != Verdict.NOT_ENOUGH}
    if Verdict.GAP in spoken:
        return Verdict.GAP
    return Verdict.STRENGTH if spoken else Verdict.NOT_ENOUGH


class Strand(StrEnum):
    SAY = "say"
    RECORD = "record"
    JUDGE = "judge"


class Accord(StrEnum):
    AGREE = "agree"
    DIFFER = "differ"
    NOT_ENOUGH = "not_enough"


@dataclass(frozen=True)
class Agreement:
    accord: Accord
    apart: Strand | None = None  # the one that stands apart, where that can be said
    speaking: tuple[Strand, ...] = ()


def agreement(
    say: Verdict, record: Verdict, judge: Verdict, *, judging_sides_differ: bool = False
) -> Agreement:
    """Do the strands agree? Never an average: at least two must speak."""
    verdicts = {Strand.SAY: say, Strand.RECORD: record, Strand.JUDGE: judge}
    spoken = {strand: verdict for strand, verdict in verdicts.items() if verdict != Verdict.NOT_ENOUGH}
    speaking = tuple(spoken)
    if judging_sides_differ:
        return Agreement(Accord.DIFFER, Strand.JUDGE, speaking)
    if len(spoken) < 2:
        return Agreement(Accord.NOT_ENOUGH, None, speaking)
    if len(set(spoken.values())) == 1:
        return Agreement(Accord.AGREE, None, speaking)
    said = list(spoken.values())
    odd = [strand for strand, verdict in spoken.items() if said.count(verdict) == 1]
    return Agreement(Accord.DIFFER, odd[0] if len(odd) == 1 else None, speaking)


class NoComparison(StrEnum):
    """Why a page does not set the two sides against each other."""

    NO_SPREAD = "no_spread"

    NO_SIDES = "no_sides"
    TINY_SIDE = "tiny_side"
    PROTECTED = "protected"
    BELOW_HALF = "below_half"


@dataclass(frozen=True)
class SideSize:
    """What is known of the size of one side: its roster, else how many of it answered."""

    members: int | None
    responses: int | None

    @property
    def is_tiny(self) -> bool:
        size = self.responses if self.members is None else self.members
        return size is not None and size < TINY_SIDE


def no_comparison(sizes: Sequence[SideSize], shown: Sequence[Showing]) -> NoComparison | None:
    """The first reason, if any, against comparing practice with research."""
    if len(sizes) < 2 or len(shown) < 2:
        return NoComparison.NO_SIDES
    if any(size.is_tiny for size in sizes):
        return NoComparison.TINY_SIDE
    if Showing.WITHHELD in shown:
        return NoComparison.PROTECTED
    return NoComparison.BELOW_HALF if Showing.BOUNDS in shown else None


class Movement(StrEnum):
    UP = "up"
    DOWN = "down"
    MAY_BE_UP = "may_be_up"
    MAY_BE_DOWN = "may_be_down"
    SAME = "same"

    @property
    def is_claimed(self) -> bool:
        return self in {Movement.UP, Movement.DOWN}

    @property
    def claim(self) -> "Movement":
        """The claim that this would be, were chance ruled out."""
        return {Movement.MAY_BE_UP: Movement.UP, Movement.MAY_BE_DOWN: Movement.DOWN}.get(self, self)


def movement(difference: float, adjusted_p: float, *, step: float) -> Movement:
    """*Up* and *down* only after Holm's correction; `step` is one answer's width on 0–100."""
    if adjusted_p <= SIGNIFICANCE and difference != 0:
        return Movement.UP if difference > 0 else Movement.DOWN
    if abs(difference) < SAME_PART_OF_STEP * step:
        return Movement.SAME
    return Movement.MAY_BE_UP if difference > 0 else Movement.MAY_BE_DOWN


class NoChange(StrEnum):
    """Why a page says nothing of change since an earlier round."""

    FIRST_ROUND = "first_round"
    OTHER_INSTRUMENT = "other_instrument"
    BELOW_HALF = "below_half"
    WITHHELD = "withheld"
    NO_SPREAD = "no_spread"


class Drift(StrEnum):
    """How the difference between the sides changed over the rounds, where chance does not explain it."""

    APART = "apart"
    CLOSER = "closer"
    ACROSS = "across"  # the side that was lower is now the higher


def drift(earlier: float, later: float, adjusted_p: float, *, each_clear: bool) -> Drift | None:
    """Practice less research in the first round and in the latest, on 0–100, after Holm's correction.

    each_clear: whether in each of the two rounds the interval leaves no difference out; only then has
        one side been the lower, and is now the other.
    """
    if adjusted_p > SIGNIFICANCE:
        return None
    if each_clear and earlier * later < 0:
        return Drift.ACROSS
    return Drift.APART if abs(later) > abs(earlier) else Drift.CLOSER


def excludes_none(low: float, high: float) -> bool:
    """Does the interval leave *no difference* out?"""
    return low > 0 or high < 0
