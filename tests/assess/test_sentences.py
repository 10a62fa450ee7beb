"""What the ground floor tells people can be said in another language: `say` makes it from a literal."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import fivefold

SOURCE = Path(fivefold.__file__).parent
GROUND_FLOOR = ("files", "assess")
ERRORS = ("FileError", "AssessError", "MappingError", "FrameworkError", "ProposalError")
# Which arguments of a call are words for people: their places, beside those named so.
WORDS = {
    **dict.fromkeys((*ERRORS, "Notice", "Caveat"), (1,)),
    **dict.fromkeys(("Skipped", "SkippedRow"), (1,)),
    "ProposedScale": (2,),
    "Personal": (0,),
    "UsageError": (1, 2),
    "fault": (2, 3),
}
NAMED = ("message", "remedy", "reason")


def trees(*rooms: str) -> list[tuple[str, ast.Module]]:
    paths = sorted(path for room in rooms for path in (SOURCE / room).rglob("*.py"))
    return [(str(path.relative_to(SOURCE)), ast.parse(path.read_text(encoding="utf-8"))) for path in paths]


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def words_for_people(tree: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) in WORDS:
            yield from (node.args[place] for place in WORDS[called(node)] if place < len(node.args))
            yield from (one.value for one in node.keywords if one.arg in NAMED)


def is_plain(node: ast.expr) -> bool:
    """Whether words stand here as they are, or put together on the spot."""
    if isinstance(node, ast.IfExp):
        return is_plain(node.body) or is_plain(node.orelse)
    if isinstance(node, ast.BoolOp):
        return any(map(is_plain, node.values))
    if isinstance(node, ast.Call):
        return called(node) in {"format", "join"}
    return isinstance(node, ast.JoinedStr | ast.BinOp | ast.Constant)


def calls_of_say() -> Iterator[tuple[str, ast.Call]]:
    for path, tree in trees("."):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say":
                yield f"{path}:{node.lineno}", node


def slip_of(call: ast.Call) -> str:
    """What is wrong with a call of `say`, or nothing."""
    if len(call.args) != 1:
        return "one pattern, then fields by name"
    pattern = call.args[0]
    if not isinstance(pattern, ast.Constant) or not isinstance(pattern.value, str):
        return "the pattern is no literal, so nobody can collect it"
    fields = {name for _, name, _, _ in Formatter().parse(pattern.value) if name is not None}
    given = {one.arg for one in call.keywords}
    return "" if fields == given else f"{sorted(fields)} in the pattern, {sorted(map(str, given))} given"


@pytest.mark.parametrize("room", GROUND_FLOOR)
def test_no_word_for_people_is_in_english_alone(room: str) -> None:
    found = [(path, node) for path, tree in trees(room) for node in words_for_people(tree)]
    assert len(found) > 50
    assert [f"{path}:{node.lineno}" for path, node in found if is_plain(node)] == []


@pytest.mark.parametrize(
    "line",
    [
        'FileError("code", "Words.", remedy=REMEDY)',
        'FileError("code", say("Words."), remedy="Words.")',
        'UsageError("code", say("Words."), f"Use {this}.")',
        'table.fault("key", "code", say("Words.") if one else "Words.", REMEDY)',
        'Caveat(code="code", message=BEGINNING + "the end.")',
        'Skipped(4, "{} is a test".format(name))',
    ],
)
def test_words_in_english_alone_are_found(line: str) -> None:
    assert any(map(is_plain, words_for_people(ast.parse(line))))


def test_each_sentence_is_a_literal_with_the_fields_that_it_names() -> None:
    found = [(place, slip) for place, call in calls_of_say() if (slip := slip_of(call))]
    assert found == []


@pytest.mark.parametrize(
    "line", ["say(PATTERN)", 'say(f"Row {row}.")', 'say("Row {row}.")', 'say("Row.", n=1)']
)
def test_a_slip_is_found(line: str) -> None:
    (call,) = (node for node in ast.walk(ast.parse(line)) if isinstance(node, ast.Call))
    assert slip_of(call)
