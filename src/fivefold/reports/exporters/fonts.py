"""The product's letters for files that carry their own: as a browser takes them, and cut for paper."""

import io
from base64 import b64encode
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders

SANS, SERIF = "core/fonts/public-sans.woff2", "core/fonts/newsreader.woff2"
# The weights that a report is set in; paper and pictures know no range of them.
WEIGHTS = (400, 600)


@cache
def faces_for_browsers() -> str:
    sans = _face("Public Sans", "400 700", static_file(SANS), "woff2")
    return sans + _face("Newsreader", "500", static_file(SERIF), "woff2")


@cache
def faces_for_paper() -> str:
    cuts = [_face("Public Sans", str(weight), sans(weight), "truetype") for weight in WEIGHTS]
    return "".join([*cuts, _face("Newsreader", "500", static_file(SERIF), "woff2")])


@cache
def sans(weight: int) -> bytes:
    """One weight as TrueType."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(io.BytesIO(static_file(SANS)))
    cut = instantiateVariableFont(font, {"wght": weight}) if "fvar" in font else font
    cut.flavor = None
    written = io.BytesIO()
    cut.save(written)
    return written.getvalue()


def static_file(path: str) -> bytes:
    found = finders.find(path)
    if not isinstance(found, str):
        raise FileNotFoundError(path)
    return Path(found).read_bytes()


def _face(family: str, weight: str, content: bytes, form: str) -> str:
    data = b64encode(content).decode()
    return (
        f'@font-face{{font-family:"{family}";font-weight:{weight};'
        f'src:url("data:font/{form};base64,{data}") format("{form}")}}\n'
    )
