"""LimeSurvey structures (.lss): questions, their sub-questions, and the answers offered to them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from fivefold.files.codebooks.codebook import Codebook, Kind, Names, Question, Wording
from fivefold.files.codebooks.faults import no_questions
from fivefold.files.codebooks.lss_answers import COMMENT, FIXED, OTHER, OTHER_CODE, said_in
from fivefold.files.codebooks.lss_rows import Row, Tables
from fivefold.files.codebooks.markup import plain

FORMAT = "lss"

# By LimeSurvey's letters for the types of questions.
LISTS = frozenset("L!OFH1R")
ROWS = frozenset("ABCEFHKQ;:1PM")
KINDS = {
    **dict.fromkeys("ABCEFHL!O5YGI1", Kind.ONE),
    **dict.fromkeys("KN:", Kind.NUMBER),
    **dict.fromkeys("STUQ;", Kind.TEXT),
    **dict.fromkeys("MP", Kind.BOX),
}
SHOWN_ONLY = frozenset("X")
DUAL = "1"
RANKING = "R"
TWO_WAYS = frozenset(";:")
COMMENTED = frozenset("OP")
# Texts by language.
Texts = Mapping[str, str]


@dataclass
class _Asked:
    """A question or sub-question with its text in every language, and its answers by scale."""

    id: str
    code: str
    type: str
    group: str
    other: bool
    order: int
    scale: str
    texts: dict[str, str] = field(default_factory=dict)
    rows: list["_Asked"] = field(default_factory=list)
    answers: dict[str, dict[str, dict[str, str]]] = field(default_factory=lambda: defaultdict(dict))
    """By scale and code: the label in every language."""


def parse(tables: Tables) -> Codebook:
    languages = _languages(tables)
    names = Names()
    survey = next((row["sid"] for row in tables["surveys"] if row.get("sid")), "")
    for asked in _questions(tables).values():
        if asked.code and asked.type not in SHOWN_ONLY:
            _Columns(asked, names, languages, survey).add()
    questions = names.questions()
    if not questions:
        raise no_questions()
    return Codebook(FORMAT, questions)


def _languages(tables: Tables) -> list[str]:
    """The survey's own language first."""
    own = [row.get("language", "") for row in tables["surveys"]]
    named = [
        row.get("language", "")
        for section in ("questions", "question_l10ns", "subquestions")
        for row in tables[section]
    ]
    return [one for one in dict.fromkeys([*own, *named]) if one] or [""]


def _questions(tables: Tables) -> dict[str, _Asked]:
    """The questions by their id, each with its sub-questions and answers.

    Since version 4 texts stand in sections of their own, one row for each language.
    """
    found: dict[str, _Asked] = {}
    parents: dict[str, str] = {}
    for row in (*tables["questions"], *tables["subquestions"]):
        if not row.get("qid"):
            continue
        one = found.setdefault(row["qid"], _asked(row))
        if row.get("question"):
            one.texts.setdefault(row.get("language", ""), plain(row["question"]))
        if row.get("parent_qid", "0") not in ("", "0"):
            parents[one.id] = row["parent_qid"]
    for row in tables["question_l10ns"]:
        if row.get("qid") in found:
            found[row["qid"]].texts.setdefault(row.get("language", ""), plain(row.get("question", "")))
    _take_answers(tables, found)
    for child, parent in parents.items():
        if parent in found:
            found[parent].rows.append(found[child])
    for one in found.values():
        one.rows.sort(key=lambda row: row.order)
    return {qid: one for qid, one in found.items() if qid not in parents}


def _asked(row: Row) -> _Asked:
    return _Asked(
        id=row.get("qid", ""),
        code=row.get("title", "").strip(),
        type=row.get("type", "").strip(),
        group=row.get("gid", ""),
        other=row.get("other", "") == "Y",
        order=_number(row.get("question_order", "")),
        scale=row.get("scale_id", "0") or "0",
    )


def _take_answers(tables: Tables, found: Mapping[str, _Asked]) -> None:
    worded: dict[str, dict[str, str]] = defaultdict(dict)
    for row in tables["answer_l10ns"]:
        worded[row.get("aid", "")][row.get("language", "")] = plain(row.get("answer", ""))
    for row in sorted(tables["answers"], key=lambda row: _number(row.get("sortorder", ""))):
        asked, code = found.get(row.get("qid", "")), row.get("code", "").strip()
        if asked is not None and code:
            labels = asked.answers[row.get("scale_id", "0") or "0"].setdefault(code, {})
            labels.update(worded.get(row.get("aid", ""), {}))
            if row.get("answer"):
                labels[row.get("language", "")] = plain(row["answer"])


