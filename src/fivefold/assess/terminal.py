"""Words from files on a terminal, which would obey the control signs among them."""

import json
import unicodedata

REPLACED = "\N{REPLACEMENT CHARACTER}"


def harmless(text: str) -> str:
    """Text in lines, with a sign of replacement for every other that is not to be seen.

    Control signs of both blocks can move the cursor, write to the clipboard or rename the window, and
    signs of direction turn what follows around.
    """
    return "".join(sign if sign == "\n" or is_seen(sign) else REPLACED for sign in text)


def harmless_json(text: str) -> str:
    """JSON that says the same, with such signs escaped."""
    return "".join(sign if sign == "\n" or is_seen(sign) else json.dumps(sign)[1:-1] for sign in text)


def is_seen(sign: str) -> bool:
    """Letters, signs, and spaces of any width."""
    return sign.isprintable() or unicodedata.category(sign) == "Zs"
