"""A survey file opened as its mapping says, or with the mapping that is proposed for it."""

from functools import partial
from pathlib import Path

from fivefold.assess import mapping_toml
from fivefold.assess.errors import UsageError
from fivefold.assess.frameworks import Framework
from fivefold.assess.mapping import Mapping
from fivefold.assess.proposal.proposal import Proposal, propose
from fivefold.files.reading import open_table
from fivefold.files.sentences import say
from fivefold.files.table import Table


def open_mapped(path: Path, map_path: Path) -> tuple[Table, Mapping]:
    if not map_path.is_file():
        raise UsageError(
            "no_such_file",
            say("There is no file {path}.", path=str(map_path)),
            say("Give --map the TOML file that holds the mapping."),
        )
    mapping = mapping_toml.load(map_path)
    options = mapping.options
    table = open_table(
        path,
        format=options.format,
        sheet=options.sheet,
        header_rows=options.header_rows,
        encoding=options.encoding,
        delimiter=options.delimiter,
    )
    return table, mapping


def open_proposed(
    path: Path, framework: Framework, *, sheet: str | None = None, header_rows: int | None = None
) -> tuple[Table, Proposal]:
    """The table and what is proposed for it.

    Where every row is a preview or a test, those rows serve to propose the mapping: they show what the
    answers look like, and a mapping can be made before the survey goes out. They are never scored.
    """
    opened = partial(open_table, path, sheet=sheet, header_rows=header_rows)
    table = opened()
    shown = table if table.rows or not table.skipped else opened(keep_trials=True)
    return table, propose(shown, framework)
