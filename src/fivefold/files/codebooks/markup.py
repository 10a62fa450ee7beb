"""Texts that a survey tool keeps as HTML, as a person reads them."""

import html
import re

from fivefold.files.words import vocabulary

# Tags that part no words, and those that do. Anything else in pointed brackets is what somebody wrote.
INLINE = vocabulary("a abbr b big em font i mark s small span strong sub sup u")
BLOCK = vocabulary(
    "address article audio blockquote body br button center dd div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 head header hr html iframe img input label legend li link main meta nav object "
    "ol option p pre section select source svg table tbody td textarea tfoot th thead title tr ul video"
)
# Their content is for the browser, not for the reader.
UNREAD = re.compile(r"<(!--|script\b|style\b)", re.IGNORECASE)
ENDS = {
    "!--": re.compile("-->"),
    "script": re.compile(r"</script\s*>", re.IGNORECASE),
    "style": re.compile(r"</style\s*>", re.IGNORECASE),
}
TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]*)?/?>")


def plain(text: object) -> str:
    """The text without tags, with its entities written out and its blanks made single."""
    if not isinstance(text, str):
        return "" if text is None or isinstance(text, bool | list | dict) else str(text)
    if "<" in text:
        text = TAG.sub(_between, _without_unread(text))
    return " ".join(html.unescape(text).split())


def _without_unread(text: str) -> str:
    """One pass: where an end is missing it is missed once, not again from each place that would need it."""
    kept: list[str] = []
    endless: set[str] = set()
    done = 0
    for begun in UNREAD.finditer(text):
        kind = begun[1].casefold()
        if begun.start() < done or kind in endless:
            continue
        end = ENDS[kind].search(text, begun.end())
        if end is None:
            endless.add(kind)
        else:
            kept += text[done : begun.start()], " "
            done = end.end()
    return "".join([*kept, text[done:]])


def _between(tag: re.Match[str]) -> str:
    name = tag[1].casefold()
    if name in INLINE:
        return ""
    return " " if name in BLOCK else tag[0]
