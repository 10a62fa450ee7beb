"""What the installation is told of this room: that Pango is there, and what is kept for whom."""

import sys

import pytest

from fivefold.accounts import erasing, knowledge
from fivefold.core.check_results import Level
from fivefold.core.installation_checks import _framework
from fivefold.reports.models import ReportFile
from tests.access.scene import kept
from tests.cast import Cast
from tests.health.rounds import make_card


@pytest.mark.pango
def test_a_check_says_that_pango_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "pango" not in {one.code for one in _framework()}
    monkeypatch.delitem(sys.modules, "weasyprint")
    monkeypatch.delitem(sys.modules, "weasyprint.urls")
    monkeypatch.setattr(sys, "meta_path", [_WithoutPango(), *sys.meta_path])
    (found,) = [one for one in _framework() if one.code == "pango"]
    assert found.level == Level.NOTE
    assert found.message == "PDF needs Pango, which this machine lacks."
    assert "libpango-1.0-0" in found.remedy


class _WithoutPango:
    def find_spec(self, name: str, *_rest: object) -> None:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")


@pytest.mark.django_db
def test_files_kept_for_a_person_are_told_of_and_go_with_them(cast: Cast) -> None:
    card = make_card(cast.cedar, by=cast.priya, shared=False)
    kept(card)
    assert [one["name"] for one in knowledge.known(cast.priya)["files_kept_for_you"]] == ["card.pdf"]
    erasing.erase(cast.priya)
    assert not ReportFile.objects.exists()
