"""Letters that R wrote as `<U+043E>`, because its encoding had none for them."""

import re
import unicodedata

MARK = "<U+"
BROKEN = re.compile(r"<U\+([0-9A-F]{4,8})>")
ASCII = 0x7F
LAST = 0x10FFFF


def mended(text: str) -> str:
    """The text with its letters back, where every mark stands for a letter or sign that can be seen."""
    if MARK not in text:
        return text
    numbers = [int(digits, 16) for digits in BROKEN.findall(text)]
    if not all(ASCII < number <= LAST and _can_be_seen(chr(number)) for number in numbers):
        return text
    return BROKEN.sub(lambda found: chr(int(found[1], 16)), text)


def _can_be_seen(sign: str) -> bool:
    """Letters, marks, numbers, punctuation, symbols and blanks; no surrogates or unassigned places."""
    return unicodedata.category(sign)[0] in "LMNPSZ" or sign in "\u200d\u200c\ufeff"
