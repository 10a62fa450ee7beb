"""Coming in as a person does: a code asked for, read in the mail, typed."""

import re

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from fivefold.core.models.mail import OutgoingMail


def code_sent_to(email: str) -> str:
    mail = OutgoingMail.objects.filter(address__iexact=email, subject__contains="code").first()
    assert mail is not None
    found = re.search(r"^([A-Z0-9-]{6,})$", mail.body, re.MULTILINE)
    assert found
    return found.group(1)


def type_code(client: Client, page: str, email: str) -> HttpResponse:
    """At the page to which one was sent when the code was asked for."""
    return client.post(page, {"code": code_sent_to(email), "action": "verify"})


def is_signed_in(client: Client) -> bool:
    return client.get(reverse("me")).status_code == 200
