"""A QR code as a picture in the page: presentation attributes alone, as a strict policy of styles wants."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from qrcode.main import QRCode

QUIET = 4


def qr_code(text: str, *, label: str) -> SafeString:
    """Black on white in dark pages too, or cameras do not read it."""
    code: Any = QRCode(border=QUIET)
    code.add_data(text)
    code.make(fit=True)
    matrix = code.get_matrix()
    dark = "".join(
        f"M{column} {row}h1v1h-1z"
        for row, cells in enumerate(matrix)
        for column, on in enumerate(cells)
        if on
    )
    return format_html(
        '<svg class="qr" role="img" aria-label="{0}" viewBox="0 0 {1} {1}" width="220" height="220"'
        ' shape-rendering="crispEdges"><path fill="#ffffff" d="M0 0h{1}v{1}H0z"/>'
        '<path fill="#000000" d="{2}"/></svg>',
        label,
        len(matrix),
        dark,
    )
