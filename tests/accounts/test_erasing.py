"""What the installation knows about a person, for that person; and that erasing leaves nothing of them."""

import json
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.auth import get_user
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fivefold.accounts import actions as accounts
from fivefold.accounts import erasing, knowledge
from fivefold.accounts.models import OpenSession, Person
from fivefold.api import actions as api
from fivefold.api.models import Token
from fivefold.core import ledger
from fivefold.core.models.ledger import Chain
from fivefold.core.models.mail import OutgoingMail
from fivefold.health.models import Assessment
from fivefold.partnerships import actions, inviting
from fivefold.partnerships.models import Invitation
from fivefold.shares import visiting
from fivefold.shares.actions import Named
from tests.access.scene import kept, main_of
from tests.access.test_rights import undone
from tests.api.holding import token_of
from tests.cast import Cast, join, make_person
from tests.health.rounds import make_card
from tests.shares.outside import ANA, share

pytestmark = pytest.mark.django_db


def everything() -> str:
    """Every value of every row of every table, and what lies packed in sessions."""
    values = [
        value
        for model in apps.get_models(include_auto_created=True)
        for row in model._base_manager.values_list()
        for value in row
    ]
    return "\n".join(map(str, [*values, *(one.get_decoded() for one in OpenSession.objects.all())]))


def lived(cast: Cast) -> Person:
    """Somebody who has left traces wherever a person can."""
    person = make_person("Zenobia Quill", "cedarvalley.example")
    join(cast.cedar, person, "practice", "point_person", "Keeper of Quill & Co")
    client = cast.client(person)
    client.get(cast.cedar.get_absolute_url())
    card = make_card(cast.cedar, by=person, title="Fall 2025")
    # Links to somebody outside, and to themselves before they had an account, with a code asked for.
    greeting = "Zenobia greets you"
    shared_out = share(card, by=person, people=(ANA, Named(person.name, person.email)), greeting=greeting)
    visiting.ask_for_code(shared_out.recipients.get(address=person.email), visiting.new_key())
    token_of(person, name="Quill's spreadsheet")
    kept(card)
    accounts.change_settings(person, name="Zenobia Quill-Ames", language="es", theme="dark")
    inviting.invite(
        cast.cedar, side="practice", role="observer", address="ines@elsewhere.example", name="Ines", by=person
    )
    accepted = inviting.invite(
        cast.cedar,
        side="practice",
        role="observer",
        address=cast.nobody.email,
        name="Noel",
        by=person,
    )
    inviting.accept(accepted, by=cast.nobody)
    inviting.invite(
        cast.harbor,
        side="practice",
        role="observer",
        address=person.email,
        name="Zenobia Quill",
        by=cast.outsider,
    )
    Authenticator.objects.create(user=person, type="webauthn", data={"name": "Quill tablet"})
    _left_behind(person, card)
    actions.change_role(cast.membership(cast.tomas), role="practice_member", by=person)
    return person


def _left_behind(person: Person, card: Assessment) -> None:
    """What lasts when the act is over: messages that went out, a token long forgotten, a code not typed."""
    share(card, by=person, greeting="Yours, Zenobia")
    OutgoingMail.objects.update(state="sent", body="")
    api.end_token(token_of(person, name="Quill tablet")[0], by=person)
    Token.objects.update(ended_at=timezone.now() - timedelta(days=91))
    api.forget_ended_tokens()
    Client().post(reverse("account_login"), {"email": person.email.title()})


TRACES = ("Zenobia", "Quill", "zenobia.quill@cedarvalley.example")


def test_erasing_leaves_nothing_of_the_person_and_every_chain_intact(cast: Cast) -> None:
    person = lived(cast)
    assert all(trace in everything() for trace in TRACES)
    erasing.erase(person)
    left = everything()
    assert [trace for trace in TRACES if trace in left] == []
    for chain in Chain.objects.all():
        assert ledger.verify(chain.key).unbroken, chain.key
    assert ledger.verify(cast.shared.key).erased
    assert not cast.cedar.memberships.current().filter(person=person).exists()
    assert not Invitation.objects.filter(state="sent").exists()
    shown = main_of(cast.client(cast.marcus).get(reverse("ledger", args=[cast.cedar.public_id])))
    assert "(name erased)" in shown


def test_erasing_takes_what_an_invitation_said_of_the_person(cast: Cast) -> None:
    person = make_person("Zenobia Quill")
    invitation = inviting.invite(
        cast.cedar,
        side="practice",
        role="observer",
        address=person.email,
        name="Zenobia Quill",
        title="Keeper of Quill & Co",
        by=cast.marcus,
    )
    assert inviting.accept(invitation, by=person).title == "Keeper of Quill & Co"
    erasing.erase(Person.objects.get(pk=person.pk))
    assert "Quill" not in everything()


