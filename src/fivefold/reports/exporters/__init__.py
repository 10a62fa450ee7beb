"""One report or its figures as the bytes of a file. The library of a format is imported when it is used."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import translation
from django.utils.text import slugify

from fivefold.reports.exporters import csv_zip, json_file, page, workbook
from fivefold.reports.exporters.pdf import pdf
from fivefold.reports.exporters.word import word
from fivefold.reports.figures import figures
from fivefold.reports.report import Report, report
from fivefold.reports.states import Format, Order, Part
from fivefold.reports.subject import Subject


@dataclass(frozen=True)
class Made:
    name: str
    media_type: str
    content: bytes


_PRINTED: dict[Format, Callable[[Report], bytes]] = {
    Format.HTML: lambda of: page.html(of).encode(),
    Format.PDF: pdf,
    Format.DOCX: word,
}
_TABLES: dict[Format, Callable[..., bytes]] = {
    Format.CSV: csv_zip.csv_zip,
    Format.XLSX: workbook.workbook,
    Format.JSON: json_file.json_file,
}


def make(order: Order, subject: Callable[[], Subject]) -> Made:
    """The file that was asked for, in its language, whatever the language of whoever makes it."""
    with translation.override(order.language):
        about = subject()
        if order.part == Part.FIGURES:
            content = _TABLES[order.format](figures(about))
        else:
            content = _PRINTED[order.format](report(about, order.part))
    return Made(file_name(order, about), order.format.media_type, content)


def file_name(order: Order, about: Subject) -> str:
    """In plain letters, so that it survives every system that it passes through."""
    words = [slugify(part)[:60] for part in (about.partnership, about.title, order.part, order.language)]
    return f"{'-'.join(filter(None, words))}.{order.format.ending}"
