"""The ground floor's sentences in the reader's language."""

from django.utils.translation import gettext

from fivefold.files.sentences import Sentence


def in_language(sentence: str) -> str:
    return sentence.said(gettext) if isinstance(sentence, Sentence) else sentence
