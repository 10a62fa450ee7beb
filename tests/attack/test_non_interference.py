"""Two worlds that differ only in what one side keeps to itself answer everybody else byte by byte alike."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection, reset_queries, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from fivefold.core.demonstration import mark_as_demonstration
from fivefold.core.identifiers import ALPHABET, LENGTH
from fivefold.health.actions import start_assessing
from fivefold.health.models import Assessment
from fivefold.partnerships.sharing import share
from fivefold.surveys.actions.rounds import record_round, withdraw_round
from fivefold.surveys.models import Round
from tests.access.matrix import Row, rows
from tests.access.scene import SENT, Scene, set_scene
from tests.attack.worlds import Truth, record
from tests.cast import Cast
from tests.closing import Tally
from tests.health.rounds import PILOT, SideColumn, make_card, make_table, means
from tests.surveys.imports.bringing import bringer, survey

pytestmark = pytest.mark.django_db
ELSEWHERE = ("signed_out", "nobody", "outsider", "former", "closed_account", "administrator")
BETWEEN = ("facilitator", "observer")
OTHERS = {
    "practice": (*ELSEWHERE, *BETWEEN, "practice_observer", "research_lead", "researcher"),
    "research": (*ELSEWHERE, *BETWEEN, "point_person", "practice_member", "practice_observer"),
}
MADE_HERE = re.compile(rf"\b[{ALPHABET}]{{{LENGTH}}}\b")
DRAWN_ANEW = re.compile(rb'name="(csrfmiddlewaretoken|key|pressed)" value="[^"]*"')
# The first by what is masked, the second by the library's own clock.
BY_THE_CLOCK = ("Content-Length", "Expires")
# Of oneself alone: a secret or a challenge is drawn anew, or the minute in which a session began is told.
DRAWS = {
    "GET known",
    "GET known_file",
    "GET mfa_activate_totp",
    "GET mfa_add_webauthn",
    "GET mfa_index",
    "GET mfa_reauthenticate_webauthn",
    "GET ways_in",
    "POST mfa_activate_totp",
    "POST mfa_add_webauthn",
    "POST tokens",
}
HASH = re.compile(rb"\b[0-9a-f]{12,64}\b")

Act = Callable[[Scene, str], object]


def lead(scene: Scene, side: str):
    return scene.cast.marcus if side == "practice" else scene.cast.hannah


def a_round(scene: Scene, side: str) -> None:
    make_card(scene.cast.cedar, by=lead(scene, side), title="Kept", ended_on=date(2026, 5, 1), shared=False)


def a_tiny_round(scene: Scene, side: str) -> None:
    record(scene.cast.cedar, lead(scene, side), Truth((("practice", (3,)), ("research", (4,))), 1), "Tiny")


def an_import(scene: Scene, side: str) -> None:
    bringer(scene.cast, lead(scene, side)).bring(survey(30), "never-seen.csv")


def a_round_withdrawn(scene: Scene, side: str) -> None:
    kept = Round.objects.get(title="Kept")
    withdraw_round(kept, because="Kept to us.", by=lead(scene, side))


def a_correction(scene: Scene, side: str) -> None:
    """Of a round that both sides have seen, where this side brought it."""
    who = lead(scene, side)
    seen = Round.objects.filter(sheet__space__side=side, space__side="").first()
    answered = {"practice": 40, "research": 25}
    record_round(
        partnership=scene.cast.cedar,
        title="Corrected, for us",
        began_on=date(2026, 3, 1),
        ended_on=date(2026, 3, 27),
        table=make_table(answered, means(2, 3)),
        mapping=PILOT.mapping(SideColumn("side", {one: (one,) for one in answered})),
        members={"practice": 60, "research": 40},
        instrument=PILOT,
        by=who,
        corrects=seen,
    )


def figures_again(scene: Scene, side: str) -> None:
    start_assessing(Assessment.objects.get(public_id=scene.records[side]), by=lead(scene, side))


ACTS: tuple[Act, ...] = (a_round, a_tiny_round, an_import, a_round_withdrawn, a_correction, figures_again)


@pytest.fixture
def still_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)


@pytest.mark.parametrize("side", ["practice", "research"])
@pytest.mark.usefixtures("still_clock", "_uploads")
def test_what_one_side_keeps_changes_no_answer_to_anybody_else(cast: Cast, tally: Tally, side: str) -> None:
    scene = set_scene(cast)
    people = cast.everyone()
    pages = [row for row in rows() if f"{row.method} {row.route}" not in DRAWS]
    asked = [(visitor, row) for row in pages for visitor in OTHERS[side] if row.expected[visitor] != 405]
    before = [answer(scene, people[visitor], row) for visitor, row in asked]
    for act in ACTS:
        act(scene, side)
    after = [answer(scene, people[visitor], row) for visitor, row in asked]
    tally.count("attempts", len(asked))
    told = [
        f"{row.method} {row.route} {row.thing} as {visitor}: {_difference(one, other)}"
        for (visitor, row), one, other in zip(asked, before, after, strict=True)
        if one != other
    ]
    assert not told, "\n".join(told)


@pytest.mark.usefixtures("still_clock", "_uploads")
def test_what_it_shares_does(cast: Cast) -> None:
    """Or the proof above could not fail."""
    scene = set_scene(cast)
    asked = [
        row for row in rows() if row.route in {"surveys", "report_card", "ledger"} and row.method == "GET"
    ]
    before = [answer(scene, cast.hannah, row) for row in asked if row.thing != "own"]
    share(Assessment.objects.get(public_id=scene.records["practice"]), by=cast.marcus)
    after = [answer(scene, cast.hannah, row) for row in asked if row.thing != "own"]
    assert len(before) == 3
    assert all(one != other for one, other in zip(before, after, strict=True))


def _difference(one: tuple, other: tuple) -> str:
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    first, second = (str(part) for part in pairs[0])
    at = next((n for n, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), 0)
    return f"{first[max(0, at - 80) : at + 80]!r} became {second[max(0, at - 80) : at + 80]!r}"


def answer(scene: Scene, person, row: Row) -> tuple[object, ...]:
    """Status, headers, body and number of queries, without what is drawn anew at each request."""
    sent = dict(SENT.get(row.route, {})) if row.method == "POST" else {}
    if row.thing == "own":
        sent["space"] = "private"
    # The log of queries is bounded, and this walks through thousands.
    reset_queries()
    with transaction.atomic():
        cache.clear()
        if row.thing == "marked":
            mark_as_demonstration()
        secret = scene.secret(person, row.thing)
        client = Cast.client(person if secret is None else None)
        headers = {"host": "localhost"} | ({"authorization": f"Bearer {secret}"} if secret else {})
        ask = client.get if row.method == "GET" else client.post
        with CaptureQueriesContext(connection) as queries:
            response = ask(scene.address(row.route, row.thing), sent, headers=headers)
        body = DRAWN_ANEW.sub(b"", b"".join(response) if response.streaming else response.content)
        transaction.set_rollback(True)
    headers = {name: value for name, value in response.headers.items() if name not in BY_THE_CLOCK}
    if row.method == "POST":
        # What this very request has made bears a new name, and the head of a chain is made of it.
        headers["Location"] = MADE_HERE.sub("made here", headers.get("Location", ""))
        body = HASH.sub(b"", MADE_HERE.sub("made here", body.decode()).encode())
    return response.status_code, headers, body, len(queries)
