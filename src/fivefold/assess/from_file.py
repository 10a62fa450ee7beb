"""A survey file opened as its mapping says, or with the mapping that is proposed for it."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from fivefold.assess import mapping_toml
from fivefold.assess.errors import UsageError
from fivefold.assess.frameworks import Framework
from fivefold.assess.mapping import FileOptions, Mapping
from fivefold.assess.proposal.proposal import Proposal, propose
from fivefold.assess.proposal.standing_alone import stand_alone
from fivefold.files.reading import open_table
from fivefold.files.sentences import say
from fivefold.files.table import Table
from fivefold.files.text import one_sign


def open_mapped(path: Path, map_path: Path, *, codebook: Path | None = None) -> tuple[Table, Mapping]:
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
        codebook=codebook,
    )
    return table, mapping


def open_proposed(
    path: Path,
    framework: Framework,
    *,
    format: str | None = None,
    sheet: str | None = None,
    header_rows: int | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    codebook: Path | None = None,
) -> tuple[Table, Proposal]:
    """The table and what is proposed for it.

    What was said here of how to open the file stands in the mapping too, and a mapping that was proposed with
    a codebook can be used without it.

    Where every row is a preview or a test, those rows serve to propose the mapping: they show what the
    answers look like, and a mapping can be made before the survey goes out. They are never scored.
    """
    opened = partial(
        open_table,
        path,
        format=format,
        sheet=sheet,
        header_rows=header_rows,
        encoding=encoding,
        delimiter=delimiter,
        codebook=codebook,
    )
    table = opened()
    shown = table if table.rows or not table.skipped else opened(keep_trials=True)
    proposal = propose(shown, framework)
    if codebook is not None:
        proposal = stand_alone(proposal)
    options = proposal.mapping.options
    told = replace(
        options,
        header_rows=header_rows or options.header_rows,
        encoding=encoding,
        delimiter=None if delimiter is None else one_sign(delimiter),
    )
    return table, _with_options(proposal, told)


def _with_options(proposal: Proposal, options: FileOptions) -> Proposal:
    return replace(proposal, mapping=replace(proposal.mapping, options=options))
