"""The shapes of what the API answers, with what each member means: the documentation is made of these."""

from datetime import date
from typing import Any, Literal

from django.utils import translation
from django.utils.translation import gettext_noop as _
from ninja import Field, Schema
from pydantic import create_model

from fivefold.reports.codebook import COLUMNS

Status = Literal["stands", "corrected", "withdrawn"]
SpaceKind = Literal["shared", "practice", "research"]
STATUS = _("stands; corrected: another round stands in its place; withdrawn: its figures no longer hold")
SPACE = _("Who can see it: shared, or the one side to which it is private")
NEXT = _("Address of the following page; null on the last")


class Partnership(Schema):
    id: str = Field(description=_("Public identifier"))
    name: str = Field(description=_("Name of the partnership"))
    practice_organization: str = Field(description=_("The organization on the practice side"))
    research_organization: str = Field(description=_("The organization on the research side"))
    broker_organization: str | None = Field(description=_("The organization between the sides, if any"))
    began_on: date = Field(description=_("Day on which the partnership began"))
    your_side: Literal["practice", "research", "broker"] = Field(description=_("Your side today"))
    your_role: str = Field(description=_("Key of your role today"))


class Round(Schema):
    id: str = Field(description=_("Public identifier"))
    title: str = Field(description=_("Title of the survey round"))
    space: SpaceKind = Field(description=SPACE)
    status: Status = Field(description=STATUS)
    corrected_by: str | None = Field(description=_("Identifier of the round that stands in its place"))
    withdrawn_because: str | None = Field(description=_("Why it was withdrawn, in its owner’s words"))
    began_on: date = Field(description=_("First day of the round"))
    ended_on: date = Field(description=_("Last day of the round"))
    responses: int | None = Field(description=_("How many answered; null where fewer than five did"))
    members: int | None = Field(description=_("How many were asked; null where unknown or not told"))
    members_by_side: dict[str, int] = Field(description=_("How many were asked, by side, where known"))
    survey: str | None = Field(description=_("Key of the instrument; null for a survey from elsewhere"))
    survey_version: int | None = Field(description=_("Version of the instrument"))
    framework: str = Field(description=_("Key of the framework"))


class Assessment(Schema):
    id: str = Field(description=_("Public identifier; figures worked out again have a new one"))
    round: str = Field(description=_("Identifier of its survey round"))
    title: str = Field(description=_("Title of the survey round"))
    space: SpaceKind = Field(description=SPACE)
    status: Status = Field(description=STATUS)
    corrected_by: str | None = Field(description=_("Identifier of the round that stands in its place"))
    began_on: date = Field(description=_("First day of the round"))
    ended_on: date = Field(description=_("Last day of the round"))
    framework: str = Field(description=_("Key of the framework"))
    framework_version: int = Field(description=_("Version of the framework"))
    figures: str = Field(description=_("Address of its figures"))


class Partnerships(Schema):
    items: list[Partnership]
    next: str | None = Field(description=NEXT)


class Rounds(Schema):
    items: list[Round]
    next: str | None = Field(description=NEXT)


class Assessments(Schema):
    items: list[Assessment]
    next: str | None = Field(description=NEXT)


_KINDS: dict[str, Any] = {"text": str | None, "number": float | None, "date": date | None}


def _figure() -> type[Schema]:
    """From the codebook itself, so that the two cannot tell different things."""
    with translation.override("en"):
        fields: dict[str, Any] = {
            column.name: (_KINDS[column.kind], Field(description=str(column.means))) for column in COLUMNS
        }
    return create_model("Figure", __base__=Schema, **fields)


Figure = _figure()


class CodebookColumn(Schema):
    column: str = Field(description=_("Name of the column, the same in every language"))
    kind: Literal["text", "number", "date"] = Field(description=_("What its cells hold"))
    means: str = Field(description=_("What it means, in the language asked for"))


class Figures(Schema):
    fivefold_figures: int = Field(description=_("Version of this form"))
    figures: list[Figure]  # type: ignore[valid-type]
    codebook: list[CodebookColumn]


class Fault(Schema):
    where: str = Field(description=_("Which parameter"))
    what: str = Field(description=_("What was expected there, in English"))


class Problem(Schema):
    type: str = Field(description=_("Where the documentation explains this kind of refusal"))
    title: str = Field(description=_("The kind of refusal in words"))
    status: int = Field(description=_("The HTTP status once more"))
    detail: str = Field(description=_("What is wrong, in a sentence"))
    code: str = Field(description=_("By this a program tells what happened; words may change, it does not"))
    remedy: str = Field(description=_("What to do"))
    errors: list[Fault] | None = Field(None, description=_("Which parts were not understood"))
    instead: str | None = Field(None, description=_("Address of what took its place"))
