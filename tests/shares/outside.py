"""Somebody outside, as a browser at a link that was mailed to them."""

import re
from dataclasses import dataclass, field
from datetime import timedelta

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from fivefold.accounts.models import Person
from fivefold.core.identifiers import new_public_id
from fivefold.core.models.mail import OutgoingMail
from fivefold.health.models import Assessment
from fivefold.shares import actions
from fivefold.shares.actions import Named, Sending
from fivefold.shares.models import Recipient, Share
from tests.health.pages import words
from tests.work import do_what_waits

ANA = Named("Ana Ruiz", "ana.ruiz+board@cedarvalley.example")
BEN = Named("Ben Okoye", "ben@city.example")
CODE = re.compile(r"^([A-Z0-9]{3}-[A-Z0-9]{3})$", re.MULTILINE)
LINK = re.compile(r"http\S+(/shared/\S+)")


def share(
    card: Assessment, *, by: Person, people: tuple[Named, ...] = (ANA, BEN), days: int = 30, **more: str
) -> Share:
    """As the page that sends does it."""
    sending = Sending(
        people=people,
        language=more.get("language", "en"),
        until=timezone.localdate() + timedelta(days=days),
        greeting=more.get("greeting", ""),
        pressed=new_public_id(),
    )
    return actions.send(card.public_id, sending, partnership_id=card.partnership.public_id, by=by)


def mails_to(address: str) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(address=address).order_by("pk"))


def link_of(recipient: Recipient) -> str:
    """As it stands in the message."""
    found = LINK.search(mails_to(recipient.address)[0].body)
    assert found
    return found.group(1)


def codes_to(address: str) -> list[str]:
    return [found.group(1) for mail in mails_to(address) if (found := CODE.search(mail.body))]


def work() -> None:
    do_what_waits("shares.set")


@dataclass
class Visitor:
    link: str
    address: str
    client: Client = field(default_factory=Client)

    @classmethod
    def at(cls, recipient: Recipient) -> "Visitor":
        return cls(link_of(recipient), recipient.address)

    def open(self) -> HttpResponse:
        return self.client.get(self.link)

    def key_on_page(self) -> str:
        found = re.search(r'name="key" value="([^"]+)"', self.open().content.decode())
        assert found
        return found.group(1)

    def ask(self, key: str = "") -> HttpResponse:
        return self.client.post(self.link, {"key": key or self.key_on_page()})

    def type(self, code: str) -> HttpResponse:
        return self.client.post(f"{self.link}code/", {"code": code})

    def come_in(self) -> HttpResponse:
        self.ask()
        self.type(codes_to(self.address)[-1])
        return self.open()

    def pdf(self) -> HttpResponse:
        return self.client.post(f"{self.link}pdf/")

    def reads(self) -> bool:
        answer = self.open()
        return answer.status_code == 200 and "How the partnership is doing" in words(answer)
