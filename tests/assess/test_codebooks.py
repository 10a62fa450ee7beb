"""A file of bare codes with a codebook beside it gives scales in words; the mapping then stands alone."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from fivefold.assess import frameworks, instruments, mapping_toml
from fivefold.assess.assessing import assess
from fivefold.assess.assessment import Assessment
from fivefold.assess.errors import ProposalError
from fivefold.assess.from_file import open_mapped, open_proposed
from fivefold.assess.mapping import MappedScale
from fivefold.assess.proposal import render
from tests.files.codebooks.questionnaires import (
    Grid,
    Questionnaire,
    dictionary,
    kobo_csv,
    limesurvey_csv,
    lss,
    qsf,
    qualtrics_csv,
    redcap_csv,
    xlsform,
    xlsform_csv,
)

RPP = frameworks.load()
WORDS = ("Never", "Seldom", "Sometimes", "Often", "Always")
SPECIAL = ("I cannot tell", "Does not apply", "Prefer not to say")
Write = Callable[[Path, Questionnaire], Path]


def survey(codes: str, labels: tuple[str, ...] = (*WORDS, *SPECIAL), rows: str = "1 2 3") -> Questionnaire:
    """Forty people; every answer is given, and most of them go up from row to row."""
    chance = random.Random(20_261_124)
    answers = dict(zip(codes.split(), labels, strict=True))
    picked = [[chance.choice([*answers, *list(answers)[2:5]]) for _ in rows.split()] for _ in range(40)]
    texts = dict(
        zip(rows.split(), ("We met as planned", "I was asked first", "My view counted"), strict=True)
    )
    return [Grid("Q1", "How often was this true?", texts, answers, picked)]


REDCAP = (dictionary, redcap_csv, "met asked counted")
QUALTRICS = (qsf, lambda path, asked: qualtrics_csv(path, asked, texts=False), "1 2 3")
LIMESURVEY = (lss, limesurvey_csv, "SQ1 SQ2 SQ3")
FORM = (xlsform, kobo_csv, "met asked counted")
FORM_AS_TEXT = (xlsform_csv, lambda path, asked: kobo_csv(path, asked, groups=False), "met asked counted")

CODED = {
    "REDCap": (REDCAP, "1 2 3 4 5 8 9 10"),
    "REDCap from 0": (REDCAP, "0 1 2 3 4 5 6 7"),
    "REDCap turned round": (REDCAP, "5 4 3 2 1 6 7 8"),
    "Qualtrics": (QUALTRICS, "1 2 3 4 5 6 7 8"),
    "Qualtrics with choices added later": (QUALTRICS, "14 18 15 17 16 -1 -2 99"),
    "LimeSurvey": (LIMESURVEY, "AO01 AO02 AO03 AO04 AO05 AO06 AO07 AO08"),
    "LimeSurvey turned round": (LIMESURVEY, "A5 A4 A3 A2 A1 N1 N2 N3"),
    "XLSForm": (FORM, "never seldom now_and_then often always dunno na refused"),
    "XLSForm as text": (FORM_AS_TEXT, "a b c d e x y z"),
}


def proposed(
    folder: Path, tool: tuple[Write, Write, str], asked: Questionnaire
) -> tuple[Path, Path, MappedScale]:
    """The answers, the codebook, and the one scale of the mapping that is written to `map.toml`."""
    write_codebook, write_answers, _ = tool
    data = write_answers(folder / "answers.csv", asked)
    codebook = write_codebook(folder / "codebook.xlsx", asked)
    table, proposal = open_proposed(data, RPP, codebook=codebook)
    (folder / "map.toml").write_text(render(proposal, table, RPP), encoding="utf-8")
    (one,) = proposal.mapping.scales
    return data, codebook, one


def figures(assessment: Assessment) -> list[object]:
    return [
        (one.key, one.n, one.mean, one.low, one.high, one.cannot_tell, one.not_applicable, one.alpha)
        for one in assessment.scales
    ]


@pytest.mark.parametrize("tool", CODED)
def test_scales_are_proposed_in_words_and_stand_alone(tmp_path: Path, tool: str) -> None:
    how, codes = CODED[tool]
    asked = survey(codes, rows=how[2])
    data, codebook, scale = proposed(tmp_path, how, asked)
    assert scale.answers is not None
    assert [answer.label[""] for answer in sorted(scale.answers[:5], key=lambda one: one.number)] == [*WORDS]
    assert (scale.cannot_tell[0], scale.not_applicable[0]) == SPECIAL[:2]
    assert scale.missing == (codes.split()[-1],)
    assert mapping_toml.load(tmp_path / "map.toml").scales == (scale,)
    beside = assess(*open_mapped(data, tmp_path / "map.toml", codebook=codebook), framework=RPP)
    alone = assess(*open_mapped(data, tmp_path / "map.toml"), framework=RPP)
    assert figures(beside) == figures(alone)
    (figure,) = alone.scales
    assert figure.n == expected_n(asked)
    assert figure.mean == pytest.approx(expected_mean(asked))


def expected_scores(asked: Questionnaire) -> list[float]:
    (grid,) = asked
    step = {code: 25.0 * WORDS.index(label) for code, label in grid.answers.items() if label in WORDS}
    scores = []
    for person in grid.picked:
        given = [step[code] for code in person if code in step]
        if 2 * len(given) >= len(person):
            scores.append(sum(given) / len(given))
    return scores


def expected_n(asked: Questionnaire) -> int:
    return len(expected_scores(asked))


def expected_mean(asked: Questionnaire) -> float:
    return sum(expected_scores(asked)) / expected_n(asked)


def test_numbers_are_the_codes_where_codes_can_count(tmp_path: Path) -> None:
    for codes in ("1 2 3 4 5 8 9 10", "0 1 2 3 4 5 6 7"):
        _, _, scale = proposed(tmp_path, REDCAP, survey(codes, rows=REDCAP[2]))
        assert scale.answers is not None
        assert [answer.number for answer in scale.answers] == [float(code) for code in codes.split()[:5]]


def test_answers_that_no_set_knows_are_in_the_order_of_their_codes(tmp_path: Path) -> None:
    labels = ("Rock", "Sand", "Clay", "Loam", "Peat", *SPECIAL)
    _, _, scale = proposed(tmp_path, LIMESURVEY, survey("A1 A2 A3 A4 A5 A6 A7 A8", labels, LIMESURVEY[2]))
    assert scale.answers is not None
    assert [(one.number, one.label[""]) for one in scale.answers[:5]] == list(enumerate(labels[:5], start=1))
    assert [(one.number, one.label[""]) for one in scale.answers[5:]] == [(n, f"A{n}") for n in range(1, 6)]


def test_names_that_tell_no_order_make_no_scale(tmp_path: Path) -> None:
    labels = ("Rock", "Sand", "Clay", "Loam", "Peat", *SPECIAL)
    asked = survey("rock sand clay loam peat x y z", labels, FORM[2])
    with pytest.raises(ProposalError) as caught:
        proposed(tmp_path, FORM, asked)
    assert caught.value.code == "no_scales_found"


def test_our_own_instrument_is_known_by_the_codebooks_words(tmp_path: Path) -> None:
    instrument = instruments.load("fivefold-pilot-1")
    (trust,) = (scale for scale in instrument.scales if scale.dimension == "trust")
    texts = [item.text.in_language("en") for item in trust.items]
    chance = random.Random(5)
    answers = dict(zip("012348", (*WORDS, "I cannot tell"), strict=True))
    picked = [[chance.choice([*answers]) for _ in texts] for _ in range(30)]
    rows = {f"v{place}": text for place, text in enumerate(texts)}
    grid = Grid("own", "This year, how often was this true?", rows, answers, picked)
    data, _, scale = proposed(tmp_path, REDCAP, [grid])
    assert scale.dimension == "trust"
    assert {"I cannot tell", "8"} <= set(scale.cannot_tell)
    alone = assess(*open_mapped(data, tmp_path / "map.toml"), framework=RPP)
    assert alone.scales[0].cannot_tell == pytest.approx(
        sum(row.count("8") for row in picked) / sum(len(row) for row in picked)
    )


def test_a_label_of_the_codebook_serves_a_mapping_without_answers(tmp_path: Path) -> None:
    asked = survey("1 2 3 4 5 8 9 10", rows=REDCAP[2])
    data, codebook, _ = proposed(tmp_path, REDCAP, asked)
    written = tmp_path / "by_hand.toml"
    written.write_text(
        '[scales.a]\nitems = ["met", "asked", "counted"]\ncannot_tell = ["I cannot tell"]\n'
        'not_applicable = ["Does not apply"]\nmissing = [10]\n'
    )
    assessment = assess(*open_mapped(data, written, codebook=codebook), framework=RPP)
    assert [answer.label[""] for answer in assessment.scales[0].answers] == [*WORDS]
