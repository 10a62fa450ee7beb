"""Qualtrics survey definitions (.qsf): JSON with an element for each question, beside blocks and options."""

from collections.abc import Iterator, Mapping
from typing import Any

from fivefold.files.codebooks.codebook import Codebook, Names
from fivefold.files.codebooks.faults import damaged, no_questions
from fivefold.files.codebooks.qsf_columns import Asked
from fivefold.files.codebooks.qsf_payloads import items
from fivefold.files.sentences import say

FORMAT = "qsf"
TRASH = "Trash"


def parse(document: Any) -> Codebook:
    elements = document.get("SurveyElements") if isinstance(document, dict) else None
    if not isinstance(elements, list):
        raise damaged(say("it has no list of survey elements."))
    trash = _trash(elements)
    asked = [one for one in _payloads(elements, "SQ") if isinstance(one.get("QuestionID"), str)]
    names = Names()
    # A question that was thrown away gives its name up to one that is asked.
    for payload in sorted(asked, key=lambda one: one["QuestionID"] in trash):
        Asked(payload, _language(document)).add_to(names)
    questions = names.questions()
    if not questions:
        raise no_questions()
    return Codebook(FORMAT, questions)


def _payloads(elements: list[Any], kind: str) -> Iterator[dict[str, Any]]:
    for element in elements:
        if isinstance(element, dict) and element.get("Element") == kind:
            payload = element.get("Payload")
            if isinstance(payload, dict | list):
                yield payload if isinstance(payload, dict) else items(payload)


def _trash(elements: list[Any]) -> frozenset[str]:
    parts = [
        part
        for blocks in _payloads(elements, "BL")
        for block in blocks.values()
        if isinstance(block, dict) and block.get("Type") == TRASH
        for part in items(block.get("BlockElements")).values()
    ]
    return frozenset(str(part.get("QuestionID")) for part in parts if isinstance(part, dict))


def _language(document: Mapping[str, Any]) -> str:
    entry = document.get("SurveyEntry")
    return str(entry.get("SurveyLanguage", "")) if isinstance(entry, dict) else ""
