"""Every route of the server, by every kind of visitor, by GET and by POST."""

import pytest
from django.urls import reverse

from tests.access.matrix import VISITORS, Row, rows
from tests.access.scene import Scene, ask, parameters
from tests.cast import Cast

pytestmark = pytest.mark.once
ROWS = list(rows())


def test_every_route_has_its_rows_and_every_row_its_route() -> None:
    assert {row.route for row in ROWS} == set(parameters())


def test_every_route_says_what_it_answers_to_both_methods() -> None:
    said = {(row.route, row.method) for row in ROWS}
    assert said == {(route, method) for route in parameters() for method in ("GET", "POST")}


@pytest.mark.django_db
def test_the_matrix_asks_every_kind_of_visitor(cast: Cast) -> None:
    assert set(VISITORS) == set(cast.everyone())


@pytest.mark.django_db
def test_every_visitor_gets_the_answer_of_the_matrix(scene: Scene) -> None:
    people = scene.cast.everyone()
    wrong = []
    for row in ROWS:
        for visitor, expected in row.expected.items():
            answer = scene.ask(people[visitor], row.method, row.route, row.thing)
            if answer.status != expected:
                wrong.append(
                    f"{row.method} {row.route} {row.thing}: {visitor} {answer.status}, not {expected}"
                )
    assert not wrong, "\n".join(wrong)


# Signed in, and not a member of Cedar today.
OUTSIDERS = ("nobody", "outsider", "former", "administrator")
OF_A_PARTNERSHIP = [row for row in ROWS if "partnership_id" in parameters().get(row.route, ())]


@pytest.mark.django_db
@pytest.mark.parametrize("visitor", [*OUTSIDERS, "signed_out", "closed_account"])
def test_to_outsiders_a_partnership_is_as_if_it_did_not_exist(scene: Scene, visitor: str) -> None:
    person = scene.cast.everyone()[visitor]
    there = scene.cast.cedar.public_id
    missing = "".join(reversed(there))
    for row in OF_A_PARTNERSHIP:
        address = scene.address(row.route, row.thing)
        real = ask(person, row.method, address, {})
        made_up = ask(person, row.method, address.replace(there, missing), {})
        assert real == made_up, (visitor, row)


@pytest.mark.django_db
@pytest.mark.parametrize("visitor", ["signed_out", "closed_account"])
def test_whoever_is_not_signed_in_is_sent_to_sign_in(scene: Scene, visitor: str) -> None:
    person = scene.cast.everyone()[visitor]
    for row in OF_A_PARTNERSHIP:
        answer = scene.ask(person, row.method, row.route, row.thing)
        # A program is sent nowhere: it is told what it lacks.
        if answer.status not in {401, 405}:
            assert answer.leads_to == reverse("account_login"), row


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("visitor", "closed"),
    [
        ("research_lead", "practice"),
        ("researcher", "practice"),
        ("point_person", "research"),
        ("facilitator", "practice"),
        ("facilitator", "research"),
        ("observer", "practice"),
        ("practice_observer", "practice"),
    ],
)
def test_what_lies_in_a_closed_space_is_as_if_it_did_not_exist(
    scene: Scene, visitor: str, closed: str
) -> None:
    person = scene.cast.everyone()[visitor]
    for row in _of_records():
        real, made_up = (row.thing.replace("practice", of) for of in (closed, "missing"))
        assert scene.ask(person, row.method, row.route, real) == scene.ask(
            person, row.method, row.route, made_up
        ), (visitor, row)


def _of_records() -> list[Row]:
    takes_a_record = {"record_id", "assessment_id", "import_id", "round_id", "invitation_id", "membership_id"}
    return [
        row
        for row in ROWS
        if row.thing.endswith("practice") and takes_a_record & set(parameters()[row.route])
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("visitor", ["nobody", "administrator", "practice_member", "research_lead"])
def test_someone_elses_job_is_as_if_it_did_not_exist(scene: Scene, visitor: str) -> None:
    person = scene.cast.everyone()[visitor]
    for route, method in (("job", "GET"), ("job_cancel", "POST")):
        address = scene.address(route, "job")
        assert ask(person, method, address, {}) == ask(
            person, method, address.replace(scene.job, "".join(reversed(scene.job))), {}
        )
