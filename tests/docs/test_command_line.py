"""Each command and each of its options is documented."""

import argparse
from importlib import import_module

import pytest

from fivefold.config.cli import COMMANDS
from tests.docs.pages import DOCS

REFERENCE = "\n".join(
    page.read_text()
    for page in (DOCS / "administrators" / "install.md", *sorted((DOCS / "researchers").glob("*.md")))
)


def options(command: str) -> list[str]:
    parser = argparse.ArgumentParser()
    import_module(f"fivefold.config.commands.{command}").add_arguments(parser)
    return [
        option for action in parser._actions for option in action.option_strings if option.startswith("--")
    ]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_and_each_of_its_options_are_documented(command: str) -> None:
    assert f"`fivefold {command}" in REFERENCE
    for option in options(command):
        assert f"`{option}" in REFERENCE, f"{command} {option}"


def test_the_options_of_the_program_itself_are_documented() -> None:
    assert "`--help`" in REFERENCE
    assert "--version`" in REFERENCE
