"""What the documents tell people to type does what they say."""

import re
from pathlib import Path

import pytest

from fivefold.assess import mapping_toml
from fivefold.config.cli import COMMANDS
from tests.docs.pages import DOCS, PAGES, ROOT, frames, name_of
from tests.docs.sessions import NAMED, alike, walk
from tests.docs.surveys import write_all

RUN = [page for page in PAGES if any(frame.language == "console" for frame in frames(page))]
MAPPING = DOCS / "researchers" / "mapping.md"
# These need a server, or are one; tests/commands, tests/backups and tests/browser start them.
GOES_ON = {"demo", "createadmin", "serve", "worker", "check", "backup", "restore", "init", "upgrade", "letin"}


@pytest.mark.parametrize("document", RUN, ids=name_of)
def test_a_page_can_be_followed_from_top_to_end(document: Path, tmp_path: Path) -> None:
    write_all(tmp_path)
    assert walk(document, tmp_path) > 0


def test_the_readme_and_the_mapping_page_are_among_them() -> None:
    assert {ROOT / "README.md", MAPPING} <= set(RUN)


@pytest.mark.parametrize("document", PAGES, ids=name_of)
def test_no_command_is_shown_that_does_not_exist(document: Path) -> None:
    known = set(COMMANDS)
    for frame in frames(document):
        for called in re.findall(r"^(?:\$ )?fivefold (\w+)", frame.text, re.MULTILINE):
            assert called in known
            assert frame.language == "console" or called in GOES_ON or "[--" in frame.text


def test_every_mapping_shown_can_be_parsed() -> None:
    shown = [frame.text for frame in frames(MAPPING) if frame.language == "toml"]
    assert len(shown) >= 5
    for text in shown:
        named = NAMED.match(text)
        assert named
        assert mapping_toml.parse(text, named[1]).scales


def test_an_ellipsis_stands_for_lines_and_for_nothing_else() -> None:
    assert alike("one\n…\nfour\n", "one\ntwo\nthree\nfour\n")
    assert alike("one\n…\n", "one\n")
    assert not alike("one\n…\nfour\n", "one\ntwo\nfive\n")
    assert not alike("one\n", "one\ntwo\n")
