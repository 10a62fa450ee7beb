"""What the access tests walk through: Cedar with a report card in each of its spaces, and a waiting job."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.cache import cache
from django.db import connection, reset_queries, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from fivefold.accounts import administrators
from fivefold.accounts.links import PURPOSE
from fivefold.accounts.models import (
    AdministratorInvitation,
    AdministratorLink,
    MailedInvitation,
    OpenSession,
    Person,
)
from fivefold.api.secret import new_secret
from fivefold.api.states import Scope
from fivefold.asks import telling as asks_telling
from fivefold.core import links
from fivefold.core.demonstration import mark_as_demonstration
from fivefold.core.identifiers import new_public_id
from fivefold.cycles.importers.calendars import Group, packed
from fivefold.cycles.models import Cycle
from fivefold.health.actions import start_assessing
from fivefold.health.models import Assessment
from fivefold.meetings.actions import add_line
from fivefold.partnerships import inviting
from fivefold.partnerships.models import Invitation
from fivefold.partnerships.telling import INVITATION
from fivefold.reminders.actions import make_feed
from fivefold.reminders.queries import PURPOSE as FEED
from fivefold.reports.models import ReportFile
from fivefold.shares.actions import end
from fivefold.shares.models import Recipient
from fivefold.shares.queries import token_of as link_of
from tests.accounts.device import Device
from tests.agreements.agreeing import propose
from tests.api.holding import BOTH, token_of
from tests.asks import asking
from tests.cast import Cast, make_person
from tests.commitments.promising import WHAT, in_days, promise
from tests.cycles.planning import activity, close_days, make_year
from tests.goals.writing import GOAL, STRATEGY, as_sent, make_goal, make_strategy
from tests.health.rounds import make_card
from tests.meetings.holding import DIALOGUE, make_meeting, write
from tests.shares.outside import share
from tests.surveys.imports.bringing import bringer, survey

SNOW = date(2026, 1, 21)
INVITED = {"name": "Ines Duarte", "address": "ines@elsewhere.example", "language": "en"}
SETTING = {"starts": "09:00", "minutes": "120", "kind": "dialogue"}
# What a form of each page sends; others need nothing but the button.
SENT = {
    "account_login": {"email": "someone@elsewhere.example"},
    "account_request_login_code": {"email": "someone@elsewhere.example"},
    "me": {"name": "Anyone", "language": "en", "theme": "light"},
    "set_language": {"language": "es"},
    "round_withdraw": {"because": "The wrong file."},
    "first_administrator": {"name": "Anyone", "email": "anyone@elsewhere.example"},
    "setup_organization": {"name": "Lakeshore", "kind": "broker"},
    "setup_partnership": {"name": "Attendance", "began_on": "2026-08-01"},
    "setup_invite": INVITED | {"role": "research_lead"},
    "administrator_invite": INVITED,
    "emergency": {"because": "A court asks for what both sides shared."},
    "invite": INVITED | {"role": "observer"},
    "membership": {"role": "observer"},
    "share_out": {
        "people": "Ines Duarte, ines@elsewhere.example",
        "until": (timezone.localdate() + timedelta(days=7)).isoformat(),
        "language": "en",
        "pressed": new_public_id(),
        "step": "send",
    },
    "meeting_plan": SETTING | {"title": "Winter meeting", "day": "2026-02-18"},
    "meeting_prepare": SETTING,
    "meeting_change": SETTING | {"where": "Room 5"},
    "meeting_agenda": {"act": "add", "text": "Next steps", "minutes": "5", "pressed": new_public_id()},
    "agenda_line": {"act": "remove"},
    "meeting_minutes": {"kind": "note", "text": "Coaches need time.", "pressed": new_public_id()},
    "minutes_entry": {"text": "Coaches need two hours.", "seen": "1"},
    "meeting_close": {
        "on": "2026-02-17",
        "practice_authority": "no",
        "research_authority": "no",
        "step": "close",
    },
    "dialogue_write": {"found": "Two cycles.", "seen": "0"},
    "year_begin": {"name": "Later", "first_day": "2031-08-01", "source": "blank", "weekdays": "0"},
    "year_close": {"to": "called_off"},
    "year_add_phase": {"kind": "dialogue", "first": "2026-05-04", "last": "2026-05-29"},
    "year_add_activity": {"lane": "reports", "title": "Report", "first": "2026-05-04"},
    "year_item": {"act": "call_off", "call_off-reason": "Snow."},
    "year_move": {"first": "2026-05-28", "last": "2026-05-28", "reason": "Snow."},
    "year_choose_days": {
        "read": packed("calendar.ics", [Group("Snow", ((SNOW, SNOW),))]),
        "days_0": "holiday",
    },
    "year_add_days": {"kind": "holiday", "name": "Snow", "first": "2026-01-20"},
    "getting_to_know": {"act": "since", "since": "2024-08-01", "reason": "We began in 2024."},
    "share_act": {"act": "end"},
    "goal_new": as_sent(GOAL) | {"pressed": new_public_id()},
    "goal_revise": as_sent(GOAL) | {"target": "60%", "because": "The state moved.", "seen": "1"},
    "goal_end": {"standing": "dropped", "because": "The board chose another.", "seen": "1"},
    "strategy_new": STRATEGY | {"pressed": new_public_id()},
    "strategy_revise": STRATEGY | {"name": "Coaching", "because": "Shorter.", "seen": "1"},
    "my_calendar": {"hour": "8", "days": "every"},
    "terms_answer": {"answer": "confirm"},
    "commitment_new": {"what": WHAT, "due": in_days(7).isoformat(), "pressed": new_public_id()},
    "commitment_act": {"act": "done"},
    "commitment_move": {"due": in_days(30).isoformat(), "reason": "Testing week."},
    "commitment_drop": {"reason": "Not needed any more."},
    "ask_new": asking.as_sent(),
    "ask": {"act": "approve"},
    "strategy_end": {"standing": "dropped", "because": "Nobody had the time.", "seen": "1"},
    "shared": {"key": "k" * 43},
    "shared_code": {"code": "222-222"},
    "take_away": {"what": "card-pdf", "language": "en"},
    "tokens": {"name": "R script", "reach": "all", "scopes": "figures", "days": "90"},
}
# What a program asks with, by the first word of the object.
TOKENS = {"token": BOTH, "rounds": (Scope.ROUNDS,), "figures": (Scope.FIGURES,)}


@dataclass(frozen=True)
class Answer:
    status: int
    main: str
    leads_to: str  # without what is to be opened after signing in
    queries: int


@dataclass(frozen=True)
class Scene:
    cast: Cast
    records: dict[str, str]
    rounds: dict[str, str]
    imports: dict[str, str]
    files: dict[str, str]
    job: str
    invitations: dict[str, MailedInvitation]
    members: dict[str, str]
    printed: str
    second: str
    passkey: str
    session: str
    held: str
    secrets: dict[str, dict[str, str]]
    outside: dict[str, Recipient]
    planned: dict[str, str]
    goals: dict[str, str]
    meeting: dict[str, str]
    promised: str
    feed: str
    asks: dict[str, str]

    def known(self, thing: str) -> dict[str, str]:
        """What stands in addresses, by the name of its place there."""
        program, _dash, of = thing.partition("-")
        if program in TOKENS:
            thing = of or "shared"
        return {
            "partnership_id": self.cast.cedar.public_id,
            "job_id": self.job,
            "kind": "assessment",
            "record_id": self.records.get(thing, self.records["missing"]),
            "assessment_id": self.records.get(thing, self.records["missing"]),
            "round_id": self.rounds.get(thing, self.rounds["missing"]),
            "file_id": self.files.get(thing, self.files["missing"]),
            "import_id": self.imports.get(thing, self.imports["missing"]),
            "dimension_key": "trust",
            "who": "marcus",
            "setup_id": self.records["missing"] if thing == "missing" else self.cast.cedar.public_id,
            "side": "research",
            "invitation_id": self.invitations[thing].public_id
            if thing in self.invitations
            else self.records["missing"],
            "membership_id": self.members.get(thing, self.records["missing"]),
            "administrator_id": self.second if thing == "asked" else self.records["missing"],
            "share_id": self.outside[thing].share.public_id
            if thing in self.outside
            else self.records["missing"],
            **{
                name: one if thing == "planned" else self.records["missing"]
                for name, one in self.planned.items()
            },
            **{
                name: one if thing == "meeting" else self.records["missing"]
                for name, one in self.meeting.items()
            },
            "terms_id": self.goals.get(thing, self.records["missing"]),
            "goal_id": self.goals.get(thing, self.records["missing"]),
            "strategy_id": self.goals.get(
                "strategy" if thing in {"goal", "meeting"} else thing, self.records["missing"]
            ),
            "commitment_id": self.promised if thing == "promised" else self.records["missing"],
            "ask_id": self.asks.get(thing, self.records["missing"]),
            "token": self.token(thing),
            "passkey_id": self.passkey if thing == "passkey" else self.records["missing"],
            "session_id": self.session if thing == "session" else self.records["missing"],
            "token_id": self.records["missing"] if thing == "missing" else self.held,
        }

    def token(self, thing: str) -> str:
        if thing == "asked":
            return links.signed(administrators.PURPOSE, self.invitations[thing].public_id)
        if thing in self.invitations:
            return links.signed(INVITATION, self.invitations[thing].public_id)
        if thing in self.outside:
            return link_of(self.outside[thing])
        if thing == "feed":
            return self.feed
        if thing == "mailed":
            return links.signed(asks_telling.PURPOSE, self.asks[thing])
        if thing == "printed":
            return links.signed(PURPOSE, self.printed)
        return f"{self.records['missing']}:{'x' * 43}"

    def address(self, route: str, thing: str) -> str:
        known = self.known(thing)
        return reverse(route, kwargs={name: known[name] for name in parameters()[route]})

    def ask(self, person: Person | None, method: str, route: str, thing: str) -> Answer:
        sent = dict(SENT.get(route, {})) if method == "POST" else {}
        if thing == "own":
            sent["space"] = "private"
        if route == "setup_partnership":
            sent |= {
                "practice": str(self.cast.cedar.practice_organization.pk),
                "research": str(self.cast.cedar.research_organization.pk),
            }
        if route in {"commitment_new", "commitment_hand_on"}:
            lead = self.cast.hannah if route == "commitment_new" else self.cast.marcus
            sent["owner"] = self.cast.membership(lead).public_id
        return ask(
            person,
            method,
            self.address(route, thing),
            sent,
            marked=thing == "marked",
            without_administrator=thing == "printed",
            secret=self.secret(person, thing),
        )

    def secret(self, person: Person | None, thing: str) -> str | None:
        """Where a program asks: its person's token, or one that nobody made."""
        program = thing.partition("-")[0]
        if program not in TOKENS:
            return None
        return self.secrets[program][person.public_id if person else ""]


