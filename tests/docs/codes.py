"""The codes of warnings and errors, read from the code itself."""

import ast
from collections.abc import Iterator

from tests.docs.pages import ROOT

SOURCE = ROOT / "src" / "fivefold"
ROOMS = ("files", "assess", "config")
# What these find is told in sentences to whoever runs a server; no program reads it.
OF_THE_SERVER = (
    "environment.py",
    "environment_checks.py",
    "installation.py",
    "init.py",
    "backup.py",
    "letin.py",
    "sign_on.py",
)
# Where a code stands in each call: its place among the arguments. By keyword it is always `code`.
ERRORS = {
    **dict.fromkeys(("FileError", "AssessError", "MappingError", "FrameworkError", "ProposalError"), 0),
    "UsageError": 0,
    "fault": 1,
}
WARNINGS = {"Caveat": 0, "Notice": 0}


def errors() -> set[str]:
    return {code for tree in _trees() for code in _in_calls(tree, ERRORS)}


def warnings() -> set[str]:
    return {code for tree in _trees() for code in (*_in_calls(tree, WARNINGS), *_in_notices(tree))}


def _trees() -> Iterator[ast.Module]:
    for room in ROOMS:
        for path in sorted((SOURCE / room).rglob("*.py")):
            if path.name not in OF_THE_SERVER:
                yield ast.parse(path.read_text(encoding="utf-8"), str(path))


def _in_calls(tree: ast.Module, places: dict[str, int]) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called in places:
            named = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
            yield from _texts((named or node.args[places[called] :])[:1])


def _in_notices(tree: ast.Module) -> Iterator[str]:
    """A reader in its own process passes notices on as plain tuples: code, message, row, column."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Tuple) and len(node.elts) == 4 and _is_message(node.elts[1]):
            yield from _texts(node.elts[:1])


def _is_message(node: ast.expr) -> bool:
    """Made there, or the line before under this name."""
    if isinstance(node, ast.Name):
        return node.id == "message"
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say"


def _texts(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.IfExp):
            yield from _texts([node.body, node.orelse])
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
