"""A survey's questions and answers, by the names that its columns have."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a cell of the column holds."""

    ONE = "one"  # one of the answers offered
    SEVERAL = "several"  # any number of them, in one cell
    BOX = "box"  # whether one of them was chosen
    NUMBER = "number"
    TEXT = "text"
    OTHER = "other"


@dataclass(frozen=True)
class Wording:
    """A question in one language; `answers` are the labels by code, in the order in which they stand."""

    text: str
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """One question, or one row of a question that has several. The survey's own language comes first."""

    kind: Kind
    wordings: Mapping[str, Wording]

    @classmethod
    def of(cls, kind: Kind, text: str, answers: Mapping[str, str] | None = None) -> "Question":
        return cls(kind, {"": Wording(text, answers or {})})

    @property
    def text(self) -> str:
        return self.in_language("").text

    @property
    def answers(self) -> Mapping[str, str]:
        return self.in_language("").answers

    def in_language(self, language: str) -> Wording:
        """The wording in a language, or else in the survey's own."""
        return self.wordings.get(language) or next(iter(self.wordings.values()))

    def to_record(self) -> list[Any]:
        return [
            self.kind,
            {language: [one.text, dict(one.answers)] for language, one in self.wordings.items()},
        ]

    @classmethod
    def of_record(cls, record: list[Any]) -> "Question":
        kind, wordings = record
        return cls(Kind(kind), {language: Wording(*wording) for language, wording in wordings.items()})


@dataclass(frozen=True)
class Codebook:
    """`questions` are found under every name that the tool may give to their column."""

    format: str
    questions: Mapping[str, Question]

    def to_record(self) -> dict[str, Any]:
        """For JSON between processes. A question with several names is sent once."""
        places = {id(question): place for place, question in enumerate(self._each())}
        return {
            "format": self.format,
            "questions": [question.to_record() for question in self._each()],
            "names": {name: places[id(question)] for name, question in self.questions.items()},
        }

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> "Codebook":
        questions = [Question.of_record(one) for one in record["questions"]]
        return cls(record["format"], {name: questions[place] for name, place in record["names"].items()})

    def _each(self) -> list[Question]:
        return list({id(question): question for question in self.questions.values()}.values())


class Names:
    """Gathers questions under their names; a name that could mean either of two questions means none.

    A `certain` name is the column's own and stands against names that were only derived.
    """

    def __init__(self) -> None:
        self._certain: dict[str, Question] = {}
        self._derived: dict[str, Question | None] = {}

    def add(self, question: Question, certain: Iterable[str], derived: Iterable[str] = ()) -> None:
        for name in certain:
            self._certain.setdefault(name, question)
        for name in derived:
            known = self._derived.setdefault(name, question)
            if known is not question and known != question:
                self._derived[name] = None

    def questions(self) -> dict[str, Question]:
        derived = {name: question for name, question in self._derived.items() if question is not None}
        return {**derived, **self._certain}
