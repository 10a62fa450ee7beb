"""Small surveys written as files, and the steps of an import as a browser sends them."""

import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from fivefold.accounts.models import Person
from fivefold.partnerships.models import Partnership
from fivefold.surveys.models import Import
from tests.cast import Cast

ANSWERS = ("Never", "Seldom", "Sometimes", "Often", "Always")
HEAD = "Timestamp,Your name,Organization,We plan together,We decide together,We listen,Remarks"


def rows(count: int = 12, *, cells: dict[int, str] | None = None) -> list[str]:
    """`cells`: what the first statement has in some rows, counted from 0, in place of its answer."""
    odd = cells or {}
    return [
        f"2026-03-{number % 20 + 1:02} 10:00:0{number % 10},Person {number},"
        f"{'District' if number % 2 else 'University'},"
        f"{odd.get(number, ANSWERS[number % 5])},{ANSWERS[(number + 1) % 5]},{ANSWERS[(number * 2) % 5]},"
        f"Remark number {number} that somebody wrote"
        for number in range(count)
    ]


def survey(count: int = 12, *, cells: dict[int, str] | None = None) -> bytes:
    return "\n".join([HEAD, *rows(count, cells=cells)]).encode()


FACTS = {
    "title": "Spring 2026",
    "began_on": "2026-03-02",
    "ended_on": "2026-03-27",
    "language": "en",
    "framework": "rpp-2017",
}


@dataclass
class Bringer:
    """One person's browser, on its way through an import."""

    client: Client
    partnership: Partnership
    answer: HttpResponse | None = None

    @property
    def base(self) -> str:
        return f"/p/{self.partnership.public_id}/imports/"

    @property
    def newest(self) -> Import:
        return Import.objects.order_by("-pk")[0]

    def bring(
        self, content: bytes, name: str = "survey.csv", codebook: tuple[str, bytes] | None = None
    ) -> HttpResponse:
        sent = {"file": SimpleUploadedFile(name, content)}
        if codebook:
            sent["codebook"] = SimpleUploadedFile(*codebook)
        return self.client.post(f"{self.base}new/", sent)

    def page(self) -> str:
        return self.client.get(self.newest.get_absolute_url()).content.decode()

    def form(self) -> dict[str, str]:
        """What the page's form would send, untouched."""
        return fields(self.page())

    def dimensions(self, to: str = "trust") -> dict[str, str]:
        return {
            name: to for name, value in self.form().items() if name.startswith("dimension-") and not value
        }

    def match(self, check: bool = True, **changes: str | None) -> HttpResponse:
        """Send the form with changes; a change of None leaves the field out, as an unticked box is."""
        sent = {**self.form(), **changes, **({"check": "1"} if check else {"save": "1"})}
        return self.client.post(
            self.newest.get_absolute_url(), {name: value for name, value in sent.items() if value is not None}
        )

    def confirm(self) -> HttpResponse:
        return self.client.post(f"{self.newest.get_absolute_url()}check/")

    def whole(self, content: bytes, name: str = "survey.csv", **changes: str | None) -> Import:
        """All steps at once; a scale whose dimension nobody knows goes to trust."""
        self.bring(content, name)
        self.match(**{**FACTS, **self.dimensions(), **changes})
        self.confirm()
        return self.newest


def bringer(cast: Cast, person: Person) -> Bringer:
    return Bringer(cast.client(person), cast.cedar)


TAG = re.compile(
    r"<(input|select|textarea)\b([^>]*)>(.*?)(?=<(?:input|select|textarea|button)\b|</form>)", re.S
)
SELECTED = re.compile(r'<option value="([^"]*)" selected>')


def fields(html: str) -> dict[str, str]:
    """The fields of the page's matching form with their values."""
    start = html.index('<form method="post" novalidate>')
    form = html[start : html.index("</form>", start) + len("</form>")]
    found: dict[str, str] = {}
    for kind, attributes, rest in TAG.findall(form):
        name = _attribute(attributes, "name")
        if not name or name == "csrfmiddlewaretoken":
            continue
        if kind == "select":
            chosen = SELECTED.search(rest)
            found[name] = unescape(chosen[1]) if chosen else ""
        elif 'type="checkbox"' in attributes:
            if "checked" in attributes:
                found[name] = "on"
        else:
            found[name] = unescape(_attribute(attributes, "value"))
    return found


def _attribute(attributes: str, name: str) -> str:
    match = re.search(rf'\b{name}="([^"]*)"', attributes)
    return match[1] if match else ""


def files_kept() -> list[str]:
    folder = Path(settings.UPLOADS)
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
