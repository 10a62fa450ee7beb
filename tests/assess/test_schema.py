"""The schemas that ship describe what is printed, and nothing else."""

import json
from copy import deepcopy
from typing import Any

import jsonschema
import pytest

from fivefold.assess import schema
from fivefold.assess.errors import MappingError, UsageError
from fivefold.files.sentences import say
from tests.assess.tables import THREE_SIDES
from tests.assess.test_assessing import BOTH, UNIVERSITY, of

CHECK = jsonschema.Draft202012Validator(schema.load(schema.ASSESSMENT))
CHECK_ERROR = jsonschema.Draft202012Validator(schema.load(schema.ERROR))


def printed(**options: Any) -> dict[str, Any]:
    printed: dict[str, Any] = json.loads(json.dumps(of(BOTH, **options).to_dict()))
    return printed


@pytest.mark.parametrize("name", [schema.ASSESSMENT, schema.ERROR])
def test_a_schema_is_a_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema.load(name))


@pytest.mark.parametrize(
    "options",
    [{}, {"members": 11}, {"members": 40}, {"members": {"practice": 9, "research": 9}}, {"threshold": 12}],
)
def test_what_is_printed_fits(options: dict[str, Any]) -> None:
    CHECK.validate(printed(**options))


def test_suppressed_sides_fit() -> None:
    withheld = of({**BOTH, "network": UNIVERSITY[:4]}, side=THREE_SIDES).to_dict()
    CHECK.validate(json.loads(json.dumps(withheld)))


def test_the_keys_stand_in_the_order_of_the_interface() -> None:
    found = printed()
    assert list(found) == [
        *("fivefold", "framework", "source", "members", "responses", "response_rate", "threshold"),
        *("dimensions", "other_scales", "warnings"),
    ]
    assert list(found["dimensions"][0]["scales"][0]) == [
        *("key", "title", "items", "n", "mean", "low", "high", "bounds", "cannot_tell", "not_applicable"),
        *("alpha", "omega", "groups", "difference"),
    ]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda found: found.pop("threshold"),
        lambda found: found.update(extra=1),
        lambda found: found["dimensions"][0]["scales"][0].update(mean=101),
        lambda found: found["dimensions"][0]["scales"][0].update(mean=None),
        lambda found: found["dimensions"][0]["scales"][0].update(cannot_tell=2),
        lambda found: found["dimensions"][0]["scales"][0]["groups"][0].update(suppressed=True),
    ],
)
def test_the_schema_refuses_what_is_not_the_interface(spoil: Any) -> None:
    found = deepcopy(printed())
    spoil(found)
    assert not CHECK.is_valid(found)


def test_errors_fit() -> None:
    fault = MappingError(
        "unknown_key", say("No such key."), remedy=say("Mend it."), file="map.toml", column="file.x"
    )
    CHECK_ERROR.validate({"error": fault.to_dict()})
    CHECK_ERROR.validate({"error": UsageError("bad_members", say("None."), say("Count them.")).to_dict()})
    assert not CHECK_ERROR.is_valid({"error": {"code": "x"}})
