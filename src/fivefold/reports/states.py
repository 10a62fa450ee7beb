"""What can be taken away, and in which formats."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _


class Part(models.TextChoices):
    CARD = "card", _("One-page report card")
    FULL = "full", _("Full report")
    FIGURES = "figures", _("Figures with their codebook")


class Format(models.TextChoices):
    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"
    HTML = "html", "HTML"
    XLSX = "xlsx", "Excel"
    CSV = "csv", "CSV"
    JSON = "json", "JSON"

    @property
    def media_type(self) -> str:
        return _MEDIA_TYPES[self]

    @property
    def ending(self) -> str:
        # Two tables, the figures and their codebook, that must not be parted.
        return "zip" if self is Format.CSV else self.value

    @property
    def is_slow(self) -> bool:
        """Whether it is set by the worker, not while somebody waits for a page."""
        return self in {Format.PDF, Format.DOCX}


_OFFICE = "application/vnd.openxmlformats-officedocument"
_MEDIA_TYPES = {
    Format.PDF: "application/pdf",
    Format.DOCX: f"{_OFFICE}.wordprocessingml.document",
    Format.HTML: "text/html; charset=utf-8",
    Format.XLSX: f"{_OFFICE}.spreadsheetml.sheet",
    Format.CSV: "application/zip",
    Format.JSON: "application/json",
}
PRINTED = (Format.PDF, Format.DOCX, Format.HTML)
TABLES = (Format.XLSX, Format.CSV, Format.JSON)
OFFERED: dict[Part, tuple[Format, ...]] = {Part.CARD: PRINTED, Part.FULL: PRINTED, Part.FIGURES: TABLES}


@dataclass(frozen=True)
class Order:
    """One file that somebody asks for."""

    part: Part
    format: Format
    language: str

    @property
    def key(self) -> str:
        """As the form sends it: "card-pdf"."""
        return f"{self.part}-{self.format}"

    @classmethod
    def of(cls, key: str, language: str) -> "Order":
        part, _dash, format = key.partition("-")
        return cls(Part(part), Format(format), language)

    @property
    def language_name(self) -> str:
        """In that language itself."""
        return str(get_language_info(self.language)["name_local"])

    @property
    def title(self) -> str | Promise:
        return self.part.label
