"""A report as a tagged PDF (PDF/UA-1): the page's own HTML, set on paper."""

import logging
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from fivefold.core.rules import RuleError
from fivefold.reports.exporters.page import for_paper
from fivefold.reports.report import Report

if TYPE_CHECKING:
    from weasyprint import Document

# In points. The card keeps to one sheet: smaller letters rather than a second page, but never unreadable.
SIZES = (9.5, 9.0, 8.5, 8.0, 7.5, 7.0)


def pdf(report: Report) -> bytes:
    document = _set(report, SIZES[0])
    if not report.is_full:
        for size in SIZES[1:]:
            if len(document.pages) == 1:
                break
            document = _set(report, size)
    written: bytes = document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
    return written


def library() -> Any:
    """It is loaded where a PDF is made: it takes half a second, and without Pango it cannot be."""
    try:
        import weasyprint
        import weasyprint.urls
    except OSError as missing:
        raise RuleError(
            "no_pango",
            _(
                "PDF needs Pango, which this machine lacks. On Debian or Ubuntu: "
                "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
            ),
        ) from missing
    return weasyprint


def _set(report: Report, size: float) -> "Document":
    weasyprint = library()
    # It names each rule that is for screens alone.
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    # Rule 10: what a page needs is in it.
    within = weasyprint.urls.URLFetcher(allowed_protocols={"data"})
    page = weasyprint.HTML(string=for_paper(report, size=size), url_fetcher=within)
    document: Document = page.render(pdf_variant="pdf/ua-1", pdf_tags=True)
    return document
