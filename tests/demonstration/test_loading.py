"""What the demonstration holds, against the truth that it states."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from fivefold.accounts.models import Person
from fivefold.assess.assessment import Assessment as Found
from fivefold.core import ledger
from fivefold.core.models import OutgoingMail
from fivefold.demonstration.loading import load
from fivefold.demonstration.people import ADVISING, MATHEMATICS, READING
from fivefold.health.models import Assessment
from fivefold.partnerships.models import Partnership, Space
from fivefold.surveys.models import Round

pytestmark = pytest.mark.django_db

# In standard errors of the mean: of 35 means drawn around their truths, none lies further out.
TOLERANCE = 4.0


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[list[str]]:
    """Loaded once for the module, in a transaction that is rolled back at its end."""
    from django.db import transaction

    said: list[str] = []
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        outer = transaction.atomic()
        outer.__enter__()
        try:
            load(said.append)
            yield said
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


def found(partnership: str, title: str) -> Found:
    stored = Assessment.objects.get(partnership__name=partnership, round__title=title)
    return Found.from_record(stored.record)


def test_it_says_what_it_is_doing(loaded: list[str]) -> None:
    assert len(loaded) == 1 + sum(len(one.rounds) for one in (MATHEMATICS, READING, ADVISING))


def test_the_figures_lie_where_the_truth_is(loaded: list[str]) -> None:
    for one in MATHEMATICS.rounds:
        for dimension in found(MATHEMATICS.name, one.title).dimensions:
            for scale in dimension.scales:
                for group in scale.groups:
                    if group.figure is not None and group.figure.sd is not None:
                        error = group.figure.sd / group.figure.n**0.5
                        assert abs(group.figure.mean - one.truth[scale.key][group.key]) < TOLERANCE * error


def test_trust_grows_and_the_sides_drift_apart_on_research(loaded: list[str]) -> None:
    springs = [found(MATHEMATICS.name, f"Spring {year}") for year in (2024, 2025, 2026)]
    trust = [card.dimensions[0].scales[0].mean for card in springs]
    assert trust == sorted(trust)
    gaps = [card.dimensions[1].scales[0].difference for card in springs]
    assert all(gap is not None for gap in gaps)
    means = [gap.mean for gap in gaps if gap is not None]
    assert means == sorted(means, reverse=True)
    assert means[-1] < -15


def test_the_small_partnership_shows_no_side(loaded: list[str]) -> None:
    for dimension in found(READING.name, "Spring 2026").dimensions:
        for scale in dimension.scales:
            assert all(group.mean is None for group in scale.groups)
            assert scale.difference is None


def test_the_new_partnership_is_empty(loaded: list[str]) -> None:
    assert not Round.objects.filter(partnership__name=ADVISING.name).exists()


def test_the_check_in_is_private_to_the_district(loaded: list[str]) -> None:
    check_in = Assessment.objects.get(round__title__startswith="Coaches")
    assert check_in.space.side == "practice"
    partnership = check_in.partnership
    for name, status in {
        "Marcus Webb": 200,
        "Denise Okafor": 200,
        "Priya Raman": 404,
        "Amara Lewis": 404,
    }.items():
        client = Client(headers={"host": "localhost"})
        client.force_login(Person.objects.get(name=name))
        answer = client.get(check_in.get_absolute_url())
        assert answer.status_code == status, name
        if status == 404:
            home = client.get(reverse("partnership_home", args=[partnership.public_id]))
            assert "check-in" not in home.content.decode()


def test_the_superintendent_comes_in_to_the_answer(loaded: list[str]) -> None:
    visitor = Client(headers={"host": "localhost"})
    page = visitor.post("/demo/denise/", follow=True)
    assert page.resolver_match.url_name == "report_card"
    assert "Two of five dimensions hold up; three are not there yet." in page.content.decode()
    assert "On Research for action the sides have drifted apart." in page.content.decode()
    assert visitor.post("/demo/marcus/")["Location"] == reverse("home")


def test_every_chain_is_unbroken(loaded: list[str]) -> None:
    for key in [ledger.INSTALLATION, *(space.key for space in Space.objects.all())]:
        assert ledger.verify(key).unbroken, key


def test_the_other_side_was_told_of_what_was_shared(loaded: list[str]) -> None:
    told = set(OutgoingMail.objects.values_list("address", flat=True))
    assert "marcus.webb@cedarvalley.example" in told
    assert not [one for one in OutgoingMail.objects.all() if "Coaches’ check-in" in one.subject + one.body]


def test_a_second_start_changes_nothing(loaded: list[str]) -> None:
    before = (Person.objects.count(), Partnership.objects.count(), Assessment.objects.count())
    load(lambda text: pytest.fail(f"said {text}"))
    assert before == (Person.objects.count(), Partnership.objects.count(), Assessment.objects.count())
