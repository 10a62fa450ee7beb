"""Which three things the report card says first: chosen by rule, put into words by `sentences`."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from fivefold.health.prompts import Reason
from fivefold.health.reading import CANNOT_TELL_TALK, Drift, Movement, Verdict, excludes_none

# Of the members: fewer than this having answered is itself a topic.
MOST_ANSWERED = 2 / 3


class Nothing(StrEnum):
    """Why a round as a whole lets nothing be claimed."""

    UNDER_THRESHOLD = "under_threshold"
    BELOW_HALF = "below_half"
    NO_FIGURES = "no_figures"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True)
class DimensionFacts:
    """What the rules look at, for one dimension. Differences and intervals are on 0–100."""

    key: str
    verdict: Verdict
    movement: Movement | None = None
    # Since the first of all comparable rounds, where there are more than two.
    movement_over_all: Movement | None = None
    difference: float | None = None  # practice − research, only where the sides may be compared
    difference_low: float = 0.0
    difference_high: float = 0.0
    cannot_tell: float | None = None
    # How the sides moved against each other since the first of all comparable rounds.
    drift: Drift | None = None
    # What the record shows, asked about or not.
    record: Verdict = Verdict.NOT_ENOUGH
    # Surveys from elsewhere often ask about some dimensions only; of the others nothing is known.
    asked: bool = True

    @property
    def sides_differ(self) -> bool:
        return self.difference is not None and excludes_none(self.difference_low, self.difference_high)

    @property
    def strands_differ(self) -> bool:
        """Whether what members say and what the record shows point apart."""
        return {self.verdict, self.record} == {Verdict.STRENGTH, Verdict.GAP}


class Holding(StrEnum):
    SOMETHING = "something"
    NOTHING_CLEAR = "nothing_clear"
    NOT_CLAIMED = "not_claimed"


class Gap(StrEnum):
    GAP = "gap"
    DOWN = "down"
    NO_GAP = "no_gap"
    NOTHING_CLEAR = "nothing_clear"
    NOT_CLAIMED = "not_claimed"


class Talk(StrEnum):
    SIDES_DIFFER = "sides_differ"
    SIDES_DRIFT = "sides_drift"
    STRANDS_DIFFER = "strands_differ"
    CANNOT_TELL = "cannot_tell"
    SILENT = "silent"
    TINY = "tiny"
    QUESTION = "question"


@dataclass(frozen=True)
class Opening:
    holding: Holding
    gap: Gap
    talk: Talk
    up: tuple[str, ...] = ()
    strengths: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    down: tuple[str, ...] = ()
    up_over_all: tuple[str, ...] = ()
    down_over_all: tuple[str, ...] = ()
    closer: tuple[str, ...] = ()
    # Apart or across: what the sides may talk about.
    drifting: tuple[str, ...] = ()
    talk_about: str | None = None
    # By what was counted: whatever the answers say, it stands beside them.
    kept: tuple[str, ...] = ()
    fallen_short: tuple[str, ...] = ()
    nothing: Nothing | None = None


def opening(
    facts: Sequence[DimensionFacts],
    *,
    nothing: Nothing | None = None,
    tiny: bool = False,
    response_rate: float | None = None,
) -> Opening:
    """Dimensions are named in the framework's order, all that qualify: naming a best one would rank them.

    Where the sides moved against each other, what all members did together is no sentence of its own. Of a
    dimension that nobody was asked about, only what was counted is said.
    """
    kept, fallen_short = (
        tuple(one.key for one in facts if one.record == verdict)
        for verdict in (Verdict.STRENGTH, Verdict.GAP)
    )
    facts = [one for one in facts if one.asked]
    together = [one for one in facts if one.drift is None]
    up = tuple(one.key for one in together if one.movement == Movement.UP)
    down = tuple(one.key for one in together if one.movement == Movement.DOWN)
    up_over_all = tuple(one.key for one in together if one.movement_over_all == Movement.UP)
    down_over_all = tuple(one.key for one in together if one.movement_over_all == Movement.DOWN)
    closer = tuple(one.key for one in facts if one.drift == Drift.CLOSER)
    strengths = tuple(one.key for one in facts if one.verdict == Verdict.STRENGTH)
    gaps = tuple(one.key for one in facts if one.verdict == Verdict.GAP)
    talk, about = _talk(facts, tiny=tiny, nothing=nothing, response_rate=response_rate)
    return Opening(
        holding=_holding((*up, *up_over_all, *strengths, *closer), nothing),
        gap=_gap(gaps, (*down, *down_over_all), strengths, len(facts), nothing),
        talk=talk,
        up=up,
        strengths=strengths,
        gaps=gaps,
        down=down,
        up_over_all=up_over_all,
        down_over_all=down_over_all,
        closer=closer,
        drifting=tuple(one.key for one in facts if one.drift in {Drift.APART, Drift.ACROSS}),
        talk_about=about,
        kept=kept,
        fallen_short=fallen_short,
        nothing=nothing,
    )


def _holding(found: tuple[str, ...], nothing: Nothing | None) -> Holding:
    if nothing is not None:
        return Holding.NOT_CLAIMED
    return Holding.SOMETHING if found else Holding.NOTHING_CLEAR


def _gap(
    gaps: tuple[str, ...],
    down: tuple[str, ...],
    strengths: tuple[str, ...],
    dimensions: int,
    nothing: Nothing | None,
) -> Gap:
    if nothing is not None:
        return Gap.NOT_CLAIMED
    if gaps:
        return Gap.GAP
    if down:
        return Gap.DOWN
    return Gap.NO_GAP if len(strengths) == dimensions else Gap.NOTHING_CLEAR


def _talk(
    facts: Sequence[DimensionFacts], *, tiny: bool, nothing: Nothing | None, response_rate: float | None
) -> tuple[Talk, str | None]:
    """Where the sides differ most, or moved against each other; where the round carries a claim at all, else
    what `_without_sides` finds.
    """
    apart = [one for one in facts if one.sides_differ]
    if apart and not tiny:
        return Talk.SIDES_DIFFER, max(apart, key=lambda one: abs(one.difference or 0.0)).key
    drifting = [one.key for one in facts if one.drift in {Drift.APART, Drift.ACROSS}]
    if drifting and nothing is None:
        return Talk.SIDES_DRIFT, drifting[0]
    if nothing is not None:
        return (Talk.QUESTION if nothing == Nothing.NOT_ASKED else Talk.SILENT), None
    return _without_sides(facts, tiny=tiny, response_rate=response_rate)


def _without_sides(
    facts: Sequence[DimensionFacts], *, tiny: bool, response_rate: float | None
) -> tuple[Talk, str | None]:
    """Where answers and record point apart; else what most cannot see; else who was silent; else the
    question.
    """
    if differing := [one.key for one in facts if one.strands_differ]:
        return Talk.STRANDS_DIFFER, differing[0]
    hidden = [one for one in facts if (one.cannot_tell or 0.0) >= CANNOT_TELL_TALK]
    if hidden:
        return Talk.CANNOT_TELL, max(hidden, key=lambda one: one.cannot_tell or 0.0).key
    if response_rate is not None and response_rate < MOST_ANSWERED:
        return Talk.SILENT, None
    return (Talk.TINY if tiny else Talk.QUESTION), None


def reason_to_talk(one: DimensionFacts) -> Reason:
    """Which of a dimension's questions fits what its members said."""
    if one.sides_differ:
        return Reason.APART
    if one.verdict == Verdict.GAP:
        return Reason.GAP
    return Reason.UNSEEN if (one.cannot_tell or 0.0) >= CANNOT_TELL_TALK else Reason.OPEN


def question_for_meeting(said: Opening, facts: Sequence[DimensionFacts]) -> tuple[str, Reason] | None:
    """One dimension that was asked, and its question: what is talked about first, else a gap, else what is
    not yet strong.
    """
    facts = [one for one in facts if one.asked]
    if not facts:
        return None
    by_key = {one.key: one for one in facts}
    if said.talk_about is not None:
        one = by_key[said.talk_about]
        if said.talk == Talk.CANNOT_TELL:
            return one.key, Reason.UNSEEN
    else:
        waiting = [one for one in facts if one.key in said.gaps] or [
            one for one in facts if one.verdict != Verdict.STRENGTH
        ]
        one = (waiting or facts)[0]
    return one.key, reason_to_talk(one)
