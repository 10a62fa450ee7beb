"""What the documents quote from a page is what the page says."""

from pathlib import Path

from fivefold.assess import instruments
from fivefold.assess.assessing import assess
from fivefold.assess.frameworks import load
from fivefold.assess.mapping import SideColumn
from fivefold.assess.wording import in_words, interval_in_words
from fivefold.demonstration.answers import simulate, write_survey
from fivefold.demonstration.loading import FIRST_SEED
from fivefold.demonstration.people import MATHEMATICS
from fivefold.files.reading import open_table
from tests.docs.codes import SOURCE
from tests.docs.pages import DOCS

THIRD = 2  # Spring 2026, the newest shared round of the demonstration


def quoted(page: Path) -> str:
    lines = [line.removeprefix("> ") for line in page.read_text().splitlines() if line.startswith("> ")]
    return " ".join(lines).replace("**", "")


def test_the_line_that_is_read_word_by_word_is_one_of_the_demonstration(tmp_path: Path) -> None:
    design, instrument = MATHEMATICS.rounds[THIRD], instruments.load()
    write_survey(tmp_path / "survey.csv", simulate(design, instrument, seed=FIRST_SEED + THIRD), instrument)
    sides = SideColumn("side", {side: (side,) for side in design.members})
    found = assess(
        open_table(tmp_path / "survey.csv"),
        instrument.mapping(sides),
        framework=load(),
        members=design.members,
    )
    scale = found.dimension("rigor").scales[0]
    assert scale.bounds
    line = quoted(DOCS / "point-person" / "reading-the-report-card.md")
    around = interval_in_words(scale.low, scale.high, scale.answers)
    assert f"{in_words(scale.mean, scale.answers, 'en')} ({around})" in line
    assert f"{scale.n} of {scale.population} answered, {scale.n / (scale.population or 1):.0%}." in line
    assert f"{interval_in_words(*scale.bounds, scale.answers)} whatever the silent would say." in line
    assert f"{scale.cannot_tell:.0%} cannot tell." in line
    line = quoted(DOCS / "point-person" / "es" / "reading-the-report-card.md")
    words = in_words(scale.mean, scale.answers, "es")
    assert f"{words[0].upper()}{words[1:]} ({around})" in line
    assert f"{scale.n} de {scale.population} respondieron, {scale.n / (scale.population or 1):.0%}." in line
    assert f"{interval_in_words(*scale.bounds, scale.answers)} digan lo que digan los demás." in line
    assert f"El {scale.cannot_tell:.0%} no puede saberlo." in line


def test_the_sentence_on_every_page_is_in_the_footer() -> None:
    footer = (SOURCE / "core" / "templates" / "core" / "components" / "footer.html").read_text()
    assert quoted(DOCS / "administrators" / "privacy.md") in footer.replace("’", "'")
