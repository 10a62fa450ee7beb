"""Which letters a text is written in that says nothing of it and is not UTF-8.

A guess is made only between writings that survey files are met in, and a person is told of it. Windows-1252
stands unless another one is plain, because almost any bytes are letters there.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from fivefold.files.errors import FileError
from fivefold.files.sentences import say

SAMPLE_BYTES = 400_000
NAMES = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman", "cp932": "Shift-JIS"}
# Letters of the languages that surveys here are written in, as they stand within a word.
LETTERS = frozenset("áéíóúüñàèìòùâêîôûäëïöçãõåøœß’")
WITHIN_A_WORD = re.compile(r"(?<=[A-Za-z])[^\x00-\x7f](?=[A-Za-z])")
KANA = re.compile("[\u3040-\u30ff]")
JAPANESE = re.compile("[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]")
# Fewer of them may be chance.
FEWEST_SIGNS = 3
PLAIN = 0.9
DOUBTFUL = 0.6


def guessed(path: Path) -> str:
    """The encoding that the file seems to be in; refuses a file in which two of them are mixed."""
    with path.open("rb") as stream:
        sample = stream.read(SAMPLE_BYTES)
    _refuse_mixed(sample.split(b"\n"))
    if _is_japanese(sample):
        return "cp932"
    if _share_expected(sample, "mac_roman") >= PLAIN and _share_expected(sample, "cp1252") < DOUBTFUL:
        return "mac_roman"
    return "cp1252"


def _refuse_mixed(lines: Iterable[bytes]) -> None:
    """UTF-8 is never met by chance in many lines: if some are and others are not, two files were joined."""
    inside, outside = 0, 0
    for number, line in enumerate(lines, 1):
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
            inside += 1
        except UnicodeDecodeError:
            outside = outside or number
    if inside > 1 and outside:
        raise FileError(
            "mixed_encodings",
            say(
                "Some lines of the file are in UTF-8 and others are not; the first of those is line {line}.",
                line=outside,
            ),
            remedy=say("Export each part again as CSV in UTF-8, and join them afterwards."),
            row=outside,
        )


def _is_japanese(sample: bytes) -> bool:
    text = sample.decode("cp932", errors="replace")
    foreign = [sign for sign in text if not sign.isascii()]
    if not foreign or "\ufffd" in text[:-1] or not KANA.search(text):
        return False
    return sum(bool(JAPANESE.match(sign)) for sign in foreign) >= PLAIN * len(foreign)


def _share_expected(sample: bytes, encoding: str) -> float:
    """Of the signs that stand between two letters, how many are letters too: an em dash would not."""
    within = WITHIN_A_WORD.findall(sample.decode(encoding, errors="replace"))
    if len(within) < FEWEST_SIGNS:
        return 0.0
    return sum(sign.lower() in LETTERS for sign in within) / len(within)