def ask(
    person: Person | None,
    method: str,
    address: str,
    sent: dict[str, str],
    *,
    marked: bool = False,
    without_administrator: bool = False,
    secret: str | None = None,
) -> Answer:
    """One request in a browser of its own, of which nothing remains, so that the next finds all as it was."""
    # The log of queries is bounded, and a test walks through thousands.
    reset_queries()
    session = _session(person)
    with transaction.atomic():
        cache.clear()  # or the library that limits attempts would refuse the later visitors
        if marked:
            mark_as_demonstration()
        if without_administrator:
            Person.objects.update(is_administrator=False)
        client = _browser(None if secret else session)
        headers = {"host": "localhost"} | ({"authorization": f"Bearer {secret}"} if secret else {})
        send = client.get if method == "GET" else client.post
        with CaptureQueriesContext(connection) as queries:
            response = send(address, sent, headers=headers)
        transaction.set_rollback(True)
    leads_to = response.get("Location", "").partition("?")[0]
    return Answer(response.status_code, main_of(response), leads_to, len(queries))


def _session(person: Person | None) -> str:
    """Signed in once for all requests, outside what each of them takes back."""
    if person is None:
        return ""
    if not hasattr(person, "kept_session"):
        person.kept_session = Cast.client(person).cookies[settings.SESSION_COOKIE_NAME].value
    return str(person.kept_session)


