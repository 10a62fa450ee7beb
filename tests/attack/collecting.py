"""All that the installation gives to one visitor: pages in both languages, and the tables in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from django.test import Client

from tests.cast import Cast

LINK = re.compile(r'href="(/[^"#?]*)')
CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)
LEAVES = ("/sign-out/", "/static/")


@dataclass(frozen=True)
class Page:
    address: str
    language: str
    html: str

    @property
    def words(self) -> str:
        return unescape(" ".join(re.sub(r"<[^>]+>", " ", self.html).split()))

    def tables(self) -> Iterator[list[list[str]]]:
        """The rows of each, as texts; the first holds the names of the columns."""
        for table in re.findall(r"<table.*?</table>", self.html, re.DOTALL):
            rows = re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)
            yield [
                [unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in CELL.findall(row)] for row in rows
            ]


def collect(
    client: Client, cast: Cast, *, languages: tuple[str, ...] = ("en", "es"), only: str = ""
) -> list[Page]:
    """From the partnership's first page wherever a link leads, and the checking of the ledger.

    only: a pattern of the addresses that are opened, where not all can hold a figure.
    """
    base = f"/p/{cast.cedar.public_id}/"
    found: list[Page] = []
    for language in languages:
        headers = {"accept-language": language}
        there, seen = [base, f"{base}ledger/"], set()
        while there:
            address = there.pop()
            if address in seen or address.startswith(LEAVES) or not re.match(only, address):
                continue
            seen.add(address)
            answer = client.get(address, headers=headers)
            if answer.status_code in {301, 302}:
                there.append(answer["Location"].partition("?")[0])
            elif answer.status_code == 200 and not answer.streaming:
                html = answer.content.decode()
                found.append(Page(address, language, html))
                there += [link for link in LINK.findall(html) if link not in seen]
        checked = client.post(f"{base}ledger/verify/", headers=headers)
        found.append(Page("ledger/verify", language, checked.content.decode()))
    return found
