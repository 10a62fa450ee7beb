"""Whether the first row of a list names the columns, or is a person already.

A list of names without a header would lose its first person and take a name for a column. So a header is
believed only when a column has a name that is nobody's: for what tells who a person is, or where they belong.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from fivefold.files.errors import FileError
from fivefold.files.personal import is_personal
from fivefold.files.rolls.identity import address
from fivefold.files.rolls.people import folded
from fivefold.files.sentences import say
from fivefold.files.table import EMPTY, Column, Notice, Table
from fivefold.files.words import vocabulary, words

# What a column is called and no cell says: alone, with one more word, or in a question.
NAMES = vocabulary(
    "name names nombre nombres apellido apellidos email mail correo role roles rol side lado title position "
    "puesto cargo organization organisation organizacion institution institucion affiliation afiliacion "
    "employer empleador username sourcedid"
)
# Such words that stand in cells too, with others; alone they name a column.
ALONE = vocabulary(
    "funcion job company empresa agency agencia entidad dependencia partner sector type tipo status estado "
    "member miembro person persona participant participante respondent employee empleado id department "
    "departamento school escuela university universidad district distrito"
)
ASKING = vocabulary("which what who where you your do cual cuales que quien donde usted su sus tu")
MADE_UP = re.compile(r"column \d+")


def with_header(table: Table) -> tuple[Table, Notice | None]:
    """The table, its first row among the people where that holds an address; else its header is checked."""
    if not table.header_rows:
        return table, None
    if any(address(column.name) for column in table.columns):
        said = say("The first row holds an e-mail address, so it counts as a person and names no columns.")
        return _with_first_row(table), Notice("first_row_counted", said, 1)
    naming = [column for column in table.columns if _is_name(column)]
    if not naming:
        raise FileError(
            "no_header",
            say("The first row does not say what the columns are; it could be a person already."),
            remedy=say(
                "Put a row above the people that names the columns, such as name, e-mail and side, and "
                "delete any line above it."
            ),
            row=1,
        )
    _refuse_repeated_header(table, naming)
    return table, None


def _is_name(column: Column) -> bool:
    form = words(column.name)
    if is_personal(column) is not None or (len(form) == 1 and form[0] in ALONE):
        return True
    return not NAMES.isdisjoint(form) and (len(form) <= 2 or not ASKING.isdisjoint(form))


def _refuse_repeated_header(table: Table, naming: Iterable[Column]) -> None:
    for column in naming:
        for code, value in enumerate(column.values):
            if folded(value) == folded(column.name):
                row = int(table.record[column.codes == code][0])
                raise FileError(
                    "repeated_header",
                    say(
                        "Row {row} says “{name}” once more, as the first row does.", row=row, name=column.name
                    ),
                    remedy=say(
                        "Keep the row that names the columns once, at the top, and delete it elsewhere."
                    ),
                    row=row,
                    column=column.name,
                )


def _with_first_row(table: Table) -> Table:
    """The cells of the header as the first row below it; the columns have no names then."""
    columns = []
    for place, column in enumerate(table.columns, 1):
        blank = MADE_UP.fullmatch(column.name)
        values = column.values if blank else (*column.values, column.name)
        first = EMPTY if blank else len(column.values)
        codes = np.concatenate([np.array([first], dtype=np.int32), column.codes])
        columns.append(replace(column, name=f"column {place}", values=values, codes=codes))
    record = np.concatenate([np.array([table.first_record - 1], dtype=np.int32), table.record])
    return replace(table, columns=tuple(columns), rows=table.rows + 1, record=record, header_rows=0)
