"""A person at a browser who brings files and goes on wherever the server broke off."""

import http.client
import re
from dataclasses import dataclass, field
from enum import Enum
from html import unescape
from threading import Event

from django.utils.crypto import get_random_string

from fivefold.health.models import Assessment
from tests.crash.survey_files import SurveyFile
from tests.surveys.imports.bringing import FACTS, fields

BROKEN_OFF = (OSError, http.client.HTTPException)
"""What a visitor's browser meets when the server dies under it."""


@dataclass
class Answer:
    status: int
    location: str
    page: str


@dataclass
class Browser:
    port: int
    session: str
    csrf: str = field(default_factory=lambda: get_random_string(32))
    busy: Event = field(default_factory=Event)

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def follow(self, path: str) -> tuple[str, Answer]:
        """The page that opens in the end, and where."""
        answer = self.get(path)
        while answer.location:
            path = answer.location
            answer = self.get(path)
        return path, answer

    def post(self, path: str, sent: dict[str, str], file: tuple[str, bytes] | None = None) -> Answer:
        body, kind = _multipart({**sent, "csrfmiddlewaretoken": self.csrf}, file)
        return self._ask("POST", path, body, {"Content-Type": kind})

    def _ask(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=90)
        cookie = f"fivefold_session={self.session}; fivefold_csrf={self.csrf}"
        host = f"localhost:{self.port}"
        self.busy.set()
        try:
            connection.request(method, path, body, {**(headers or {}), "Cookie": cookie, "Host": host})
            response = connection.getresponse()
            page = response.read().decode()
        finally:
            self.busy.clear()
            connection.close()
        assert response.status < 400, f"{method} {path}: {response.status}\n{page[:2000]}"
        return Answer(response.status, response.headers.get("Location", ""), page)


def _multipart(sent: dict[str, str], file: tuple[str, bytes] | None) -> tuple[bytes, str]:
    edge = get_random_string(24)
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in sent.items()
    ]
    if file is not None:
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{file[0]}"\r\n'
        parts.append(f"{head}Content-Type: text/csv\r\n\r\n".encode() + file[1] + b"\r\n")
    return b"".join(parts) + f"--{edge}--\r\n".encode(), f"multipart/form-data; boundary={edge}"


class Stands(Enum):
    WAITING = "waiting"
    WENT_ON = "went on"
    DONE = "done"


@dataclass
class Errand:
    """One file on its way to a card that both sides read. Every step looks first where things stand."""

    browser: Browser
    base: str
    file: SurveyFile

    def step(self) -> Stands:
        address = self._address()
        if address is None:
            self.browser.post(f"{self.base}imports/new/", {}, (self.file.name, self.file.content))
            return Stands.WENT_ON
        path, opened = self.browser.follow(address)
        if path.startswith("/jobs/"):
            return Stands.WAITING
        if "/health/" in path:
            return self._share(path)
        if '<form method="post" novalidate>' in opened.page and "began_on" in opened.page:
            return self._match(address, opened)
        self.browser.post(f"{address}opening/", {})
        return Stands.WENT_ON

    def _address(self) -> str | None:
        """As the list of imports has it: what arrived although the answer did not is not sent again."""
        page = unescape(self.browser.get(f"{self.base}imports/").page)
        lines = [line for line in page.split('<li class="ask">') if self.file.name in line]
        found = re.search(r'href="(/p/\w+/imports/\w+/)"', lines[0]) if lines else None
        return found[1] if found else None

    def _match(self, address: str, opened: Answer) -> Stands:
        form = fields(opened.page)
        to_trust = {
            name: "trust" for name, value in form.items() if name.startswith("dimension-") and not value
        }
        sent = {**form, **FACTS, **to_trust, "title": self.file.title, "check": "1"}
        answer = self.browser.post(address, sent)
        if not answer.location:
            raise AssertionError(f"the matches of {self.file.name} are refused:\n{answer.page[:3000]}")
        self.browser.post(f"{address}check/", {})
        return Stands.WENT_ON

    def _share(self, card: str) -> Stands:
        record = card.rstrip("/").rpartition("/")[2]
        if Assessment.objects.get(public_id=record).space.is_shared:
            return Stands.DONE
        self.browser.post(f"{self.base}share/assessment/{record}/", {})
        return Stands.WENT_ON
