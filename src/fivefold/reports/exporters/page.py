"""A report as one HTML file that needs nothing else: no script, no address, its letters within."""

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from fivefold.reports.exporters.fonts import faces_for_browsers, faces_for_paper, static_file
from fivefold.reports.report import Report


def html(report: Report) -> str:
    return _page(report, faces_for_browsers())


def for_paper(report: Report, *, size: float) -> str:
    """size: of its letters, in points."""
    return _page(report, faces_for_paper(), size=size)


def _page(report: Report, faces: str, *, size: float | None = None) -> str:
    style = mark_safe(faces + static_file("reports/report.css").decode())  # noqa: S308 - our own files
    return render_to_string("reports/report.html", {"report": report, "style": style, "size": size})