def _browser(session: str | None) -> Client:
    client = Client()
    if session:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    return client


def main_of(response: HttpResponse) -> str:
    found = re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)
    return found.group() if found else ""


def set_scene(cast: Cast) -> Scene:
    shared = make_card(cast.cedar, by=cast.marcus)
    practice = make_card(
        cast.cedar, by=cast.marcus, title="Fall 2025", ended_on=date(2025, 10, 24), shared=False
    )
    research = make_card(
        cast.cedar, by=cast.hannah, title="Fall 2024", ended_on=date(2024, 10, 25), shared=False
    )
    cards = {"shared": shared, "practice": practice, "research": research}
    imports = {"practice": cast.marcus, "research": cast.priya}
    missing = {"missing": new_public_id()}
    return Scene(
        cast,
        {name: card.public_id for name, card in cards.items()} | missing,
        {name: card.round.public_id for name, card in cards.items()} | missing,
        {name: bring(cast, person) for name, person in imports.items()} | missing,
        {name: kept(card) for name, card in cards.items()} | missing,
        start_assessing(shared, by=cast.marcus).public_id,
        _invitations(cast),
        {
            "practice": cast.membership(cast.denise).public_id,
            "research": cast.membership(cast.priya).public_id,
        },
        _printed_link(),
        make_person("Otto Berg", "lakeshore.example", is_administrator=True).public_id,
        _passkey(cast),
        OpenSession.objects.create(
            session_key="k" * 32, person=cast.marcus, expire_date=timezone.now() + timedelta(days=1)
        ).public_id,
        token_of(cast.marcus, name="Held")[0].public_id,
        {name: _secrets(cast, name) for name in TOKENS},
        _outside(shared, cast),
        _planned(cast),
        _goals(cast),
        _meeting(cast),
        promise(cast.cedar, owner=cast.denise, by=cast.marcus).public_id,
        links.signed(FEED, make_feed(by=cast.marcus).public_id),
        _asks(cast),
    )


