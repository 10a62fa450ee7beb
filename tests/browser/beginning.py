"""How a partnership begins, as people do it in a browser: what whole stories have in common."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.utils.crypto import get_random_string
from playwright.sync_api import Browser

from tests.browser.someone import Someone
from tests.core.mail_server import running_mail_server
from tests.installation import Installation, an_empty_database

LOCALES = {"en": "en-US", "es": "es-MX"}
Meet = Callable[..., Someone]


@pytest.fixture(params=["en", "es"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def meet(browser: Browser, tmp_path: Path, language: str) -> Iterator[tuple[Installation, Meet]]:
    """A new installation, and people to meet there."""
    contexts = []
    database = an_empty_database(f"life_{get_random_string(6).lower()}")
    with (
        running_mail_server() as mail,
        Installation(tmp_path, mail.port, database=database, workers=1) as running,
    ):

        def meet(name: str, address: str, *, width: int = 1280) -> Someone:
            context = browser.new_context(
                viewport={"width": width, "height": 844}, locale=LOCALES[language], accept_downloads=True
            )
            contexts.append(context)
            return Someone(name, address, context.new_page(), running.url, mail, language)

        yield running, meet
    for context in contexts:
        context.close()


def become_administrator(ada: Someone, running: Installation) -> None:
    link = running.fivefold("createadmin").strip().splitlines()[-1]
    ada.page.goto(link)
    ada.look("first-administrator")
    ada.fill(name=ada.name, email=ada.address)
    ada.press()


def set_up(ada: Someone, leads: list[Someone], language: str) -> str:
    """Two sides and somebody between them; the address of the partnership as its administrator has it."""
    ada.go("/setup/")
    ada.look("setup-empty")
    for name, short, kind in (
        ("Cedar Valley USD", "Cedar Valley", "district"),
        ("Northfield University", "Northfield", "university"),
        ("Lakeshore Education Service Agency", "Lakeshore", "broker"),
    ):
        ada.go("/setup/organization/")
        ada.look(f"setup-organization-{kind}")
        ada.fill(name=name, short_name=short, kind=kind)
        ada.press()
    ada.go("/setup/partnership/")
    ada.look("setup-partnership")
    ada.fill(name="Middle-grades mathematics")
    ada.page.locator("main [name=broker]").select_option(label="Lakeshore Education Service Agency")
    ada.press()
    ada.look("setup-begun")
    home = ada.page.url
    for lead, side in zip(leads, ("practice", "research"), strict=True):
        ada.page.goto(f"{home}invite/{side}/")
        ada.look(f"setup-invite-{side}")
        ada.fill(name=lead.name, address=lead.address, language=language)
        ada.press()
    ada.look("setup-waiting")
    return home


def invite(lead: Someone, guest: Someone, home: str, *, role: str) -> None:
    lead.page.goto(f"{home}people/invite/")
    lead.look("invite")
    lead.fill(name=guest.name, address=guest.address, role=role, language=guest.language)
    lead.press()
    lead.look("invited")


def accept(lead: Someone) -> None:
    lead.follow_link_in_mail()
    lead.look("invitation")
    lead.press()
    lead.type_code()
    lead.look("invitation-answer")
    lead.press()
    lead.look("home-empty")
