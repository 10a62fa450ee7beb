"""TOML read so that every fault names its file, its key and its remedy."""

import difflib
import tomllib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from typing import NoReturn

from fivefold.assess.errors import AssessError
from fivefold.assess.text import Text
from fivefold.files.sentences import Sentence, say

LANGUAGES = ("en", "es")
# More than any file has rows; Python itself refuses to write some numbers down.
HIGHEST_INTEGER = 1_000_000_000
LONGEST_VALUE = 60


def did_you_mean(word: str, known: Collection[str], remedy: Sentence) -> Sentence:
    """The remedy, and before it the nearest known word if one is near."""
    by_folded = {name.strip().casefold(): name for name in known}
    near = difflib.get_close_matches(word.strip().casefold(), by_folded, n=1, cutoff=0.6)
    if not near:
        return remedy
    return say('Did you mean "{word}"? {remedy}', word=by_folded[near[0]], remedy=remedy)


def one_of(words: Iterable[str]) -> str:
    """The words with "or" between them."""
    return reduce(lambda before, last: say("{before} or {last}", before=before, last=last), words)


@dataclass(frozen=True)
class TomlTable:
    """A table of a TOML file that knows where it stands."""

    values: dict[str, object]
    file: str
    error: type[AssessError]
    path: str = ""

    @classmethod
    def parse(cls, text: str, file: str, error: type[AssessError]) -> "TomlTable":
        try:
            return cls(tomllib.loads(text), file, error)
        except tomllib.TOMLDecodeError as fault:
            raise error(
                code="not_toml",
                message=say("{file} is not valid TOML: {fault}.", file=file, fault=str(fault)),
                file=file,
                remedy=say("Mend the line that is named; texts stand in quotation marks."),
            ) from fault
        except (ValueError, RecursionError) as fault:
            raise error(
                code="not_toml",
                message=say(
                    "{file} holds lists too deep within each other, or a number of thousands of digits.",
                    file=file,
                ),
                file=file,
                remedy=say("Take it out: nothing that is known here needs either."),
            ) from fault

    def at(self, key: str) -> str:
        return ".".join(part for part in (self.path, key) if part)

    def fault(self, key: str, code: str, message: Sentence, remedy: Sentence) -> NoReturn:
        raise self.error(code=code, message=message, file=self.file, column=self.at(key), remedy=remedy)

    def refuse_unknown(self, known: Collection[str]) -> None:
        for key in self.values:
            if key not in known:
                self.fault(
                    key,
                    "unknown_key",
                    say('"{key}" is not a key that is known here.', key=self.at(key)),
                    did_you_mean(key, known, say("Known keys: {keys}.", keys=", ".join(known))),
                )

    def has(self, key: str) -> bool:
        return key in self.values

    def require(self, key: str) -> object:
        if key not in self.values:
            self.fault(
                key,
                "missing_key",
                say('"{key}" is missing.', key=self.at(key)),
                say('Add "{key}".', key=key),
            )
        return self.values[key]

    def string(self, key: str) -> str:
        value = self.require(key)
        if not isinstance(value, str) or not value.strip():
            self.fault(
                key,
                "not_text",
                say('"{key}" is not a text.', key=self.at(key)),
                say('Write {key} = "…".', key=key),
            )
        return value

    def integer(self, key: str, lowest: int) -> int:
        value = self.require(key)
        if not isinstance(value, int) or isinstance(value, bool) or not lowest <= value <= HIGHEST_INTEGER:
            self.fault(
                key,
                "not_a_number",
                say(
                    '"{key}" is not a whole number of {lowest} or more, within reason.',
                    key=self.at(key),
                    lowest=lowest,
                ),
                say("Write {key} = {lowest} or more, without quotation marks.", key=key, lowest=lowest),
            )
        return value

    def cells(self, key: str) -> tuple[str, ...]:
        """A list of texts or numbers, as they would stand in cells."""
        value = self.require(key)
        if not isinstance(value, list) or any(cell_text(cell) is None for cell in value):
            self.fault(
                key,
                "not_a_list",
                say('"{key}" is not a list of texts.', key=self.at(key)),
                say('Write {key} = ["…", "…"].', key=key),
            )
        return tuple(text for cell in value if (text := cell_text(cell)) is not None)

    def table(self, key: str) -> "TomlTable":
        value = self.require(key)
        if not isinstance(value, dict):
            self.fault(
                key,
                "not_a_table",
                say('"{key}" is not a table.', key=self.at(key)),
                say("Write [{key}].", key=self.at(key)),
            )
        return TomlTable(value, self.file, self.error, self.at(key))

    def tables(self, key: str) -> Iterator["TomlTable"]:
        value = self.require(key)
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value) or not value:
            self.fault(
                key,
                "not_a_table",
                say('"{key}" is not a list of tables.', key=self.at(key)),
                say("Write [[{key}]].", key=self.at(key)),
            )
        for place, one in enumerate(value, start=1):
            yield TomlTable(one, self.file, self.error, f"{self.at(key)}[{place}]")

    def text(self, key: str) -> Text:
        """A plain text, or one wording per language."""
        if not isinstance(self.require(key), dict):
            return Text(self.string(key))
        words = self.table(key)
        words.refuse_unknown(LANGUAGES)
        if not words.values:
            words.fault(
                "en", "missing_key", say('"{key}" has no words.', key=self.at(key)), say('Add en = "…".')
            )
        return Text({language: words.string(language) for language in words.values})


def cell_text(value: object) -> str | None:
    """A text or a number as it would stand in a cell; None for anything else."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return str(int(value)) if isinstance(value, int) or value.is_integer() else str(value)
    except ValueError:  # too many digits, which TOML can write in hexadecimal
        return None


def in_short(value: object) -> str:
    """A value as it may stand in a sentence."""
    try:
        text = repr(value)
    except (ValueError, RecursionError):
        return "something endless"
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1]}…"
