"""Signed links: what each token opens, and what a log keeps of it."""

import logging

import pytest

from fivefold.core import links
from fivefold.core.identifiers import new_public_id
from fivefold.core.logs import LinksWithoutSignature


def test_a_token_opens_what_it_was_signed_for_and_nothing_else() -> None:
    public_id = new_public_id()
    token = links.signed("invitation", public_id)
    assert links.read("invitation", token) == public_id
    assert links.read("administrator", token) is None
    assert links.read("invitation", links.signed("invitation", new_public_id())[:14] + token[14:]) is None


@pytest.mark.parametrize("token", ["", ":", "23456789bcdfgh", f"23456789bcdfgh:{'x' * 43}", "é:ü"])
def test_what_was_made_up_opens_nothing(token: str) -> None:
    assert links.read("invitation", token) is None


def test_a_log_keeps_no_link_that_could_be_opened() -> None:
    token = links.signed("invitation", new_public_id())
    record = logging.LogRecord(
        "django.request", logging.WARNING, "", 0, "%s: %s", ("Gone", f"/invitation/{token}/"), None
    )
    assert LinksWithoutSignature().filter(record)
    assert record.getMessage() == f"Gone: /invitation/{token[:14]}:…/"
