"""Reads the tokens out of the stylesheet, and computes contrast as WCAG 2 defines it."""

import re
from pathlib import Path

import fivefold

STATIC = Path(fivefold.__file__).parent / "core" / "static" / "core"
STYLESHEETS = sorted(STATIC.glob("*.css"))

Tokens = dict[str, str]


def _block(css: str, selector: str) -> Tokens:
    start = css.index(selector) + len(selector)
    body = css[start : css.index("}", start)]
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", body))


def tokens() -> tuple[Tokens, Tokens, Tokens]:
    """Light; dark by the device's wish; dark by a person's choice."""
    css = (STATIC / "fivefold.css").read_text()
    light = _block(css, ":root {")
    device = _block(css, ':root:not([data-theme="light"]) {')
    chosen = _block(css, ':root[data-theme="dark"] {')
    return light, light | device, light | chosen


def luminance(color: str) -> float:
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
