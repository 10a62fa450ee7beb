"""REDCap: names or labels, a status for each form, and as many rows for a record as it has events."""

import re
from functools import partial

from fivefold.files.raw import RawTable
from fivefold.files.tools.layout import Head, Heading, Layout, mismatch
from fivefold.files.tools.redcap_records import Keys, join_records
from fivefold.files.tools.redcap_written_by_r import blank_na, is_written_by_r
from fivefold.files.words import vocabulary

FORMAT = "redcap-csv"
WORKBOOK_FORMAT = "xlsx"

EVENT = vocabulary(
    "redcapeventname eventname nombreevento nombredelevento ereignisname nomevenement nomdelevenement "
    "nomedoevento nomeevento"
)
INSTRUMENT = vocabulary(
    "redcaprepeatinstrument repeatinstrument instrumentorepetido instrumentoderepeticion "
    "wiederholungsinstrument instrumentrepete instrumentrepetitif instrumentorepetitivo"
)
INSTANCE = vocabulary(
    "redcaprepeatinstance repeatinstance instanciarepetida instanciaderepeticion wiederholungsinstanz "
    "instancerepetee instancerepetitive instanciarepetitiva"
)
# The same in every row of a record.
OF_RECORD = vocabulary(
    "redcapsurveyidentifier redcapdataaccessgroup surveyidentifier dataaccessgroup grupoaccesodatos "
    "grupodeaccesoadatos identificadorencuesta datenzugriffsgruppe umfragekennung groupeaccesdonnees "
    "identifiantenquete grupoacessodados"
)
TIMES = vocabulary(
    "surveytimestamp marcatiempoencuesta marcatemporalencuesta umfragezeitstempel horodatageenquete"
)
COMPLETE = vocabulary("complete completo completa completado vollstandig abgeschlossen complet termine")
RESERVED = re.compile(
    r"redcap_(event_name|repeat_instrument|repeat_instance|survey_identifier|data_access_group)"
)
STATUS = re.compile(r"[a-z]\w*_complete")
STATUS_VALUES = frozenset({"", "0", "1", "2", "NA", "Incomplete", "Unverified", "Complete"})
TIMESTAMP = re.compile(r"[a-z]\w*_timestamp")
BOX = re.compile(r"[a-z]\w*___\w+")
LABELED_BOX = re.compile(
    r"(?P<question>.*\S)\s*\((?:choice|opción|opcion|elección|auswahl|choix|escolha|opção)="
    r"(?P<option>.*)\)",
    re.DOTALL | re.IGNORECASE,
)
NAME = re.compile(r"[a-z][a-z0-9_]*")
RECORD_ID = re.compile(r"(record|study|participant|subject|person|respondent|case)_?id", re.IGNORECASE)


def recognize(head: Head) -> bool:
    if any(map(RESERVED.fullmatch, head.names)):
        return True
    forms = set(head.forms)
    if EVENT & forms and (INSTRUMENT | INSTANCE | OF_RECORD) & forms:
        return True
    if any(map(LABELED_BOX.fullmatch, head.names)) or (INSTRUMENT & forms and INSTANCE & forms):
        return True
    if any(_says_complete(head, place) for place in range(len(head.names))) or _has_boxes(head):
        return True
    return _has_variable_names(head) and any(
        _is_status(head, place) for place, name in enumerate(head.names) if STATUS.fullmatch(name)
    )


def lay_out(head: Head) -> Layout:
    if not recognize(head) and not any(map(RECORD_ID.fullmatch, head.forms)):
        raise mismatch("REDCap")
    by_r = is_written_by_r(head)
    record = _record_id(head)
    once = {record, 0} if by_r else {record}
    keys = Keys(
        record, _place(head, EVENT), _place(head, INSTRUMENT), _place(head, INSTANCE), frozenset(once)
    )
    headings = [_heading(head, place, place in once) for place in range(len(head.names))]
    return Layout(head.rows(1), headings, partial(_finish, keys=keys, by_r=by_r))


def _has_boxes(head: Head) -> bool:
    """Whether a question has several boxes, each with a column of its own."""
    asked = [name.partition("___")[0] for name in head.names if BOX.fullmatch(name)]
    return len(set(asked)) < len(asked)


def _has_variable_names(head: Head) -> bool:
    """All names are REDCap's kind: a record's number first, boxes, or a form's status at the very end."""
    names = [name for name in head.names if name]
    if not names or not all(map(NAME.fullmatch, names)):
        return False
    if RECORD_ID.fullmatch(names[0]) or any(map(BOX.fullmatch, names)):
        return True
    numbers = [head.record(row)[_record_id(head)] for row in range(1, len(head.records))]
    return bool(STATUS.fullmatch(names[-1])) and all(numbers) and len(set(numbers)) == len(numbers) > 1


def _is_status(head: Head, place: int) -> bool:
    cells = {head.record(row)[place] for row in range(1, len(head.records))}
    return cells <= STATUS_VALUES


def _says_complete(head: Head, place: int) -> bool:
    """“Complete?” over a column of statuses, as in an export with labels."""
    name = head.names[place]
    return (
        name.rstrip().endswith("?")
        and len(name.split()) <= 2
        and head.forms[place] in COMPLETE
        and (_is_status(head, place) or head.forms.count(head.forms[place]) > 1)
    )


def _record_id(head: Head) -> int:
    """The first column that is not the tool's own, nor R's count of the rows."""
    own = EVENT | INSTRUMENT | INSTANCE | OF_RECORD
    first = 1 if is_written_by_r(head) else 0
    return next((at for at, form in enumerate(head.forms) if at >= first and form not in own), 0)


def _place(head: Head, forms: frozenset[str]) -> int | None:
    return next((place for place, form in enumerate(head.forms) if form in forms), None)


def _heading(head: Head, place: int, is_number: bool) -> Heading:
    name, form = head.names[place], head.forms[place]
    metadata = (
        is_number
        or form in EVENT | INSTRUMENT | INSTANCE | OF_RECORD | TIMES
        or bool(STATUS.fullmatch(name) or TIMESTAMP.fullmatch(name))
        or _says_complete(head, place)
    )
    box = LABELED_BOX.fullmatch(name)
    return Heading(name, f"{box['question']} [{box['option']}]" if box else "", metadata=metadata)


def _finish(table: RawTable, keys: Keys, by_r: bool) -> None:
    if by_r:
        blank_na(table)
    join_records(table, keys)
