"""The OpenAPI document, and what the page that explains it is drawn from."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from fivefold.api.endpoints import api
from fivefold.api.problems import MEDIA_TYPE

Document = dict[str, Any]
IN_WORDS = {"summary", "description"}


def document(root: str) -> Document:
    """In the language of the request. root: the path under which the endpoints are mounted."""
    said: Document = _in_language(_in_english(root))
    return said


@cache
def _in_english(root: str) -> Document:
    # Through JSON once: the library keeps statuses as numbers.
    made: Document = json.loads(json.dumps(api.get_openapi_schema(path_prefix=root)))
    for operation in _operations(made):
        for parameter in operation["parameters"]:
            parameter.setdefault("description", _("Public identifier"))
        operation["parameters"].append(_language())
        for response in operation["responses"].values():
            _as_problem(response.get("content", {}))
    made["components"] = _without_titles(made["components"])
    made["components"]["securitySchemes"]["Bearer"]["description"] = _(
        "A token that a person made on the page “Tokens for programs”. It goes into the header "
        "Authorization; a cookie opens nothing here, and neither does an address."
    )
    return made


def _operations(of: Document) -> Iterator[Document]:
    return (operation for methods in of["paths"].values() for operation in methods.values())


def _language() -> Document:
    return {
        "in": "query",
        "name": "language",
        "required": False,
        "description": _("Language of the words; without it, the header Accept-Language decides"),
        "schema": {"type": "string", "enum": [code for code, _name in settings.LANGUAGES]},
    }


def _as_problem(content: Document) -> None:
    schema = content.get("application/json", {}).get("schema", {})
    if str(schema.get("$ref", "")).endswith("/Problem"):
        content[MEDIA_TYPE] = {"schema": schema}
        del content["application/json"]


def _without_titles(part: Any) -> Any:
    """Names that are made of the names of members say nothing."""
    if isinstance(part, dict):
        return {
            key: _without_titles(value)
            for key, value in part.items()
            if not (key == "title" and isinstance(value, str))
        }
    return [_without_titles(one) for one in part] if isinstance(part, list) else part


def _in_language(part: Any) -> Any:
    if isinstance(part, dict):
        return {
            key: gettext(value)
            if key in IN_WORDS and isinstance(value, str) and value
            else _in_language(value)
            for key, value in part.items()
        }
    return [_in_language(one) for one in part] if isinstance(part, list) else part


@dataclass(frozen=True)
class Member:
    name: str
    kind: str
    means: str
    needed: bool


@dataclass(frozen=True)
class Address:
    key: str
    path: str
    summary: str
    description: str
    parameters: list[Member]
    answer: str
    statuses: str


@dataclass(frozen=True)
class Shape:
    name: str
    members: list[Member]


def addresses(of: Document) -> list[Address]:
    return [
        Address(
            key=operation["operationId"],
            path=path,
            summary=operation["summary"],
            description=operation.get("description", ""),
            parameters=[
                Member(one["name"], _kind(one["schema"]), one.get("description", ""), one["required"])
                for one in operation["parameters"]
            ],
            answer=_shape_of(operation["responses"]["200"]),
            statuses=", ".join(status for status in operation["responses"] if status != "200"),
        )
        for path, methods in of["paths"].items()
        for operation in methods.values()
    ]


def shapes(of: Document) -> list[Shape]:
    return [
        Shape(
            name,
            [
                Member(key, _kind(one), one.get("description", ""), key in schema.get("required", ()))
                for key, one in schema["properties"].items()
            ],
        )
        for name, schema in sorted(of["components"]["schemas"].items())
        if "properties" in schema
    ]


def _shape_of(response: Document) -> str:
    return _kind(response["content"]["application/json"]["schema"])


def _kind(schema: Document) -> str:
    """As one writes it in passing: "Round[]", "text or null"."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " | ".join(_kind(one) for one in schema["anyOf"])
    if "enum" in schema:
        return " | ".join(f'"{one}"' for one in schema["enum"])
    if schema.get("type") == "array":
        return f"{_kind(schema['items'])}[]"
    return str(schema.get("format") or schema.get("type", "object"))