def test_who_is_erased_is_signed_out_everywhere_and_gets_no_code(cast: Cast) -> None:
    here, there = cast.client(cast.denise), cast.client(cast.denise)
    here.get(reverse("erase"))
    assert Person.objects.get(pk=cast.denise.pk).is_active
    assert here.post(reverse("erase"))["Location"] == reverse("account_login")
    assert there.get(reverse("me")).status_code == 302
    assert here.get(reverse("me")).status_code == 302
    assert not OpenSession.objects.filter(person=cast.denise).exists()
    keys = [one.get_decoded().get("_auth_user_id") for one in OpenSession.objects.all()]
    assert str(cast.denise.pk) not in keys


@pytest.mark.parametrize("who", ["marcus", "hannah", "admin"])
def test_whoever_others_depend_on_is_told_what_to_do_first(cast: Cast, who: str) -> None:
    client = cast.client(getattr(cast, who))
    answer = client.post(reverse("erase"), follow=True)
    assert answer.status_code == 200
    assert "first" in main_of(answer)
    assert Person.objects.get(pk=getattr(cast, who).pk).is_active


@pytest.mark.parametrize("name", ["Ruth Abernathy", "practice", "observer", "invites"])
def test_whoever_takes_the_name_of_another_erases_nothing_of_theirs(cast: Cast, name: str) -> None:
    inviting.invite(
        cast.harbor,
        side="practice",
        role="observer",
        address="ines@elsewhere.example",
        name="Ines",
        by=cast.outsider,
    )
    actions.admit(cast.nobody, cast.harbor, side="practice", role="observer", by=cast.outsider)
    chains = [space.key for space in cast.harbor.spaces.all()]
    details = [entry.detail for key in chains for entry in ledger.entries(key)]
    mails = list(OutgoingMail.objects.values_list("subject", "body"))
    accounts.change_settings(cast.denise, name=name, language="", theme="device")
    erasing.erase(cast.denise)
    assert [entry.detail for key in chains for entry in ledger.entries(key)] == details
    assert list(OutgoingMail.objects.values_list("subject", "body")) == mails


def test_the_file_holds_what_is_known_and_is_only_of_oneself(cast: Cast) -> None:
    person = lived(cast)
    answer = cast.client(person).get(reverse("known_file"))
    assert "attachment" in answer["Content-Disposition"]
    known = json.loads(answer.content)
    assert known["account"]["email"] == person.email
    assert known["memberships"][0]["title"] == "Keeper of Quill & Co"
    assert known["invitations_to_you"][0]["partnership"] == "Harbor reading"
    assert {one["act"] for one in known["acts"]} >= {"partnerships.invited", "partnerships.role_changed"}
    assert "Zenobia" not in cast.client(cast.denise).get(reverse("known_file")).content.decode()
    assert "Harbor" not in cast.client(cast.denise).get(reverse("known_file")).content.decode()
    assert "Keeper of Quill" in main_of(cast.client(person).get(reverse("known")))


def test_a_membership_still_to_come_is_ended_too(cast: Cast) -> None:
    person = make_person("Later Guest")
    day = cast.membership(cast.marcus).started_on + timedelta(days=4000)
    actions.admit(person, cast.cedar, side="practice", role="observer", by=cast.marcus, started_on=day)
    erasing.erase(person)
    assert not cast.cedar.memberships.current(day).filter(person=person).exists()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.text(
        st.characters(max_codepoint=0x17F, categories=["Lu", "Ll", "Nd", "Po", "Pd"]), min_size=8, max_size=30
    ).map(lambda text: f"Qx{text}xQ")
)
def test_whatever_the_name_nothing_of_it_is_left(cast: Cast, name: str) -> None:
    with undone():
        person = make_person("To Be Named")
        accounts.change_settings(person, name=name, language="", theme="device")
        actions.admit(person, cast.cedar, side="practice", role="observer", by=cast.marcus)
        kept = Person.objects.get(pk=person.pk).name
        assert json.dumps(kept, ensure_ascii=False)[1:-1] in everything()
        erasing.erase(person)
        left = everything()
        assert kept not in left
        assert json.dumps(kept, ensure_ascii=False)[1:-1] not in left


def test_nobody_signs_in_as_the_erased(cast: Cast) -> None:
    client = cast.client(cast.denise)
    erasing.erase(cast.denise)
    request = HttpRequest()
    request.session = client.session
    assert not get_user(request).is_authenticated
    assert Client().get(reverse("me")).status_code == 302


def test_whatever_a_room_tells_has_a_heading_on_the_page(cast: Cast) -> None:
    """A room that tells more, and names it nowhere, would be missed by whoever looks at the page."""
    known = knowledge.known(cast.marcus)
    assert {key for key in known if key != "account"} == set(knowledge._headings)
    page = main_of(cast.client(cast.marcus).get(reverse("known")))
    assert "Point person" in page
