"""Language and theme: a person's choice, else the visitor's, else the browser's."""

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from fivefold.accounts import actions
from fivefold.accounts.models import Person
from fivefold.core import ledger
from fivefold.core.rules import RuleError
from fivefold.partnerships.actions import admit
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def language_of(client: Client, **headers: str) -> str:
    return client.get(reverse("account_login"), headers=headers)["Content-Language"]


def test_the_browser_decides_until_someone_chooses() -> None:
    client = Client()
    assert language_of(client, accept_language="es-MX,es;q=0.9") == "es"
    assert language_of(client, accept_language="fr") == "en"
    client.post(reverse("set_language"), {"language": "es"})
    assert language_of(client, accept_language="en") == "es"


def test_a_persons_choice_wins_over_the_cookie(cast: Cast) -> None:
    client = cast.client(cast.marcus)
    client.post(reverse("set_language"), {"language": "es"})
    cast.marcus.refresh_from_db()
    assert cast.marcus.language == "es"
    elsewhere = cast.client(cast.marcus)
    assert elsewhere.get(reverse("me"))["Content-Language"] == "es"


def test_the_order_is_person_then_cookie_then_browser(cast: Cast) -> None:
    client = cast.client(cast.marcus)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "es"
    assert client.get(reverse("me"), headers={"accept-language": "en"})["Content-Language"] == "es"
    cast.marcus.language = "en"
    cast.marcus.save()
    assert client.get(reverse("me"), headers={"accept-language": "es"})["Content-Language"] == "en"
    # Signed out, the browser's cookie is all that is known.
    client.post(reverse("account_logout"))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "es"
    assert language_of(client, accept_language="en") == "es"


def test_a_language_that_is_no_longer_offered_gives_way(cast: Cast) -> None:
    cast.marcus.language = "tlh"
    cast.marcus.save()
    answer = cast.client(cast.marcus).get(reverse("me"), headers={"accept-language": "es"})
    assert answer["Content-Language"] == "es"


def test_pages_tell_caches_what_the_language_depends_on(cast: Cast) -> None:
    varies = Client().get(reverse("account_login"))["Vary"]
    assert {"Accept-Language", "Cookie"} <= {each.strip() for each in varies.split(",")}


def test_only_languages_we_have_and_only_by_post(cast: Cast) -> None:
    client = Client()
    assert client.post(reverse("set_language"), {"language": "tlh"}).status_code == 400
    assert client.get(reverse("set_language")).status_code == 405


@pytest.mark.parametrize(
    "address",
    ["//evil.example/x", "https://evil.example", "javascript:alert(1)", "", "foo", "people", "\\\\evil"],
)
def test_it_leads_back_and_never_elsewhere(address: str) -> None:
    back = Client().post(reverse("set_language"), {"language": "es", "next": address})
    assert back["Location"] == reverse("home")
    here = Client().post(reverse("set_language"), {"language": "es", "next": "/sign-in/?next=/me/"})
    assert here["Location"] == "/sign-in/?next=/me/"


def test_name_language_and_theme_are_saved_and_shown(cast: Cast) -> None:
    client = cast.client(cast.marcus)
    sent = {"name": "Marcus A. Webb", "language": "en", "theme": "dark"}
    page = client.post(reverse("me"), sent, follow=True).content.decode()
    assert "Marcus A. Webb" in page
    assert 'data-theme="dark"' in page
    assert "Saved." in page


def test_a_form_that_comes_back_says_what_to_fix(cast: Cast) -> None:
    response = cast.client(cast.marcus).post(reverse("me"), {"name": "", "language": "xx", "theme": "dark"})
    page = response.content.decode()
    assert "Two things to fix" in page
    assert "Marcus Webb" in page


def test_accounts_are_made_by_administrators_and_remembered(cast: Cast) -> None:
    with pytest.raises(RuleError) as refusal:
        actions.add_person(name="Eve", email="eve@example.org", by=cast.marcus)
    assert refusal.value.code == "administrators_only"
    added = actions.add_person(name="Eve", email="Eve@Example.org", by=cast.admin)
    assert added.email == "eve@example.org"
    entry = ledger.entries(ledger.INSTALLATION)[0]
    assert (entry.act, entry.actor) == ("accounts.person_added", cast.admin.public_id)
    with pytest.raises(RuleError, match="already"):
        actions.add_person(name="Eve", email="EVE@example.org", by=cast.admin)


