"""A roll of members as plain text for a terminal, with the line that `fivefold assess` takes."""

import textwrap
from collections.abc import Iterator

from fivefold.assess.roll import Group, Roll

NARROWEST = 40
WIDEST = 100
NUMBERS = 24
LONGEST_NAME = 40
COLUMNS_NAMED = 8
NO_SIDE = "no side"


def roll_text(roll: Roll, width: int = 80) -> str:
    """The roll in English, in lines of at most `width` signs."""
    width = min(max(width, NARROWEST), WIDEST)
    lines = [*_wrapped(f"Members in {roll.file}: {_people(roll.people)}", width)]
    if roll.column is not None:
        lines += ["", *_table(roll, roll.column, width)]
    if roll.notices:
        lines += ["", "To keep in mind"]
        for notice in roll.notices:
            lines += textwrap.wrap(
                _printable(notice.message),
                width,
                initial_indent="- ",
                subsequent_indent="  ",
                break_on_hyphens=False,
            )
    lines += _others(roll, width)
    return "\n".join([*lines, "", *_to_use(roll, width)]) + "\n"


def members_line(roll: Roll) -> str:
    """What `fivefold assess` takes: everybody by side, or in all where some are on no side."""
    return _option(_by_side(roll) if sum(roll.members.values()) == roll.people else roll.people)


def _table(roll: Roll, column: str, width: int) -> Iterator[str]:
    label = width - NUMBERS
    yield f"{_shortened(column, label):<{label}}{'people':>8}  side"
    yield "─" * width
    for group in roll.groups:
        yield f"{_shortened(_named(group), label):<{label}}{group.people:>8,}  {_side(group)}"
    yield ""
    yield from _wrapped(
        "The sides are proposed from the words, except where you gave them. To correct one: "
        "--practice VALUE, --research VALUE or --broker VALUE.",
        width,
    )


def _others(roll: Roll, width: int) -> Iterator[str]:
    others = [name for name in roll.columns if name != roll.column]
    if not others:
        return
    named = ", ".join(f"“{_shortened(name, LONGEST_NAME)}”" for name in others[:COLUMNS_NAMED])
    more = f" and {len(others) - COLUMNS_NAMED} more" if len(others) > COLUMNS_NAMED else ""
    yield ""
    instead = " instead" if roll.column else ""
    yield from _wrapped(f"Columns that --column can name{instead}: {named}{more}.", width)


def _named(group: Group) -> str:
    return " + ".join(group.values) or "(blank)"


def _side(group: Group) -> str:
    return " and ".join(group.sides) or NO_SIDE


def _to_use(roll: Roll, width: int) -> Iterator[str]:
    rest = roll.people - sum(roll.members.values())
    if roll.members and rest:
        yield from _wrapped(
            f"{_people(rest)} {'is' if rest == 1 else 'are'} on no side, or on two: give their values a "
            f"side. If they were not asked, take {_option(_by_side(roll))}; else the number in all.",
            width,
        )
        yield ""
    elif len(roll.members) == 1:
        yield from _wrapped(
            f"Everybody here is on the {next(iter(roll.members))} side. If the survey asked others too, add "
            "their side and number after a comma.",
            width,
        )
        yield ""
    yield "To use with fivefold assess:"
    yield members_line(roll)


def _option(members: object) -> str:
    return f"--members {members}"


def _by_side(roll: Roll) -> str:
    return ",".join(f"{side}={count}" for side, count in roll.members.items())


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"


def _shortened(text: str, label: int) -> str:
    text = _printable(text)
    return text if len(text) < label else f"{text[: label - 2]}…"


def _printable(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(_printable(text), width, break_on_hyphens=False)
