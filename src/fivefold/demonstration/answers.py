"""A round's answers as a survey file: simulated from the stated truth, in the words of the instrument."""

import csv
from pathlib import Path

import numpy as np

from fivefold.assess.instruments import Instrument
from fivefold.demonstration.people import DemoRound
from fivefold.stats.simulate import (
    CANNOT_TELL,
    DOES_NOT_APPLY,
    MISSING,
    AnswerArray,
    RoundDesign,
    ScaleDesign,
    SideDesign,
    SimulatedRound,
    simulate_round,
)

# How well each side sees each part of the work: the wider field is out of sight for most in a district.
UNSEEN = {
    "practice": {"trust": 0.03, "rigor": 0.06, "goals": 0.07, "field": 0.27, "capacity": 0.08},
    "research": {"trust": 0.02, "rigor": 0.02, "goals": 0.12, "field": 0.05, "capacity": 0.10},
}
NOT_APPLICABLE = 0.015
STOP_HALF_WAY = 0.05
SPREAD_OF_PERSONS = 18.0
SPREAD_OF_ITEMS = 9.0


def simulate(design: DemoRound, instrument: Instrument, *, seed: int) -> SimulatedRound:
    return simulate_round(
        RoundDesign(
            sides=tuple(
                SideDesign(side, members=count, response_rate=design.response_rate[side])
                for side, count in design.members.items()
            ),
            scales=tuple(
                ScaleDesign(
                    scale.key,
                    items=len(scale.items),
                    truth={side: design.truth[scale.key][side] for side in design.members},
                    between_person_sd=SPREAD_OF_PERSONS,
                    item_spread=SPREAD_OF_ITEMS,
                )
                for scale in instrument.scales
            ),
            answers=len(instrument.answers),
            cannot_tell={side: UNSEEN[side] for side in design.members},
            not_applicable=NOT_APPLICABLE,
            drop_out=STOP_HALF_WAY,
        ),
        np.random.default_rng(seed),
    )


def write_survey(path: Path, found: SimulatedRound, instrument: Instrument) -> None:
    """As an exported file would hold them: one row a person, answers in words, a column for the side."""
    words = {
        number: answer.label.in_language("en") for number, answer in enumerate(instrument.answers, start=1)
    }
    words |= {
        MISSING: "",
        CANNOT_TELL: instrument.cannot_tell.in_language("en"),
        DOES_NOT_APPLY: instrument.not_applicable.in_language("en"),
    }
    keys = [item.key for scale in instrument.scales for item in scale.items]
    answers = np.concatenate([_as_asked(found.answers[scale.key]) for scale in instrument.scales], axis=1)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["side", *keys])
        for side, row in zip(found.side, answers, strict=True):
            writer.writerow([side, *(words[int(answer)] for answer in row)])


def _as_asked(answers: AnswerArray) -> AnswerArray:
    """The simulator's items run from the hardest to the easiest; a questionnaire's do not.

    The same shuffle in every round, so that a statement keeps its place.
    """
    return answers[:, np.random.default_rng(answers.shape[1]).permutation(answers.shape[1])]
