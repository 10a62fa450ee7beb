"""A codebook laid beside a table: columns get the question and the labels that their file does not carry."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fivefold.files.codebooks.codebook import Codebook, Kind, Question
from fivefold.files.codebooks.markup import plain
from fivefold.files.codebooks.names import Questions
from fivefold.files.errors import FileError
from fivefold.files.raw import RawColumn, RawTable
from fivefold.files.sentences import say

WORD = re.compile(r"[^\W_]+")
# Of the words of the shorter text, how many stand in the longer one: exports cut texts off.
SAME_TEXT = 0.6
# Of the different cells of a column, how many are answers of its question; others may be slips.
SAME_ANSWERS = 0.5
LABELLED = (Kind.ONE, Kind.BOX)
# What the tools themselves note about a response is in no codebook.
TOOLS_OWN = re.compile(
    r"StartDate|EndDate|RecordedDate|Status|IPAddress|Progress|Duration \(in seconds\)|Finished|ResponseI[dD]"
    r"|ResponseSet|Recipient\w+|EmailAddress|External\w*Reference|Location\w+|DistributionChannel"
    r"|UserLanguage|V\d+|Q_\w+"
    r"|_.*|meta[/.-].*|formhub[/.].*|start|end|today|deviceid|username|SubmissionDate|KEY"
    r"|Complete\?(?: \(\d+\))?|redcap_\w+|\w+_complete|\w+_timestamp"
    r"|id|submitdate|lastpage|startlanguage|seed|token|startdate|datestamp|ipaddr|refurl|\w+Time\d*|interviewtime"
    r"|Response ID|Date submitted|Last page|Start language|Seed|Date started|Date last action|Total time"
)


@dataclass(frozen=True)
class _Matched:
    column: RawColumn
    question: Question


def apply(codebook: Codebook, table: RawTable, import_ids: Sequence[str] = ()) -> None:
    """Fill in the texts and labels that the file lacks; what it says itself stands.

    `import_ids` are those of a Qualtrics export, a column each. Raises `codebook_of_another_survey` where no
    column is found in the codebook.
    """
    matched = _matched(codebook, table, import_ids)
    if not matched:
        raise FileError(
            "codebook_of_another_survey",
            say("No column of the file is in the codebook, so it belongs to another survey."),
            remedy=say(
                "Give the codebook of the survey that the answers are to, as it was when they were given."
            ),
        )
    language = _language(matched)
    differing = [one.column.name for one in matched if not _fill(one, language)]
    _say_unmatched(table, {one.column.name for one in matched})
    if differing:
        table.notices.append(
            (
                "codebook_answers_differ",
                say(
                    "Columns with other answers than the codebook names: {count}, first “{column}”. "
                    "They were left without labels.",
                    count=len(differing),
                    column=differing[0],
                ),
                None,
                differing[0],
            )
        )


def _matched(codebook: Codebook, table: RawTable, import_ids: Sequence[str]) -> list[_Matched]:
    questions = Questions(codebook.questions)
    ids = import_ids if len(import_ids) == len(table.columns) else [""] * len(table.columns)
    found = []
    for column, import_id in zip(table.columns, ids, strict=True):
        told = plain(column.text) if _tells(column) else ""
        # Several columns may have one name; none have one id, but every survey counts its ids from 1.
        by_id = questions.find(import_id) if import_id and told else None
        by_text = questions.find(told) if told else None
        for question in (by_id, questions.find(column.name), by_text):
            if question is not None and (not told or _asks(question, told)):
                found.append(_Matched(column, question))
                break
    return found


def _tells(column: RawColumn) -> bool:
    """Whether the text says more than the name."""
    return bool(set(_words(column.text)) - set(_words(column.name)))


def _asks(question: Question, told: str) -> bool:
    """Whether a text is the question's in any of its languages, or may be: no words, no contradiction."""
    return any(_alike(wording.text, told) for wording in question.wordings.values())


def _alike(one: str, other: str) -> bool:
    shorter, longer = sorted((_words(one), _words(other)), key=len)
    if not shorter:
        return True
    return sum((Counter(shorter) & Counter(longer)).values()) >= SAME_TEXT * len(shorter)


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def _language(matched: Sequence[_Matched]) -> str:
    """The language that most of the file is in; the survey's own where nothing tells."""
    languages = dict.fromkeys(language for one in matched for language in one.question.wordings)
    return max(languages, key=lambda language: sum(_said_in(one, language) for one in matched))


def _said_in(one: _Matched, language: str) -> int:
    wording = one.question.in_language(language)
    labels = {label.casefold() for label in wording.answers.values()}
    cells = sum(text.strip().casefold() in labels for text in one.column.encoder.texts())
    return cells + (_tells(one.column) and _alike(wording.text, one.column.text))


def _fill(one: _Matched, language: str) -> bool:
    """Fill in what the column lacks; whether its answers are those of the question."""
    column, wording = one.column, one.question.in_language(language)
    if not _tells(column) and _words(wording.text) != _words(column.name):
        column.text = wording.text
    if column.labels or one.question.kind not in LABELLED or not wording.answers:
        return True
    if not _fits(column, wording.answers):
        return False
    column.labels = dict(wording.answers)
    return True


def _fits(column: RawColumn, answers: Mapping[str, str]) -> bool:
    texts = column.encoder.texts()
    known = {text.casefold() for text in (*answers, *answers.values())}
    numbers = {number for code in answers if (number := _number(code)) is not None}
    found = sum(text.strip().casefold() in known or _number(text) in numbers for text in texts)
    return found >= SAME_ANSWERS * len(texts)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _is_asked(column: RawColumn) -> bool:
    """Whether it holds anything, and not what a tool notes of itself."""
    return column.encoder.distinct > 0 and not TOOLS_OWN.fullmatch(column.name)


def _say_unmatched(table: RawTable, matched: set[str]) -> None:
    asked = [one.name for one in table.columns if one.name in matched or _is_asked(one)]
    unmatched = [name for name in asked if name not in matched]
    if unmatched:
        table.notices.append(
            (
                "codebook_partly",
                say(
                    "The codebook knows {found} of {columns} columns; "
                    "“{column}” is the first that it does not.",
                    columns=len(asked),
                    found=len(matched),
                    column=unmatched[0],
                ),
                None,
                unmatched[0],
            )
        )
