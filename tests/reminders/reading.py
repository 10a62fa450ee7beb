"""A feed as a calendar program fetches and reads it: unfolded by hand, without any library."""

import re
from dataclasses import dataclass, field

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from fivefold.accounts.models import Person
from fivefold.core import links
from fivefold.reminders import actions
from fivefold.reminders.models import Feed
from fivefold.reminders.queries import PURPOSE


def address(feed: Feed) -> str:
    return reverse("calendar_feed", args=[links.signed(PURPOSE, feed.public_id)])


def fetch(person: Person, **headers: str) -> HttpResponse:
    """In no browser of theirs: a program has no session."""
    client = Client(headers={"host": "localhost"})
    response: HttpResponse = client.get(address(actions.make_feed(by=person)), headers=headers)
    return response


@dataclass
class Component:
    kind: str
    lines: list[tuple[str, str]] = field(default_factory=list)
    parts: list["Component"] = field(default_factory=list)

    def value(self, name: str) -> str:
        [found] = [value for head, value in self.lines if head.partition(";")[0] == name]
        return found

    def has(self, name: str) -> bool:
        return any(head.partition(";")[0] == name for head, _value in self.lines)

    def of(self, kind: str) -> list["Component"]:
        return [part for part in self.parts if part.kind == kind]


def strictly(content: bytes) -> Component:
    """RFC 5545, line by line. What breaks a rule raises."""
    assert content.endswith(b"\r\n")
    assert re.fullmatch(rb"(?:[^\r\n]*\r\n)+", content), "a line ends with CRLF, and nothing else breaks it"
    for line in content.split(b"\r\n"):
        assert len(line) <= 75, f"{len(line)} octets: {line!r}"
        line.decode()  # no sign is cut in two
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", content)
    stack: list[Component] = [Component("file")]
    for line in content.decode().replace("\r\n ", "").split("\r\n")[:-1]:
        head, colon, value = line.partition(":")
        assert colon, line
        assert re.fullmatch(r"[A-Z0-9-]+(?:;[A-Z0-9-]+=[^;:]+)*", head), line
        if head == "BEGIN":
            stack.append(Component(value))
        elif head == "END":
            done = stack.pop()
            assert done.kind == value
            stack[-1].parts.append(done)
        else:
            stack[-1].lines.append((head, value))
    [calendar] = stack.pop().parts
    _whole(calendar)
    return calendar


def _whole(calendar: Component) -> None:
    assert (calendar.kind, calendar.value("VERSION")) == ("VCALENDAR", "2.0")
    assert calendar.value("PRODID")
    assert calendar.parts, "a calendar has a part at least"
    zones = {one.value("TZID") for one in calendar.of("VTIMEZONE")}
    uids = [one.value("UID") for one in calendar.of("VEVENT")]
    assert len(uids) == len(set(uids))
    for event in calendar.of("VEVENT"):
        assert re.fullmatch(r"\d{8}T\d{6}Z", event.value("DTSTAMP"))
        assert re.fullmatch(r"\d+", event.value("SEQUENCE"))
        assert int(event.value("SEQUENCE")) < 2**31
        assert event.value("TRANSP") in {"OPAQUE", "TRANSPARENT"}
        assert event.value("DTEND") > event.value("DTSTART")
        for head, value in event.lines:
            if head.startswith(("DTSTART", "DTEND")):
                zone = re.search(r";TZID=([^;]+)", head)
                assert "VALUE=DATE" in head or value.endswith("Z") or (zone and zone[1] in zones), head
