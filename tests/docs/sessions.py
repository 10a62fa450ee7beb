"""Runs what a page shows: its commands in order, its files and edits where they stand.

A `console` frame holds commands after `$ ` and what each prints; a line `…` stands for any lines. A `toml`
or `python` frame that begins with `# NAME` is the file of that name, a `diff` frame an edit of one. A command
ends with 0 unless `echo $?` after it says otherwise.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.docs.pages import Frame, frames

# What the tests themselves run by; a newcomer has none of it.
FOREIGN = ("FIVEFOLD_", "DJANGO_", "PYTEST_", "DATABASE_URL")
NAMED = re.compile(r"# ([\w.-]+\.(?:toml|py))\n")


@dataclass(frozen=True)
class Command:
    line: str
    shown: str


def commands(frame: Frame) -> Iterator[Command]:
    for part in re.split(r"^\$ ", frame.text, flags=re.MULTILINE)[1:]:
        line, _, shown = part.partition("\n")
        yield Command(line, shown)


def walk(page: Path, folder: Path) -> int:
    """Follow a page from its top to its end inside `folder`; returns how many commands ran."""
    session = _Session(folder)
    for frame in frames(page):
        named = NAMED.match(frame.text)
        if frame.language in {"toml", "python"} and named:
            (folder / named[1]).write_text(frame.text, encoding="utf-8")
        elif frame.language == "diff":
            edit(folder, frame.text)
        elif frame.language == "console":
            for command in commands(frame):
                session.run(command)
    session.close()
    return session.ran


class _Session:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ran = 0
        self.last: tuple[str, int, str] = ("", 0, "")

    def run(self, command: Command) -> None:
        if command.line == "echo $?":
            line, code, said = self.last
            assert code == int(command.shown), f"{line} ended with {code}: {said}"
            self.last = ("", 0, "")
            return
        self.close()
        done = subprocess.run(
            ["bash", "-c", command.line],
            cwd=self.folder,
            env={
                **{key: value for key, value in os.environ.items() if not key.startswith(FOREIGN)},
                "FIVEFOLD_DATA": str(self.folder / "data"),
                "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
                "COLUMNS": "80",
                "LC_ALL": "C.UTF-8",
            },
            capture_output=True,
            text=True,
            check=False,
        )
        self.ran += 1
        self.last = (command.line, done.returncode, done.stderr)
        printed = done.stdout + done.stderr
        assert alike(command.shown, printed), (
            f"$ {command.line}\nis said to print\n{command.shown}\nbut prints\n{printed}"
        )

    def close(self) -> None:
        line, code, said = self.last
        assert code == 0, f"{line} ended with {code}: {said}"


def alike(shown: str, printed: str) -> bool:
    """Whether the page shows exactly what is printed; `…` alone in a line stands for any lines."""
    pattern = re.escape("\n" + shown.rstrip("\n")).replace(re.escape("\n…"), r"(?:\n.*)*")
    return re.fullmatch(pattern, "\n" + printed.rstrip("\n")) is not None


def edit(folder: Path, diff: str) -> None:
    """Apply the hunks of a diff, parted by `@@`, each to the one place that it names."""
    head, *lines = diff.splitlines()
    file = folder / head.removeprefix("--- ")
    text = file.read_text(encoding="utf-8")
    for hunk in "\n".join(lines).split("\n@@\n"):
        parts = hunk.splitlines()
        before = "\n".join(line[1:] for line in parts if line[:1] in {" ", "-"})
        after = "\n".join(line[1:] for line in parts if line[:1] in {" ", "+"})
        assert text.count(before) == 1, f"{file.name} has not once:\n{before}"
        text = text.replace(before, after)
    file.write_text(text, encoding="utf-8")
