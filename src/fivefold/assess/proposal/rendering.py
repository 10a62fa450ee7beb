"""A proposal as TOML, with the comments that a person needs to edit it."""

import json
import textwrap
from collections.abc import Iterable, Iterator

from fivefold.assess.answer import Answer
from fivefold.assess.frameworks import Framework
from fivefold.assess.mapping import FileOptions
from fivefold.assess.proposal.proposal import Proposal, ProposedScale
from fivefold.assess.proposal.sides import ProposedSide
from fivefold.assess.questions import said
from fivefold.assess.terminal import is_seen
from fivefold.assess.toml_tables import cell_text
from fivefold.files.table import Table

WIDTH = 96
LONGEST_QUESTION = 120


def render(proposal: Proposal, table: Table, framework: Framework) -> str:
    """TOML that `mapping_toml.parse` reads back as the same mapping."""
    lines = [
        *_comment(
            f"A mapping proposed for {table.file}: {table.rows + len(table.skipped)} rows, "
            f"{len(table.columns)} columns. Read it, edit it, and use it with: "
            f"fivefold assess {table.file} --map MAP.toml"
        ),
        "",
        *_file(proposal.mapping.options),
    ]
    for one in proposal.scales:
        lines += ["", *_scale(one, framework)]
    lines += ["", *_groups(proposal, table), *_left_out(proposal)]
    return "\n".join(lines) + "\n"


def _file(options: FileOptions) -> Iterator[str]:
    yield "[file]"
    if options.format:
        yield f"format = {_quoted(options.format)}"
    if options.sheet:
        yield f"sheet = {_quoted(options.sheet)}"
    if options.header_rows:
        yield f"header_rows = {options.header_rows}"
    if options.encoding:
        yield f"encoding = {_quoted(options.encoding)}"
    if options.delimiter:
        yield f"delimiter = {_quoted(options.delimiter)}"
    if options.missing:
        yield from _comment("These cells seem to mean that there is no answer.")
        yield f"missing = {_list(options.missing)}"
    else:
        yield '# missing = ["-99"]'


def _scale(one: ProposedScale, framework: Framework) -> Iterator[str]:
    scale = one.scale
    yield f"[scales.{scale.key}]"
    yield from _comment(one.reason)
    yield f"title = {_quoted(scale.title.in_language('en'))}"
    if scale.dimension:
        yield f"dimension = {_quoted(scale.dimension)}"
    else:
        yield f"# dimension = {_quoted(framework.dimension_keys[0])}  # {_or(framework.dimension_keys)}"
    yield "items = ["
    for item, column in zip(scale.items, one.columns, strict=True):
        question = said(column) if column.text and said(column) != " ".join(item.split()) else ""
        yield f"  {_quoted(item)},{_note(question)}"
    yield "]"
    yield "# reverse = []  # items whose statement runs against the others"
    if scale.answers:
        yield f"answers = {{ {', '.join(_answers(scale.answers))} }}"
    for name, labels in (("cannot_tell", scale.cannot_tell), ("not_applicable", scale.not_applicable)):
        yield f"{name} = {_list(labels)}" if labels else f"# {name} = []"
    if scale.missing:
        yield f"missing = {_list(scale.missing)}"


def _answers(answers: Iterable[Answer]) -> Iterator[str]:
    for answer in answers:
        for label in dict.fromkeys(answer.label.values()):
            yield f"{_quoted(label)} = {cell_text(answer.number)}"


def _groups(proposal: Proposal, table: Table) -> Iterator[str]:
    side = proposal.side
    if proposal.mapping.everyone:
        yield "[groups]"
        yield f"everyone = {_quoted(proposal.mapping.everyone)}"
    elif side is None:
        yield from _comment("No column was found that tells who sits on which side. If there is one:")
        yield "# [groups]"
        yield '# side = { column = "…", practice = ["…"], research = ["…"] }'
        yield from _comment("Or, where all who were asked sit on one side:")
        yield "# [groups]"
        yield '# everyone = "practice"'
    else:
        yield from _side(side, table)


def _side(side: ProposedSide, table: Table) -> Iterator[str]:
    yield "[groups]"
    sides = ", ".join(f"{key} = {_list(cells)}" for key, cells in side.column.values.items())
    yield f"side = {{ column = {_quoted(side.column.column)}, {sides} }}"
    labels = table.column(side.column.column).labels
    meant = [
        f"{cell} is {labels[cell]}"
        for cells in side.column.values.values()
        for cell in cells
        if cell in labels
    ]
    if meant:
        yield from _comment(f"{'; '.join(meant)}.")
    if side.unlisted:
        yield from _comment(f"On no side so far, counted in the total only: {_list(side.unlisted)}")


def _left_out(proposal: Proposal) -> Iterator[str]:
    if proposal.personal:
        yield ""
        told = ", ".join(f"{name} ({reason})" for name, reason in proposal.personal)
        yield from _comment(f"Left out, because they tell who somebody is: {told}")
    if proposal.unused:
        yield ""
        yield from _comment(f"Not used: {', '.join(proposal.unused)}")


def _comment(text: str) -> list[str]:
    words = " ".join(_printable(text).split())
    return [f"# {line}" for line in textwrap.wrap(words, WIDTH, break_on_hyphens=False)]


def _note(question: str) -> str:
    if not question:
        return ""
    shortened = textwrap.shorten(_printable(question), LONGEST_QUESTION, placeholder=" …")
    return f"  # {shortened}"


def _printable(text: str) -> str:
    return "".join(sign if is_seen(sign) else " " for sign in text)


def _list(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(_quoted, texts))}]"


def _quoted(text: str) -> str:
    """A TOML basic string; JSON's escapes are a part of TOML's."""
    return "".join(sign if is_seen(sign) else _escaped(sign) for sign in json.dumps(text, ensure_ascii=False))


def _escaped(sign: str) -> str:
    """What a terminal would obey, as TOML spells it."""
    return f"\\u{ord(sign):04X}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08X}"


def _or(keys: tuple[str, ...]) -> str:
    return f"{', '.join(keys[:-1])} or {keys[-1]}"