def _asks(cast: Cast) -> dict[str, str]:
    """One that waits for the point person, and the link in their message."""
    waits = asking.ask_for(cast)
    return {"waits": waits.public_id, "mailed": waits.links.get(person=cast.marcus).public_id}


def _planned(cast: Cast) -> dict[str, str]:
    """Cedar's year, an activity in it, and days without research."""
    year = make_year(cast.cedar, by=cast.marcus)
    days = close_days(cast.cedar, date(2026, 3, 16), date(2026, 3, 20), by=cast.marcus)
    return {
        "cycle_id": year.public_id,
        "item_id": activity(year, "dialogue").public_id,
        "black_out_id": days.public_id,
    }


def _meeting(cast: Cast) -> dict[str, str]:
    """A dialogue in Cedar's year, with a line on its agenda and an entry of the point person's."""
    year = Cycle.objects.get(partnership=cast.cedar)
    meeting = make_meeting(cast, year, day=date(2026, 2, 17), setting=DIALOGUE)
    line = {"text": "Coaching", "minutes": 30, "pressed": new_public_id()}
    return {
        "meeting_id": meeting.public_id,
        "line_id": add_line(meeting, **line, by=cast.marcus).public_id,
        "entry_id": write(meeting, cast.marcus).public_id,
    }


def _goals(cast: Cast) -> dict[str, str]:
    goal = make_goal(cast.cedar, by=cast.marcus)
    return {
        "goal": goal.public_id,
        "strategy": make_strategy(goal, by=cast.hannah).public_id,
        "terms": propose(cast, by=cast.marcus).public_id,
    }


def _passkey(cast: Cast) -> str:
    data = {"name": "Work laptop", "credential": Device(cast.marcus).made(""), "public_id": new_public_id()}
    passkey = Authenticator.objects.create(user=cast.marcus, type="webauthn", data=data)
    return str(passkey.data["public_id"])


def _secrets(cast: Cast, name: str) -> dict[str, str]:
    people = [person for person in cast.everyone().values() if person is not None]
    made = {one.public_id: token_of(one, name=name, scopes=TOKENS[name])[1] for one in people}
    return made | {"": new_secret()}


def _outside(card: Assessment, cast: Cast) -> dict[str, Recipient]:
    """A link that is open and one that was ended."""
    named, over = share(card, by=cast.marcus).recipients.select_related("share")
    end(over, by=cast.marcus)
    return {"named": named, "over": over}


def _printed_link() -> str:
    ends_at = timezone.now() + timedelta(hours=1)
    return AdministratorLink.objects.create(ends_at=ends_at).public_id


def _invitations(cast: Cast) -> dict[str, MailedInvitation]:
    """One that waits on each side, one from the administrator, one that was withdrawn."""
    sent = {
        "practice": ("practice", cast.marcus),
        "research": ("research", cast.hannah),
        "led": ("practice", cast.admin),
        "gone": ("practice", cast.marcus),
    }
    found: dict[str, MailedInvitation] = {
        name: inviting.invite(
            cast.cedar,
            side=side,
            role="observer",
            address=f"{name}@elsewhere.example",
            name="Ines Duarte",
            by=by,
        )
        for name, (side, by) in sent.items()
    }
    inviting.withdraw(found["gone"], by=cast.marcus)
    # Long enough ago to be sent again.
    Invitation.objects.update(sent_at=timezone.now() - timedelta(hours=1))
    return found | {"asked": _asked(cast)}


def _asked(cast: Cast) -> AdministratorInvitation:
    asked = administrators.invite(name="Ines Duarte", address="asked@elsewhere.example", by=cast.admin)
    AdministratorInvitation.objects.update(sent_at=timezone.now() - timedelta(hours=1))
    return asked


def kept(card: Assessment) -> str:
    """As the worker leaves it, for whoever recorded the round."""
    assert card.made_by
    of = {"part": "card", "format": "pdf", "language": "en", "name": "card.pdf", "content": b"%PDF"}
    return ReportFile.objects.create(assessment=card, person=card.made_by, **of).public_id


def bring(cast: Cast, person: Person) -> str:
    brought = bringer(cast, person)
    brought.bring(survey())
    return brought.newest.public_id


def parameters() -> dict[str, list[str]]:
    """Every route of the server by name, and what its address needs."""
    return {
        str(pattern.name): list(pattern.pattern.regex.groupindex) for pattern in _patterns(get_resolver())
    }


def _patterns(resolver: URLResolver) -> list[URLPattern]:
    found: list[URLPattern] = []
    for each in resolver.url_patterns:
        found += _patterns(each) if isinstance(each, URLResolver) else [each]
    return found
