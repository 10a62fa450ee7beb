"""What is written in a question of a .qsf file, in whichever shape Qualtrics wrote it."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from fivefold.files.codebooks.markup import plain

# The labels that a survey's author gave to choices for exports alone; they stand like one more language.
VARIABLE_NAMES = "variable names"
YES = frozenset({"true", "1", "on"})
# By language: a text, or the labels of choices by their id.
Texts = dict[str, str]
Labels = dict[str, dict[str, str]]


def items(value: Any) -> dict[str, Any]:
    """A mapping by id. One whose ids are 0, 1, 2 … is written as a list, an empty one as [] or false."""
    if isinstance(value, list):
        return {str(place): one for place, one in enumerate(value)}
    return {str(key): one for key, one in value.items()} if isinstance(value, dict) else {}


class Payload:
    """One question. `Choices` are its rows where it is a matrix, else its answers; `Answers` its columns."""

    def __init__(self, written: Mapping[str, Any], language: str) -> None:
        self._written = written
        translations = {
            one: words
            for one, words in items(written.get("Language")).items()
            if isinstance(words, dict) and one != language
        }
        self._languages: dict[str, Mapping[str, Any]] = {language: {}, **translations}

    @property
    def language(self) -> str:
        return next(iter(self._languages))

    @property
    def kind(self) -> str:
        return str(self._written.get("QuestionType"))

    @property
    def selectors(self) -> frozenset[str]:
        return frozenset(str(self._written.get(name)) for name in ("Selector", "SubSelector"))

    @property
    def id(self) -> str:
        return str(self._written["QuestionID"])

    @property
    def tag(self) -> str:
        return str(self._written.get("DataExportTag") or self.id)

    @cached_property
    def texts(self) -> Texts:
        own = plain(self._written.get("QuestionText")) or plain(self._written.get("QuestionDescription"))
        return {one: plain(words.get("QuestionText")) or own for one, words in self._languages.items()}

    def ids(self, name: str) -> list[str]:
        """The ids of its choices or answers, in the order in which they are shown."""
        written = items(self._written.get(name))
        order = items(self._written.get(f"{name.removesuffix('s')}Order")).values()
        return [one for one in dict.fromkeys([*map(str, order), *written]) if one in written]

    def labels(self, name: str) -> Labels:
        """The labels of its choices or answers, in every language."""
        written = items(self._written.get(name))
        own = {one: _label(written[one]) for one in self.ids(name)}
        found = {}
        for language, words in self._languages.items():
            said = items(words.get(name))
            found[language] = {one: _label(said.get(one)) or label for one, label in own.items()}
        named = {one: plain(label) for one, label in items(self._written.get("VariableNaming")).items()}
        if any(named.get(one) for one in own):
            found[VARIABLE_NAMES] = {one: named.get(one) or label for one, label in own.items()}
        return found

    def code(self, one: str) -> str:
        """What stands in an export for a choice or answer."""
        code = items(self._written.get("RecodeValues")).get(one)
        return one if code is None or isinstance(code, dict | list) else str(code).strip() or one

    def export_tag(self, row: str) -> str:
        tag = items(self._written.get("ChoiceDataExportTags")).get(row)
        return tag.strip() if isinstance(tag, str) else ""

    def takes_text(self, choice: str) -> bool:
        """Whether there is a field to write in beside a choice."""
        written = items(self._written.get("Choices")).get(choice)
        return isinstance(written, dict) and str(written.get("TextEntry", "")).casefold() in YES

    def parts(self) -> list["Payload"]:
        """The matrices that stand side by side in one question; they share its rows."""
        shared = {
            name: self._written.get(name) for name in ("Choices", "ChoiceOrder", "ChoiceDataExportTags")
        }
        return [
            Payload(
                {
                    **part,
                    **shared,
                    "QuestionID": f"{self.id}#{number}",
                    "DataExportTag": f"{self.tag}#{number}",
                },
                self.language,
            )
            for number, part in items(self._written.get("AdditionalQuestions")).items()
            if isinstance(part, dict)
        ]


def _label(item: Any) -> str:
    return plain(item.get("Display") if isinstance(item, dict) else item)
