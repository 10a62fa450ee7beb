"""The blocks between BEGIN and END, one in another, as a calendar file nests them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from fivefold.files.calendars.lines import Line
from fivefold.files.errors import FileError
from fivefold.files.sentences import Sentence, say

MARK = re.compile(r"\s*(BEGIN|END)\s*:\s*([\w-]{1,80})\s*", re.I | re.A)
DEEPEST = 20
AGAIN = say("Export the calendar again from the program that keeps it, as an .ics file.")
WHERE_FROM = say(
    "In the program that keeps the calendar choose to export it, and give the file whose name ends in .ics."
)
UNPACK = say("Unpack it, and give the .ics file inside.")


@dataclass
class Block:
    kind: str
    line: int
    lines: list[Line] = field(default_factory=list)
    blocks: list["Block"] = field(default_factory=list)

    def of(self, kind: str) -> list["Block"]:
        return [block for block in self.blocks if block.kind == kind]

    def value(self, *names: str) -> str:
        """The first text given by one of these names, as it stands; blank where there is none."""
        for name in names:
            for line in self.lines:
                head, colon, value = line.text.partition(":")
                if colon and head.partition(";")[0].upper() == name:
                    return value
        return ""


def calendars_of(lines: Iterable[Line]) -> list[Block]:
    """The calendars of a file. Events outside any are taken as those of one more, as some programs write."""
    root = Block("", 0)
    open_blocks = [root]
    lines = list(lines)
    for line in lines:
        mark = MARK.fullmatch(line.text)
        if mark is None:
            if open_blocks == [root]:
                _refuse_prose(line, root)
            open_blocks[-1].lines.append(line)
        elif mark[1].upper() == "BEGIN":
            _begin(Block(mark[2].upper(), line.number), open_blocks)
        else:
            _end(mark[2].upper(), line, open_blocks, last=line is lines[-1])
    if len(open_blocks) > 1:
        raise _cut_off(open_blocks[1])
    found = root.of("VCALENDAR")
    loose = Block("VCALENDAR", 1, blocks=[block for block in root.blocks if block.kind != "VCALENDAR"])
    if not found and not loose.of("VEVENT"):
        raise _no_calendar(say("Nothing in the file is a calendar."), WHERE_FROM, 1)
    return [*found, loose] if loose.of("VEVENT") else found


def _begin(block: Block, open_blocks: list[Block]) -> None:
    if len(open_blocks) > DEEPEST:
        raise FileError(
            "damaged_file",
            say("From line {line} on, more lies in one another than in any calendar.", line=block.line),
            remedy=AGAIN,
            row=block.line,
        )
    open_blocks[-1].blocks.append(block)
    open_blocks.append(block)


def _end(kind: str, line: Line, open_blocks: list[Block], *, last: bool) -> None:
    inner = open_blocks[-1]
    if kind == inner.kind:
        open_blocks.pop()
        return
    if last and len(open_blocks) > 1:
        raise _cut_off(open_blocks[1])
    if len(open_blocks) == 1:
        message = say("Line {line} ends {kind}, which nothing began.", line=line.number, kind=kind)
    else:
        message = say(
            "Line {line} ends {kind}, but {inner} of line {begun} has not ended.",
            line=line.number,
            kind=kind,
            inner=inner.kind,
            begun=inner.line,
        )
    raise FileError("damaged_file", message, remedy=AGAIN, row=line.number)


def _cut_off(block: Block) -> FileError:
    return FileError(
        "cut_off",
        say(
            "The file was cut off: {kind}, which line {line} begins, never ends.",
            kind=block.kind,
            line=block.line,
        ),
        remedy=AGAIN,
        row=block.line,
    )


def _refuse_prose(line: Line, root: Block) -> None:
    """What stands before the first calendar tells what the file is; after it, it is somebody's remark."""
    if root.blocks:
        return
    if line.text.startswith("PK\x03\x04"):
        raise _no_calendar(say("The file is a zip, not a calendar."), UNPACK, line.number)
    raise _no_calendar(
        say("The file is no calendar: line {line} does not begin one.", line=line.number),
        WHERE_FROM,
        line.number,
    )


def _no_calendar(message: Sentence, remedy: Sentence, row: int) -> FileError:
    return FileError("not_a_calendar", message, remedy=remedy, row=row)
