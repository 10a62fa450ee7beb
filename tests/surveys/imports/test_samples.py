"""Every survey of the samples gives the figures of the command line in the browser, or is refused alike."""

from html import unescape
from pathlib import Path

import pytest

from fivefold.assess import frameworks
from fivefold.assess.assessing import assess
from fivefold.assess.assessment import Assessment as Figures
from fivefold.assess.from_file import open_proposed
from fivefold.core.sentences import in_language
from fivefold.files.errors import FileError
from fivefold.health.models import Assessment
from fivefold.surveys.actions import imports as actions
from fivefold.surveys.models import Import, Round
from tests.assess.test_samples import READ, REFUSED
from tests.surveys.imports.bringing import FACTS, files_kept
from tests.surveys.imports.plain import plain

pytestmark = [pytest.mark.django_db, pytest.mark.every]
RPP = frameworks.load()


@pytest.fixture(autouse=True)
def _read_at_once(monkeypatch):
    monkeypatch.setattr(actions, "READ_AT_ONCE", 1 << 30)
    monkeypatch.setattr("fivefold.surveys.importers.checking.AT_ONCE", 1 << 30)


def at_the_command_line(path: Path) -> Figures:
    table, proposal = open_proposed(path, RPP)
    return assess(table, proposal.mapping, framework=RPP)


@pytest.mark.parametrize("name", READ)
def test_the_figures_are_those_of_the_command_line(marcus, samples: Path, name: str) -> None:
    path = samples / name
    expected = at_the_command_line(path)
    marcus.bring(path.read_bytes(), path.name)
    answer = marcus.match(**{**FACTS, **marcus.dimensions("none")})
    assert answer.status_code == 302, answer.content.decode()
    marcus.confirm()
    found = Figures.from_record(Assessment.objects.get().record)
    assert found.responses == expected.responses == Round.objects.get().responses
    assert plain(found) == pytest.approx(plain(expected))
    assert [scale.n for scale in found.scales] == [scale.n for scale in expected.scales]


@pytest.mark.parametrize("name", [name for name, code in REFUSED.items() if code != "no_scales_found"])
def test_what_the_command_line_refuses_the_page_refuses_in_the_same_words(
    marcus, samples: Path, name: str
) -> None:
    path = samples / name
    with pytest.raises(FileError) as refused:
        at_the_command_line(path)
    page = marcus.bring(path.read_bytes(), path.name).content.decode()
    if refused.value.code == "answer_outside_scale":
        # A person can say what such a cell counts as, so the page takes the file.
        assert "is not an answer yet" in marcus.page()
        return
    if path.stat().st_size:
        assert in_language(refused.value.message) in unescape(page)
    assert not Import.objects.exists()
    assert files_kept() == []


@pytest.mark.parametrize("name", [name for name, code in REFUSED.items() if code == "no_scales_found"])
def test_where_no_scale_is_seen_a_person_can_make_one(marcus, samples: Path, name: str) -> None:
    path = samples / name
    answer = marcus.bring(path.read_bytes(), path.name)
    if answer.status_code == 200:
        assert "Every row is marked as a preview or a test" in answer.content.decode()
        return
    assert "No column belongs to a scale yet." in marcus.page()
    assert marcus.match(check=False).status_code == 302
