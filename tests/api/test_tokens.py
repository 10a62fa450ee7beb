"""What a token opens: exactly what its person may at that moment, within its scope, until its end."""

from collections.abc import Collection
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from fivefold.accounts.actions import close_account
from fivefold.accounts.erasing import erase
from fivefold.accounts.knowledge import known
from fivefold.api import bearer
from fivefold.api.actions import end_token, forget_ended_tokens, make_token
from fivefold.api.models import Taking, Token
from fivefold.api.secret import LENGTH, PREFIX, hash_of, new_secret
from fivefold.api.states import Days, Scope
from fivefold.core import ledger
from fivefold.core.rules import RuleError
from fivefold.partnerships import emergency
from fivefold.partnerships.actions import change_role, end_membership
from fivefold.partnerships.models import Membership
from fivefold.partnerships.roles import roles_of
from fivefold.partnerships.states import Side
from tests.access.test_rights import enroll, holds_today, spans
from tests.api.holding import BOTH, ask, read, token_of
from tests.cast import Cast, make_person
from tests.examples import up_to
from tests.health.rounds import make_card

pytestmark = pytest.mark.django_db
places = st.sampled_from([(side, role.key) for side in Side for role in roles_of(side)])
scopes = st.lists(st.sampled_from(list(Scope)), min_size=1, unique=True)
states = st.sampled_from(["fresh", "ended", "expired", "closed_account"])
reaches = st.sampled_from(["all", "cedar", "harbor", "both"])


@contextmanager
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def cards(cast):
    """One in each space of Cedar."""
    shared = make_card(cast.cedar, by=cast.marcus)
    day = shared.round.ended_on
    return {
        "": shared,
        "practice": make_card(
            cast.cedar, by=cast.marcus, title="Fall", ended_on=day - timedelta(days=150), shared=False
        ),
        "research": make_card(
            cast.cedar, by=cast.hannah, title="Late", ended_on=day - timedelta(days=300), shared=False
        ),
    }