def test_an_administrator_cannot_close_their_own_account(cast: Cast) -> None:
    with pytest.raises(RuleError):
        actions.close_account(cast.admin, by=cast.admin)
    actions.close_account(cast.denise, by=cast.admin)
    assert not Person.objects.get(pk=cast.denise.pk).is_active


def test_the_database_knows_one_person_per_address(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(email=cast.marcus.email.upper(), name="Another")


@given(st.text(min_size=1, max_size=80))
def test_initials_are_first_letters_whatever_the_name(name: str) -> None:
    words = name.split()
    first_letters = {word[0].upper() for word in words}
    initials = Person(name=name).initials
    assert initials == "" if not words else any(initials.startswith(letter) for letter in first_letters)


def test_initials_are_of_the_first_and_the_last_name() -> None:
    assert Person(name="Ana María de la Cruz").initials == "AC"
    assert Person(name="Prince").initials == "P"


def test_a_closed_account_administers_nothing(cast: Cast) -> None:
    closed = cast.admin
    closed.is_active = False
    closed.save(update_fields=["is_active"])
    with pytest.raises(RuleError) as refusal:
        actions.add_person(name="Eve", email="eve@example.org", by=closed)
    assert refusal.value.code == "administrators_only"


def rename(cast: Cast, person: Person, name: str) -> str:
    """The page that comes back from the settings; the name is then what it was, or another."""
    sent = {"name": name, "language": "", "theme": "device"}
    page = cast.client(person).post(reverse("me"), sent, follow=True).content.decode()
    person.refresh_from_db()
    return page


@pytest.mark.parametrize(
    "name",
    [
        "The installation",
        "the  Installation",
        "La instalaci\u00f3n",
        "\u202eevil",
        "Priya\u200bRaman",
        "x\ny",
        "\x1b[31mPriya",
        "\u200b",
        "\u2800",
        "\u3164",
        "...",
        "H\u0430nnah Lindqvist",  # a Cyrillic a
        "Hannah Lindqvist",
        "HANNAH  LINDQVIST",
        "Hannah\u00a0Lindqvist",
        "H\u00e1nnah Lindqvist.",
    ],
)
def test_a_name_that_cannot_be_read_or_is_anothers_is_refused(cast: Cast, name: str) -> None:
    assert "Saved." not in rename(cast, cast.priya, name)
    assert cast.priya.name == "Priya Raman"


@pytest.mark.parametrize(
    "name", ["Priya R. Raman", "李小龍", "Nguyễn Văn A", "O’Neill-de la Cruz", "Анна Иванова"]
)
def test_a_new_name_is_kept_and_entered_where_others_know_the_person(cast: Cast, name: str) -> None:
    assert "Saved." in rename(cast, cast.priya, f"  {name} ")
    assert cast.priya.name == name
    entry = ledger.entries(cast.shared.key)[0]
    assert (entry.act, entry.actor) == ("accounts.name_changed", cast.priya.public_id)
    assert entry.detail == {"before": "Priya Raman", "name": name}
    assert not any(entry.act == "accounts.name_changed" for entry in ledger.entries(ledger.INSTALLATION)), (
        "an administrator reads no partnership's content"
    )
    page = cast.client(cast.tomas).get(reverse("ledger", args=[cast.cedar.public_id])).content.decode()
    assert f"took the name {name}; until then: Priya Raman" in page


def test_who_is_in_no_partnership_takes_a_name_in_the_installations_ledger(cast: Cast) -> None:
    assert "Saved." in rename(cast, cast.nobody, "Noel Parker")
    assert ledger.entries(ledger.INSTALLATION)[0].detail == {"before": "Noel Park", "name": "Noel Parker"}


def test_saving_the_same_name_writes_nothing(cast: Cast) -> None:
    assert "Saved." in rename(cast, cast.priya, "Priya Raman")
    assert ledger.entries(cast.shared.key) == []


def test_a_name_of_another_partnership_is_free(cast: Cast) -> None:
    assert "Saved." in rename(cast, cast.priya, cast.outsider.name)


def test_a_name_taken_outside_is_not_brought_in(cast: Cast) -> None:
    rename(cast, cast.nobody, "Hannah Lindqvist")
    with pytest.raises(RuleError) as refusal:
        admit(cast.nobody, cast.cedar, side="practice", role="practice_member", by=cast.marcus)
    assert refusal.value.code == "name_taken"


def test_an_account_too_has_a_name_that_can_be_read(cast: Cast) -> None:
    with pytest.raises(RuleError) as refusal:
        actions.add_person(name="The Installation", email="eve@example.org", by=cast.admin)
    assert refusal.value.code == "name_reserved"
