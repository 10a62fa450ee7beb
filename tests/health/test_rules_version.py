"""A rule that reads figures otherwise is a new version: what every rule answers is pinned to `RULES_VERSION`.

What is hashed is what the rules say of given figures, not how they are written.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from fivefold.health import opening, reading
from fivefold.health.opening import DimensionFacts, Nothing
from fivefold.health.reading import Drift, Movement, Showing, SideSize, Verdict
from fivefold.partnerships.record import LEAST_DUE

# Changed a rule? Raise `RULES_VERSION`, say the rule on *How each number is made* and in the methods, and
# add the digest that this test prints.
DIGESTS = {
    2: "dba93e2289feac87349cf7f2e4c346657db391b93f90ef9c80dd1f5879f0fc49",
    3: "907a426ba19db16544a7f9f17ff3871832b98bb9026b09eea939a2ff4553f0e4",
    4: "e2e5fc91a2b6342c2471a42d824282919f88824f431aa033ace0b73e99fdbce3",
}

SCORES = (0.0, 20.0, 59.9, 60.0, 60.1, 80.0, 100.0)
COUNTS = (None, 0, 4, 5, 9, 10, 11, 24)
SIZES = (SideSize(9, 9), SideSize(None, 9), SideSize(30, 5), SideSize(None, None))
RATES = (None, 0.66, 0.67)


def answers() -> Iterator[object]:
    for n, population, responses, members in product((0, 5, 10, 12), COUNTS, (5, 10, 12), COUNTS):
        yield reading.showing(n=n, population=population, responses=responses, members=members)
    for shown, low, high in product(Showing, SCORES, SCORES):
        yield reading.say_verdict(shown, low, high)
    for verdicts in product(Verdict, repeat=3):
        yield reading.joint_verdict(verdicts)
        yield [reading.agreement(*verdicts, judging_sides_differ=apart) for apart in (False, True)]
    for sizes in product(
        (SideSize(9, 9), SideSize(None, 9), SideSize(30, 5), SideSize(None, None)), repeat=2
    ):
        yield [reading.no_comparison(sizes, shown) for shown in product(Showing, repeat=2)]
    for difference, p, step in product((-9.0, -1.0, 0.0, 2.4, 9.0), (0.01, 0.05, 0.051), (25.0, 10.0)):
        yield reading.movement(difference, p, step=step)
    for earlier, later, p, clear in product((-9.0, 0.0, 4.0), (-12.0, 1.0, 9.0), (0.05, 0.06), (False, True)):
        yield reading.drift(earlier, later, p, each_clear=clear)
    for done, due, is_limit in product((0, 2, 3, 4, 5, 7, 8), (2, 3, 5, 9, 10), (False, True)):
        yield reading.count_verdict(done, due, least_due=LEAST_DUE, is_limit=is_limit)
    for size in range(4):
        yield [reading.record_verdict(counts) for counts in product(Verdict, repeat=size)]
    yield from openings()


def openings() -> Iterator[object]:
    one = [
        DimensionFacts("a", verdict, moved, over_all, difference, low, high, unseen, drift)
        for verdict, moved, over_all, (difference, low, high), unseen, drift in product(
            Verdict,
            (None, *Movement),
            (None, Movement.UP),
            ((None, 0.0, 0.0), (-9.0, -12.0, -6.0), (3.0, -1.0, 7.0)),
            (None, 0.19, 0.2),
            (None, *Drift),
        )
    ]
    other = DimensionFacts("b", Verdict.STRENGTH, difference=8.0, difference_low=6.0, difference_high=10.0)
    for first, nothing, tiny, rate in product(
        one, (None, Nothing.BELOW_HALF), (False, True), (None, 0.66, 0.67)
    ):
        for facts in ([first], [first, other]):
            said = opening.opening(facts, nothing=nothing, tiny=tiny, response_rate=rate)
            yield said, opening.question_for_meeting(said, facts)
    yield from openings_of_some(other)
    for pair, asked, nothing, unseen in product(
        product(Verdict, repeat=2), (False, True), (None, *Nothing), (None, 0.2)
    ):
        with_record = DimensionFacts("a", pair[0], record=pair[1], asked=asked, cannot_tell=unseen)
        said = opening.opening([with_record, other], nothing=nothing)
        yield said, opening.question_for_meeting(said, [with_record, other])


def openings_of_some(strong: DimensionFacts) -> Iterator[object]:
    """Of rounds that asked about some of the dimensions only."""
    for verdict, nothing in product(Verdict, (None, *Nothing)):
        for facts in product(
            [DimensionFacts("a", verdict, asked=asked) for asked in (False, True)],
            [replace(strong, asked=asked) for asked in (False, True)],
        ):
            said = opening.opening(facts, nothing=nothing)
            yield said, opening.question_for_meeting(said, facts)


def test_the_rules_of_this_version_answer_as_they_did() -> None:
    digest = hashlib.sha256("\n".join(map(repr, answers())).encode()).hexdigest()
    assert DIGESTS.get(reading.RULES_VERSION) == digest, f"RULES_VERSION {reading.RULES_VERSION}: {digest}"
