"""The own pictures of charts and marks, for a format that cannot draw them itself."""

import re
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory

from fivefold.reports.exporters.fonts import WEIGHTS, sans

# As many points for each of the screen’s, so that print is sharp.
SCALE = 3
_OPENING = re.compile(r"<svg [^>]*>")
_WIDTH = re.compile(r' width="([^"]*)"')
_HEIGHT = re.compile(r' height="(\d+(?:\.\d+)?)"')
# Room for marks that reach over the edge, as they may in a page.
MARGIN = 6


def png(svg: str, width: int) -> tuple[bytes, float]:
    """The picture, `width` pixels wide where it takes what it is given, and its true width in pixels."""
    import resvg_py

    opening = _OPENING.match(svg)
    if opening is None:
        raise ValueError("not one of our pictures")
    own = _WIDTH.search(opening.group())
    wide = width if own is None or own.group(1).endswith("%") else int(float(own.group(1)))
    high = _HEIGHT.search(opening.group())
    tall = float(high.group(1)) if high else 28.0
    inner = _WIDTH.sub(f' width="{wide}"', opening.group(), count=1)
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide + 2 * MARGIN}" height="{tall}">'
        f'<g transform="translate({MARGIN} 0)">{inner}{svg[opening.end() :]}</g></svg>'
    )
    with TemporaryDirectory() as folder:
        found = resvg_py.svg_to_bytes(
            svg_string=drawn, zoom=SCALE, font_files=_fonts(folder), skip_system_fonts=True
        )
    return bytes(found), wide + 2 * MARGIN


def alternative(svg: str) -> str:
    """What the picture says, for whoever does not see it: its title."""
    found = re.search(r"<title>(.*?)</title>", svg, re.DOTALL)
    return unescape(found.group(1)) if found else ""


def _fonts(folder: str) -> list[str]:
    paths = [Path(folder) / f"sans-{weight}.ttf" for weight in WEIGHTS]
    for path, weight in zip(paths, WEIGHTS, strict=True):
        path.write_bytes(sans(weight))
    return [str(path) for path in paths]
