"""The columns that a question of a .qsf file has in an export, and what they are called.

Names follow the question's tag: `Q1`, `Q1_2` for its second row or choice, `Q1_2_3` for the third answer in
that row, `Q7#2_1` for the first row of the second of two matrices side by side. Import ids follow the
question's id in the same way, and count by the ids of rows and answers, never by their codes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from fivefold.files.codebooks.codebook import Kind, Names, Question, Wording
from fivefold.files.codebooks.qsf_payloads import Labels, Payload, Texts

SEVERAL = frozenset({"MAVR", "MAHR", "MACOL", "MSB", "MultipleAnswer"})
NUMBERED = frozenset({"CS", "RO", "MaxDiff"})
# What Qualtrics itself notes under a question of these kinds.
NOTED = {
    "Timing": ("First Click", "Last Click", "Page Submit", "Click Count"),
    "Meta": ("Browser", "Version", "Operating System", "Resolution"),
    "FileUpload": ("Id", "Name", "Size", "Type"),
    "MC": ("NPS_GROUP",),
}


@dataclass(frozen=True)
class _Part:
    """A question, one of its rows or choices, or an answer in a row.

    `tags` are the names of its column; `others` are names that it may have as well. `label` is what it adds
    to the question, in every language.
    """

    tags: tuple[str, ...]
    others: tuple[str, ...]
    label: Mapping[str, str] = field(default_factory=dict)

    def under(self, code: str, one: str, label: Mapping[str, str]) -> "_Part":
        longer = {
            language: " - ".join(part for part in (self.label.get(language, ""), said) if part)
            for language, said in label.items()
        }
        return _Part(
            tuple(f"{name}_{code}" for name in self.tags),
            tuple(f"{name}_{one}" for name in (*self.others, *self.tags)),
            longer,
        )

    def ending(self, *ends: str) -> "_Part":
        return _Part(
            tuple(f"{name}{end}" for name in self.tags for end in ends),
            tuple(f"{name}{end}" for name in self.others for end in ends),
            self.label,
        )


class Asked:
    """One question on its way into the codebook; `stem` is the question that it is a part of."""

    def __init__(self, written: Mapping[str, Any], language: str) -> None:
        self._payload = Payload(written, language)

    def add_to(self, names: Names) -> None:
        if self._payload.kind != "SBS":
            _Columns(self._payload, self._payload.texts, names).add()
            return
        stem = self._payload.texts
        for part in self._payload.parts():
            own = next(iter(part.texts.values()), "")
            texts = {
                one: " - ".join(said for said in (text, part.texts.get(one, own)) if said)
                for one, text in stem.items()
            }
            _Columns(part, texts, names).add()


@dataclass
class _Columns:
    payload: Payload
    texts: Texts
    names: Names

    def add(self) -> None:
        selectors, kind = self.payload.selectors, self.payload.kind
        whole = _Part((self.payload.tag,), (self.payload.id,))
        for noted in NOTED.get(kind, ()):
            self._add(Kind.OTHER, whole.ending(f"_{noted}"))
        if kind == "MC":
            self._add_choices(whole, several=bool(selectors & SEVERAL))
        elif kind == "Matrix" or self.payload.ids("Answers"):
            self._add_matrix(whole)
        elif kind == "TE" and "FORM" not in selectors:
            self._add(Kind.TEXT, whole.ending("", "_TEXT"))
        else:
            self._add(Kind.OTHER, whole)
            for row in self._rows(whole):
                self._add(Kind.TEXT if kind == "TE" else Kind.NUMBER, row)

    def _add_choices(self, whole: _Part, *, several: bool) -> None:
        """One column; where several may be chosen also one for each choice."""
        self._add(Kind.SEVERAL if several else Kind.ONE, whole, self._answers("Choices"))
        labels = self.payload.labels("Choices")
        for one in self.payload.ids("Choices"):
            said = {language: by_id[one] for language, by_id in labels.items()}
            choice = whole.under(self.payload.code(one), one, said)
            if several:
                self._add(Kind.BOX, choice, _chosen(choice, self.payload.code(one)))
            if self.payload.takes_text(one):
                self._add(Kind.TEXT, choice.ending("_TEXT"))
                self._add(Kind.TEXT, whole.ending("_TEXT"))

    def _add_matrix(self, whole: _Part) -> None:
        selectors = self.payload.selectors
        for row in self._rows(whole):
            if "TE" in selectors:
                for cell in self._cells(row):
                    self._add(Kind.TEXT, cell.ending("", "_TEXT"))
            elif selectors & SEVERAL:
                for one, cell in zip(self.payload.ids("Answers"), self._cells(row), strict=True):
                    self._add(Kind.BOX, cell, _chosen(cell, self.payload.code(one)))
            elif selectors & NUMBERED:
                self._add(Kind.NUMBER, row)
            else:
                self._add(Kind.ONE, row, self._answers("Answers"))
            self._add(Kind.TEXT, row.ending("_TEXT"))

    def _rows(self, whole: _Part) -> Iterator[_Part]:
        labels = self.payload.labels("Choices")
        for one in self.payload.ids("Choices"):
            said = {language: by_id[one] for language, by_id in labels.items()}
            tag = self.payload.export_tag(one)
            row = whole.under(tag or one, one, said)
            yield _Part(row.tags, (*row.others, tag), row.label) if tag else row

    def _cells(self, row: _Part) -> Iterator[_Part]:
        labels = self.payload.labels("Answers")
        for one in self.payload.ids("Answers"):
            said = {language: by_id[one] for language, by_id in labels.items()}
            yield row.under(self.payload.code(one), one, said)

    def _answers(self, name: str) -> Labels:
        """The labels by code in every language; none where one code stands for two of them."""
        codes = {one: self.payload.code(one) for one in self.payload.ids(name)}
        if len(set(codes.values())) < len(codes):
            return {}
        return {
            language: {codes[one]: label for one, label in by_id.items() if label}
            for language, by_id in self.payload.labels(name).items()
        }

    def _add(self, kind: Kind, part: _Part, answers: Labels | None = None) -> None:
        answers = answers or {}
        own_text = next(iter(self.texts.values()))
        own_label = next(iter(part.label.values()), "")
        wordings = {}
        for language in dict.fromkeys([*self.texts, *answers]):
            said = (self.texts.get(language, own_text), part.label.get(language, own_label))
            wordings[language] = Wording(
                " - ".join(text for text in said if text),
                answers.get(language) or next(iter(answers.values()), {}),
            )
        self.names.add(Question(kind, wordings), part.tags, part.others)


def _chosen(part: _Part, code: str) -> Labels:
    """A box holds 1, or the choice's own code, where the choice was made."""
    return {language: {"1": label, code: label} for language, label in part.label.items() if label}
