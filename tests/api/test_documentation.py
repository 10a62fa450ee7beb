"""The OpenAPI document and the page that is drawn from it."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from fivefold.api.problems import KINDS, MEDIA_TYPE
from fivefold.reports.codebook import COLUMNS
from tests.access.scene import parameters
from tests.api.holding import ask, read, token_of
from tests.health.rounds import make_card

pytestmark = pytest.mark.django_db


def document(language: str = "en") -> dict:
    return Client().get(reverse("api_openapi"), {"language": language}).json()


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_document_is_openapi(language):
    found = document(language)
    assert found["openapi"] == "3.1.0"
    OpenAPIV31SpecValidator(found).validate()


def test_it_names_every_address_and_no_other():
    ours = {route for route in parameters() if route.startswith("api_")}
    ours -= {"api_documentation", "api_openapi", "api_nothing"}
    known = {"partnership_id": "{partnership_id}", "assessment_id": "{assessment_id}"}
    patterns = {_pattern(route, known) for route in ours}
    assert set(document()["paths"]) == patterns


def _pattern(route: str, known: dict[str, str]) -> str:
    made = "23456789bcdfgh"
    address = reverse(route, kwargs=dict.fromkeys(parameters()[route], made))
    for name in parameters()[route]:
        address = address.replace(made, known[name], 1)
    return address


def test_every_answer_is_of_its_declared_shape(cast):
    card = make_card(cast.cedar, by=cast.marcus)
    secret = token_of(cast.marcus)[1]
    found = document()
    ids = {"partnership_id": cast.cedar.public_id, "assessment_id": card.public_id}
    for path, methods in found["paths"].items():
        answers = methods["get"]["responses"]
        _check(found, answers["200"], "application/json", ask(secret, path.format_map(ids)).json())
        refused = [
            ask(None, path.format_map(ids)),
            ask(secret, path.format_map(dict.fromkeys(ids, cast.harbor.public_id))),
            ask(secret, path.format_map(ids), language="tlh"),
        ]
        for answer in refused:
            if answer.status_code != 200:
                assert answer["Content-Type"] == MEDIA_TYPE
                _check(found, answers[str(answer.status_code)], MEDIA_TYPE, answer.json())


def _check(of: dict, response: dict, media_type: str, told: dict) -> None:
    schema = response["content"][media_type]["schema"]
    Draft202012Validator(schema | {"components": of["components"]}).validate(told)


def test_a_figure_has_the_columns_of_the_codebook():
    figure = document()["components"]["schemas"]["Figure"]["properties"]
    assert {name: one["description"] for name, one in figure.items()} == {
        column.name: str(column.means) for column in COLUMNS
    }


def test_the_page_needs_no_script_and_nothing_from_elsewhere(cast):
    page = Client().get(reverse("api_documentation")).content.decode()
    assert not re.search(r"<script(?![^>]*src=)", page)
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page)
    assert "style=" not in page
    for path in document()["paths"]:
        assert path in page
    for kind in KINDS:
        assert f'id="{kind.code}"' in page


def test_every_refusal_leads_to_where_it_is_explained(cast):
    page = Client().get(reverse("api_documentation")).content.decode()
    told = read(None, "api_partnerships").json()
    address, _hash, anchor = told["type"].partition("#")
    assert address == reverse("api_documentation")
    assert f'id="{anchor}"' in page


def test_what_is_nowhere_is_said_in_the_same_shape(cast):
    for address in ("/api/", "/api/1/partnerships", "/api/2/partnerships/", "/api/1/partnerships/short/"):
        answer = ask(None, address)
        assert (answer.status_code, answer["Content-Type"]) == (404, MEDIA_TYPE)
        assert answer.json()["code"] == "nothing_here"