@settings(max_examples=up_to(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    place=places,
    span=spans(),
    state=states,
    reach=reaches,
    of=scopes,
    days_later=st.sampled_from([0, 89, 90]),
)
@example(("practice", "point_person"), (-1, None), "fresh", "cedar", [Scope.FIGURES], 0)
@example(("practice", "point_person"), (-1, None), "fresh", "all", [Scope.FIGURES], 90)
@example(("broker", "facilitator"), (-1, None), "fresh", "harbor", [Scope.ROUNDS], 0)
@example(("research", "researcher"), (-1, 0), "fresh", "all", list(Scope), 0)
def test_it_opens_exactly_what_it_should(
    cast: Cast,
    cards,
    place: tuple[str, str],
    span: tuple[int, int | None],
    state: str,
    reach: str,
    of: Collection[Scope],
    days_later: int,
) -> None:
    """Roles × times of a membership × states of a token × reaches × scopes × days since it was made."""
    with undone():
        cache.clear()
        person = make_person("Anyone")
        enroll(person, cast.cedar, place, span)
        named = {
            "all": None,
            "cedar": [cast.cedar.public_id],
            "harbor": [cast.harbor.public_id],
            "both": [cast.cedar.public_id, cast.harbor.public_id],
        }[reach]
        token, secret = token_of(person, scopes=of, partnerships=named)
        brought_to(state, token, days_later)

        is_open = state == "fresh" and days_later < 90
        is_member = holds_today(*span) and reach != "harbor"
        assert read(secret, "api_partnerships").status_code == (200 if is_open else 401)
        role = Membership.objects.get(person=person)
        for route, scope in (("api_rounds", Scope.ROUNDS), ("api_assessments", Scope.FIGURES)):
            answer = read(secret, route, cast.cedar.public_id)
            assert answer.status_code == due(is_open, is_member, scope in of)
            if answer.status_code == 200:
                seen = {one["space"] for one in answer.json()["items"]}
                assert seen == {"shared", *([role.side] if role.has_private_space else [])}
        for space, card in cards.items():
            in_sight = space == "" or (role.has_private_space and space == role.side)
            expected = due(is_open, is_member, Scope.FIGURES in of)
            if expected == 200 and not in_sight:
                expected = 404
            answer = read(secret, "api_figures", cast.cedar.public_id, card.public_id)
            assert answer.status_code == expected, (space, expected)
        # Of a partnership of which it never was, it opens nothing whatever its scope names.
        assert read(secret, "api_rounds", cast.harbor.public_id).status_code == (404 if is_open else 401)


def due(is_open: bool, is_member: bool, in_scope: bool) -> int:
    if not is_open:
        return 401
    if not is_member:
        return 404
    return 200 if in_scope else 403


def brought_to(state: str, token: Token, days_later: int) -> None:
    """As if it had been made some days ago, and had come to this since."""
    back = timedelta(days=days_later)
    Token.objects.filter(pk=token.pk).update(made_at=token.made_at - back, ends_at=token.ends_at - back)
    if state == "ended":
        end_token(token, by=token.person)
    elif state == "expired":
        Token.objects.filter(pk=token.pk).update(
            made_at=timezone.now() - timedelta(days=91), ends_at=timezone.now() - timedelta(seconds=1)
        )
    elif state == "closed_account":
        close_account(token.person, by=None)


def test_what_opens_nothing_is_refused_alike(cast):
    """In status, words, headers and queries: unknown, ended, run out, of a closed or an erased account."""
    secrets = {"unknown": new_secret()}
    for state in ("ended", "expired", "closed_account"):
        token, secrets[state] = token_of(make_person(state.replace("_", " ").title()))
        brought_to(state, token, 0)
    erased = make_person("Erased Person")
    secrets["erased"] = token_of(erased)[1]
    erase(erased)
    told = set()
    for address in (
        reverse("api_partnerships"),
        reverse("api_rounds", args=[cast.cedar.public_id]),
        reverse("api_rounds", args=[cast.cedar.public_id[::-1]]),
    ):
        for secret in secrets.values():
            cache.clear()
            with CaptureQueriesContext(connection) as queries:
                answer = ask(secret, address)
            told.add((answer.status_code, answer.content, answer["WWW-Authenticate"], len(queries)))
    (only,) = told
    assert only[0] == 401
    without = ask(None, reverse("api_partnerships"))
    assert (without.status_code, without.content) == only[:2]


def test_out_of_scope_is_as_if_it_did_not_exist(cast):
    secret = token_of(cast.marcus, partnerships=[cast.harbor.public_id])[1]
    told = set()
    ask(secret, reverse("api_openapi"))
    read(secret, "api_partnerships")
    for partnership_id in (cast.cedar.public_id, cast.harbor.public_id, cast.cedar.public_id[::-1]):
        with CaptureQueriesContext(connection) as queries:
            answer = read(secret, "api_assessments", partnership_id)
        told.add((answer.status_code, answer.content, len(queries)))
    assert len(told) == 1
    assert read(secret, "api_partnerships").json()["items"] == []


def test_it_follows_its_persons_role_at_once(cast, cards):
    secret = token_of(cast.denise)[1]
    private = ["api_figures", cast.cedar.public_id, cards["practice"].public_id]
    assert read(secret, *private).status_code == 200
    change_role(cast.membership(cast.denise), role="observer", by=cast.marcus)
    assert read(secret, *private).status_code == 404
    assert read(secret, "api_rounds", cast.cedar.public_id).status_code == 200
    end_membership(cast.membership(cast.denise), by=cast.marcus)
    assert read(secret, "api_rounds", cast.cedar.public_id).status_code == 404
    assert read(secret, "api_partnerships").json()["items"] == []


@pytest.mark.parametrize(
    "asked",
    [
        {"headers": {"authorization": "Token {secret}"}},
        {"headers": {"authorization": "Basic {secret}"}},
        {"headers": {"authorization": "{secret}"}},
        {"headers": {"x-api-key": "{secret}"}},
        {"token": "{secret}"},
        {"access_token": "{secret}"},
    ],
)
def test_a_secret_opens_nothing_but_in_its_header(cast, asked):
    secret = token_of(cast.marcus)[1]
    filled = {
        key: {name: one.format(secret=secret) for name, one in value.items()}
        if isinstance(value, dict)
        else value.format(secret=secret)
        for key, value in asked.items()
    }
    assert ask(None, reverse("api_partnerships"), **filled).status_code == 401


def test_a_session_opens_nothing_and_changes_nothing(cast):
    client = cast.client(cast.marcus)
    address = reverse("api_partnerships")
    with_session = client.get(address, headers={"host": "localhost"})
    assert (with_session.status_code, with_session.content) == (401, ask(None, address).content)
    secret = token_of(cast.hannah)[1]
    answer = client.get(address, headers={"authorization": f"Bearer {secret}"})
    assert answer.json()["items"][0]["your_side"] == "research"


def test_no_post_comes_through_and_needs_no_form_token(cast):
    secret = token_of(cast.marcus)[1]
    strict = Client(enforce_csrf_checks=True)
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(strict, method)(
            reverse("api_partnerships"), headers={"authorization": f"Bearer {secret}"}
        )
        assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
        assert answer["Allow"] == "GET, HEAD"


def test_failing_tokens_are_limited_and_others_are_not_held_up(cast, monkeypatch):
    monkeypatch.setattr(bearer, "LIMIT", {"token": "3/5m/ip"})
    cache.clear()
    secret = token_of(cast.marcus)[1]
    answers = [read(new_secret(), "api_partnerships") for _ in range(5)]
    assert [one.status_code for one in answers] == [401, 401, 401, 429, 429]
    assert answers[-1].json()["code"] == "too_many_attempts"
    assert answers[-1]["Retry-After"]
    assert read(secret, "api_partnerships").status_code == 200
    # Without a token nothing was tried.
    assert read(None, "api_partnerships").status_code == 401


def test_the_secret_is_kept_as_a_hash_alone(cast):
    token, secret = token_of(cast.marcus)
    assert secret.startswith(PREFIX)
    assert len(secret) == len(PREFIX) + LENGTH
    token.refresh_from_db()
    assert token.secret_hash == hash_of(secret)
    kept = " ".join(str(value) for value in Token.objects.filter(pk=token.pk).values().get().values())
    details = " ".join(str(entry.detail) for entry in ledger.about([f"token:{token.public_id}"]))
    assert secret not in kept + details
    assert secret.removeprefix(PREFIX) not in kept + details


def test_it_says_on_which_day_it_was_used_and_writes_once(cast):
    token, secret = token_of(cast.marcus)
    assert token.last_used_on is None
    read(secret, "api_partnerships")
    with CaptureQueriesContext(connection) as queries:
        read(secret, "api_partnerships")
    assert not [one for one in queries.captured_queries if one["sql"].startswith("UPDATE")]
    token.refresh_from_db()
    assert token.last_used_on == timezone.localdate()


def test_a_name_stands_for_one_token_until_it_has_ended(cast):
    token, _secret = token_of(cast.marcus)
    with pytest.raises(RuleError) as refusal:
        token_of(cast.marcus)
    assert refusal.value.code == "name_used"
    token_of(cast.hannah)
    end_token(token, by=cast.marcus)
    again, _secret = token_of(cast.marcus)
    Token.objects.filter(pk=again.pk).update(
        made_at=timezone.now() - timedelta(days=9), ends_at=timezone.now() - timedelta(days=1)
    )
    token_of(cast.marcus)


def test_nobody_has_more_than_twenty(cast):
    for number in range(20):
        token_of(cast.marcus, name=f"Number {number}")
    with pytest.raises(RuleError) as refusal:
        token_of(cast.marcus, name="One more")
    assert refusal.value.code == "too_many_tokens"


def test_making_and_ending_stand_where_the_figures_are_answered_for(cast):
    expected = {
        cast.marcus: cast.practice.key,
        cast.priya: cast.research.key,
        # Without a private space, where both sides read it.
        cast.amara: cast.shared.key,
        cast.nobody: ledger.INSTALLATION,
    }
    for person, chain in expected.items():
        token, _secret = token_of(person)
        end_token(token, by=person)
        end_token(token, by=person)
        entries = list(ledger.about([f"token:{token.public_id}"]))
        assert [entry.act for entry in entries] == ["api.token_made", "api.token_ended"]
        assert {entry.chain.key for entry in entries} == {chain}
    narrow, _secret = token_of(cast.marcus, name="Narrow", partnerships=[cast.harbor.public_id])
    (entry,) = ledger.about([f"token:{narrow.public_id}"])
    assert entry.chain.key == ledger.INSTALLATION
    page = cast.client(cast.marcus).get(reverse("ledger", args=[cast.cedar.public_id]), {"space": "private"})
    assert "made a token with which a program can read for them (R script)" in page.content.decode()


def test_closing_an_account_ends_its_tokens_for_good(cast):
    token, secret = token_of(cast.priya)
    close_account(cast.priya, by=cast.admin)
    token.refresh_from_db()
    assert token.ended_at is not None
    # Also where somebody opens the account again in the database.
    cast.priya.is_active = True
    cast.priya.save()
    assert read(secret, "api_partnerships").status_code == 401


def test_a_person_reads_of_their_tokens_and_erasure_leaves_none(cast, cards):
    token, secret = token_of(cast.priya, name="Model of growth")
    read(secret, "api_figures", cast.cedar.public_id, cards[""].public_id)
    (told,) = known(cast.priya)["tokens_for_programs"]
    assert (told["name"], told["reads"], told["partnerships"]) == (
        "Model of growth",
        ["figures", "rounds"],
        "all of yours",
    )
    assert secret not in str(told)
    assert token.secret_hash not in str(told)
    erase(cast.priya)
    assert not Token.objects.filter(person=cast.priya).exists()
    assert not Taking.objects.exists()
    entries = list(ledger.about([f"token:{token.public_id}"]))
    assert [entry.detail for entry in entries] == [None]
    assert ledger.verify(cast.research.key).unbroken


def test_rows_are_forgotten_some_months_after_their_end(cast):
    token, _secret = token_of(cast.marcus)
    now = timezone.now()
    for days, kept in ((89, 1), (91, 0)):
        Token.objects.filter(pk=token.pk).update(
            made_at=now - timedelta(days=200), ends_at=now - timedelta(days=days)
        )
        forget_ended_tokens()
        assert Token.objects.count() == kept


def test_so_are_rows_of_those_that_were_ended_before_their_time(cast):
    token, _secret = token_of(cast.marcus, days=Days.YEAR)
    for days, kept in ((89, 1), (91, 0)):
        Token.objects.filter(pk=token.pk).update(ended_at=timezone.now() - timedelta(days=days))
        forget_ended_tokens()
        assert Token.objects.count() == kept


def test_no_token_outlives_a_year(cast):
    for days in Days:
        token, _secret = make_token(name=str(days), scopes=BOTH, partnerships=None, days=days, by=cast.marcus)
        assert token.ends_at - token.made_at == timedelta(days=days) <= timedelta(days=365)


def test_emergency_access_opens_nothing_to_an_administrators_program(cast: Cast) -> None:
    make_card(cast.cedar, by=cast.marcus)
    _, secret = token_of(cast.admin)
    emergency.ask(cast.cedar, because="A court asks for what both sides shared.", by=cast.admin)
    assert read(secret, "api_partnerships").json()["items"] == []
    for route in ("api_partnership", "api_rounds", "api_assessments"):
        assert read(secret, route, cast.cedar.public_id).status_code == 404
