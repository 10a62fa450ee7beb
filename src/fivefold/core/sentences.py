"""The ground floor's sentences in the language of the page."""

from django.utils.translation import gettext

from fivefold.core.directions import isolated
from fivefold.files.sentences import Sentence


def in_language(words: str) -> str:
    """A sentence in the language that is active, in English where the catalog lacks its pattern.

    What was put into it turns nothing around it. Any other text is left as it is.
    """
    return words.said(gettext, isolated) if isinstance(words, Sentence) else words


def with_remedy(message: str, remedy: str) -> str:
    """What is wrong and what to do, in one line for a form."""
    return f"{in_language(message)} {in_language(remedy)}"