def _number(text: str) -> int:
    return int(text) if text.strip().isdecimal() and len(text) < 10 else 0


@dataclass
class _Columns:
    """What the columns of a question are called: `G01Q01`, `G01Q01[A1]`, in old exports `12X34X56A1`."""

    asked: _Asked
    names: Names
    languages: Sequence[str]
    survey: str

    def add(self) -> None:
        asked, kind = self.asked, KINDS.get(self.asked.type, Kind.OTHER)
        if asked.type == RANKING:
            for place in range(1, len(asked.answers["0"]) + 1):
                self._add(Kind.OTHER, str(place))
        elif asked.type not in ROWS:
            self._add(kind, "", offered=self._offered("0"))
            if asked.type in COMMENTED:
                self._add(Kind.TEXT, "comment", [_named(COMMENT)])
        else:
            self._add_rows(kind)
        if asked.other:
            self._add(Kind.TEXT, "other", [_named(OTHER)])

    def _add_rows(self, kind: Kind) -> None:
        asked = self.asked
        across = [row for row in asked.rows if row.scale != "0"]
        for row in (row for row in asked.rows if row.scale == "0"):
            if asked.type in TWO_WAYS:
                for column in across:
                    self._add(kind, f"{row.code}_{column.code}", [row, column])
            elif asked.type == DUAL:
                for scale in (0, 1):
                    self._add(kind, row.code, [row], self._offered(str(scale)), scale)
            else:
                self._add(kind, row.code, [row], self._offered("0"))
            if asked.type in COMMENTED:
                self._add(Kind.TEXT, f"{row.code}comment", [row])

    def _offered(self, scale: str) -> dict[str, dict[str, str]]:
        """The labels by code in every language."""
        asked = self.asked
        offered = {}
        for language in self.languages:
            fixed = FIXED.get(asked.type)
            if fixed is not None:
                offered[language] = dict(said_in(fixed, language))
                continue
            labels = asked.answers.get(scale, {}) if asked.type in LISTS else {}
            offered[language] = {code: _in_language(texts, language) for code, texts in labels.items()}
            if asked.other and offered[language]:
                offered[language].setdefault(OTHER_CODE, said_in(OTHER, language))
        return offered

    def _add(
        self,
        kind: Kind,
        end: str,
        parts: Sequence[_Asked] = (),
        offered: Mapping[str, Mapping[str, str]] | None = None,
        scale: int | None = None,
    ) -> None:
        wordings = {}
        for language in self.languages:
            stem = _in_language(self.asked.texts, language) or self.asked.code
            which = "" if scale is None else f" ({scale + 1})"
            said = "".join(f"[{text}]" for part in parts if (text := _in_language(part.texts, language)))
            wordings[language] = Wording(f"{stem}{which} {said}".strip(), (offered or {}).get(language, {}))
        texts = [wording.text for wording in wordings.values()]
        question = Question(kind, wordings)
        self.names.add(question, [self._code(end, scale)], [*self._also_called(end, scale), *texts])

    def _code(self, end: str, scale: int | None) -> str:
        """A scale is counted from 1 here, and from 0 everywhere else."""
        code = f"{self.asked.code}[{end}]" if end else self.asked.code
        return code if scale is None else f"{code}[{scale + 1}]"

    def _also_called(self, end: str, scale: int | None) -> Iterator[str]:
        """As expressions and old exports call it: these by the numbers of survey, group and question."""
        numbered = f"{self.survey}X{self.asked.group}X{self.asked.id}{end}"
        yield numbered if scale is None else f"{numbered}#{scale}"
        if scale is not None:
            yield f"{self.asked.code}_{end}_{scale}"


def _named(words: Texts) -> _Asked:
    """A part that every question of its type has, said as LimeSurvey says it."""
    return _Asked(id="", code="", type="", group="", other=False, order=0, scale="0", texts=dict(words))


def _in_language(texts: Texts, language: str) -> str:
    return texts.get(language) or next((text for text in texts.values() if text), "")
