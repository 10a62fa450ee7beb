"""The fonts are ours to ship, unchanged, and small enough for a telephone's first visit."""

import hashlib
import re
from pathlib import Path

import pytest

import fivefold

FONTS = Path(fivefold.__file__).parent / "core" / "static" / "core" / "fonts"
LICENSES = Path(__file__).parents[2] / "LICENSES"


@pytest.mark.parametrize(("name", "most"), [("public-sans", 22_000), ("newsreader", 15_500)])
def test_a_font_is_the_one_its_license_note_names(name: str, most: int) -> None:
    font = (FONTS / f"{name}.woff2").read_bytes()
    note = (FONTS / f"{name}.woff2.license").read_text()
    assert re.search(r"^sha256: (\w+)$", note, re.M).group(1) == hashlib.sha256(font).hexdigest()  # type: ignore[union-attr]
    assert "SPDX-License-Identifier: OFL-1.1" in note
    assert font[:4] == b"wOF2"
    assert len(font) <= most


def test_no_font_is_without_its_note() -> None:
    assert {path.name for path in FONTS.iterdir()} == {
        name for font in FONTS.glob("*.woff2") for name in (font.name, f"{font.name}.license")
    }
    assert "SIL OPEN FONT LICENSE Version 1.1" in (LICENSES / "OFL-1.1.txt").read_text()
