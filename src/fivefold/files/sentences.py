"""Sentences for people that can be said in another language later.

This floor speaks English and knows nothing of translation. A page has the reader's language: it takes the
pattern and the fields apart again, and looks the pattern up in the catalog.
"""

from collections.abc import Callable
from typing import Any


class Sentence(str):
    """Words for a person, with the pattern that they were made from and what was put into it."""

    pattern: str
    fields: dict[str, Any]

    def __new__(cls, pattern: str, fields: dict[str, Any]) -> "Sentence":
        sentence = super().__new__(cls, pattern.format(**fields))
        sentence.pattern = pattern
        sentence.fields = fields
        return sentence

    def __getnewargs__(self) -> tuple[str, dict[str, Any]]:  # type: ignore[override]
        return self.pattern, self.fields

    def said(self, translate: Callable[[str], str], set_in: Callable[[str], str] = str) -> str:
        """The sentence in the language of `translate`; a sentence among its fields is translated too.

        set_in: how a text that is put into the sentence is to stand there.
        """
        fields = {name: self._field(field, translate, set_in) for name, field in self.fields.items()}
        return translate(self.pattern).format(**fields)

    @staticmethod
    def _field(field: Any, translate: Callable[[str], str], set_in: Callable[[str], str]) -> Any:
        if isinstance(field, Sentence):
            return field.said(translate, set_in)
        return set_in(field) if isinstance(field, str) else field

    def to_record(self) -> dict[str, Any]:
        """For JSON: between processes, and in the database."""
        return {
            "pattern": self.pattern,
            "fields": {
                name: field.to_record() if isinstance(field, Sentence) else field
                for name, field in self.fields.items()
            },
        }

    @classmethod
    def of_record(cls, record: dict[str, Any]) -> "Sentence":
        return cls(
            record["pattern"],
            {
                name: cls.of_record(field) if isinstance(field, dict) else field
                for name, field in record["fields"].items()
            },
        )


def say(pattern: str, **fields: str | float) -> Sentence:
    """A sentence from a pattern of the catalog: `say("Row {row} is blank.", row=3)`.

    The pattern is a literal, so that it can be collected for translation. Fields are texts, numbers or
    sentences; a text from a file stands in a field, never in the pattern.
    """
    return Sentence(pattern, fields)


def as_written(text: str) -> Sentence:
    """Words without a pattern: whatever the page's language, they are said as they are."""
    return Sentence("{text}", {"text": text})
