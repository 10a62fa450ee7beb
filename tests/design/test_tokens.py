"""The tokens are the design's, and every pair that meets on a page can be read."""

import re

import pytest

from fivefold.core.charts import svg
from tests.design.stylesheet import STYLESHEETS, contrast, tokens

LIGHT, DARK, CHOSEN_DARK = tokens()
GROUNDS = ("paper", "wash", "practice-paper", "practice-wash", "research-paper", "research-wash")
TEXT = ("ink", "ink-2", "ink-3", "link")
MARKS = ("rule-2", "practice", "research", "focus", "d1", "d2", "d3", "d4", "d5")


def test_black_on_white_has_the_known_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    # The figures that the design states for its ink and its hints on white.
    assert contrast("#14202b", "#ffffff") == pytest.approx(16.5, abs=0.1)
    assert contrast("#5b6670", "#ffffff") == pytest.approx(5.9, abs=0.1)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_can_be_read_on_every_ground(theme: dict[str, str], ground: str) -> None:
    for name in TEXT:
        assert contrast(theme[name], theme[ground]) >= 4.5, name


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_marks_and_borders_can_be_seen_on_every_ground(theme: dict[str, str], ground: str) -> None:
    for name in MARKS:
        assert contrast(theme[name], theme[ground]) >= 3, name


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_words_on_color_can_be_read(theme: dict[str, str]) -> None:
    assert contrast(theme["on-action"], theme["action"]) >= 4.5
    assert contrast(theme["on-action"], theme["action-hover"]) >= 4.5
    assert contrast(theme["ink-3"], theme["wash-2"]) >= 4.5, "the button that is not yet"
    for number in range(1, 6):
        assert contrast(theme["paper"], theme[f"d{number}"]) >= 4.5, "the numeral in a badge"
        assert contrast(theme["ink"], theme[f"d{number}-tint"]) >= 4.5, "the current dimension of the strip"


def test_dark_is_the_same_whoever_asked_for_it() -> None:
    assert DARK == CHOSEN_DARK
    assert DARK != LIGHT


def test_pictures_carry_the_colors_of_the_stylesheet() -> None:
    assert tuple(LIGHT[f"d{number}"] for number in range(1, 6)) == svg.DIMENSION_COLORS
    for name in ("INK", "INK_2", "INK_3", "RULE", "RULE_2", "PAPER"):
        assert getattr(svg, name) == LIGHT[name.lower().replace("_", "-")]


def test_no_red_anywhere() -> None:
    """No saturated color lies within 20 degrees of red; d4, a plum at 334.6, comes nearest."""
    import colorsys

    for path in STYLESHEETS:
        for color in re.findall(r"#[0-9a-f]{6}", path.read_text()):
            red, green, blue = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
            hue, _, saturation = colorsys.rgb_to_hls(red, green, blue)
            assert saturation < 0.35 or 20 / 360 < hue < 335 / 360, color


def test_stylesheets_ask_nobody_else_and_stay_small() -> None:
    import gzip

    for path in STYLESHEETS:
        css = path.read_text()
        assert "http" not in css
        assert "@import" not in css
    assert sum(len(gzip.compress(path.read_bytes())) for path in STYLESHEETS) <= 12 * 1024
