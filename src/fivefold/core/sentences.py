"""The ground floor's sentences in the language of the page."""

from django.utils.translation import gettext

from fivefold.files.sentences import Sentence


def in_language(sentence: Sentence) -> str:
    """In the language that is active; in English where the catalog lacks its pattern."""
    return sentence.said(gettext)
