"""How wide words are in a picture, without a browser: never less than Public Sans at weight 600."""

# In hundredths of the font's size, rounded up to a twentieth of it. What is not here is of the common width.
_COMMON, _UNKNOWN = 65, 110
_SIGNS = {
    25: " .:`´·¹˚’",
    30: "!',;Iij|¡¦¸ÌÍÎÏìíîı‘‚‹›",
    35: "()[]l¨ï•",
    40: "-/J\\f{}¯²ˆ˜",
    45: "*1rtª³º”",
    50: '"^z«°»“„',
    55: "?_csv§®¿ç",
    60: "+<=>Laehknouxy~¢¤¬±µ¶×àáâãäåèéêëðñòóôõö÷øùúûüýþÿ–−",
    70: "$58BRSVZÞ",
    75: "&ACDGKOUXÀÁÂÃÄÅÇÐÒÓÔÕÖÙÚÛÜ",
    80: "HNQwÑØ",
    85: "@©¼…",
    90: "m½",
    95: "%M¾æœ™",
    100: "W",
    105: "Æ",
    115: "Œ—",
}
_WIDTHS = {sign: width for width, signs in _SIGNS.items() for sign in signs}


def width_of(words: str, size: float = 12) -> float:
    """In pixels, at most. Signs of other alphabets count as wide as any."""
    return size * sum(_WIDTHS.get(one, _COMMON if ord(one) < 0x250 else _UNKNOWN) for one in words) / 100
