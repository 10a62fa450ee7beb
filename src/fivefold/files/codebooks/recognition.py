"""Whether a file is a codebook, and whose, by its content: standard library only, for every file is asked."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.parsers import expat

from fivefold.files.codebooks import redcap_dictionary, xlsform
from fivefold.files.errors import FileError
from fivefold.files.recognition import OLE
from fivefold.files.sentences import Sentence, say
from fivefold.files.text import DELIMITERS

QSF, XLSFORM, DICTIONARY, LSS = "qsf", xlsform.FORMAT, redcap_dictionary.FORMAT, "lss"
# Not a codebook of ours, but so near to one that it is called by its name.
KOBO_FORM = "kobo-form"
WHAT: dict[str, Sentence] = {
    QSF: say("a Qualtrics survey definition (.qsf)"),
    XLSFORM: say("an XLSForm"),
    DICTIONARY: say("a REDCap data dictionary"),
    LSS: say("a LimeSurvey structure (.lss)"),
}

HEAD = 1 << 16
MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
JSON = re.compile(r"\s*\{")
QSF_NAMES = re.compile(r'"Survey(Entry|Elements)"\s*:')
KOBO_NAMES = (re.compile(r'"content"\s*:\s*\{'), re.compile(r'"survey"\s*:\s*\['))
LSS_NAME = re.compile(r"<LimeSurveyDocType>\s*(Survey|Group|Question)\s*</")
FIRST_RECORDS = 60
# The list of a workbook's sheets is small; anything else is not looked into.
WORKBOOK_LIST = "xl/workbook.xml"
LARGEST_LIST = 1 << 20


def recognize(path: Path) -> str | None:
    """Which codebook a file is, or None."""
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    if head.startswith(b"PK"):
        return _of_workbook(path) if "survey" in _sheets(path) else None
    if head.startswith(OLE):
        return _of_workbook(path)
    text = _decoded(head)
    if JSON.match(text):
        return _of_json(path)
    if LSS_NAME.search(text):
        return LSS
    if len(head) == HEAD:
        text = text[: text.rfind("\n") + 1]
    return _of_records(list(_records(text)))


def refuse_as_answers(path: Path) -> None:
    """Say of a codebook that was given in place of answers what it is, and what it is good for."""
    found = recognize(path)
    if found == KOBO_FORM:
        raise FileError(
            "not_a_table",
            say("The file is a KoboToolbox form (JSON), not a table of answers."),
            remedy=say(
                "Export the answers from KoboToolbox as CSV or XLSX, and give the form's XLSForm "
                "as their codebook."
            ),
        )
    if found is not None:
        raise _not_answers(found)


def refuse_names(names: Iterable[str]) -> None:
    """Say it of a data dictionary that was saved as a workbook, once its columns are known."""
    if redcap_dictionary.is_header(list(names)):
        raise _not_answers(DICTIONARY)


def _not_answers(found: str) -> FileError:
    return FileError(
        "codebook_not_answers",
        say("This is {what}: it holds questions, no answers.", what=WHAT[found]),
        remedy=say("Export the answers as CSV, and give this file as their codebook."),
    )


def _decoded(head: bytes) -> str:
    encoding = next((name for mark, name in MARKS if head.startswith(mark)), "utf-8")
    return head.decode(encoding, errors="replace").removeprefix("\ufeff")


def _of_json(path: Path) -> str | None:
    """JSON is no table in any case, so it may be read further than other files."""
    with path.open("rb") as stream:
        text = _decoded(stream.read(HEAD << 6))
    if QSF_NAMES.search(text):
        return QSF
    return KOBO_FORM if all(name.search(text) for name in KOBO_NAMES) else None


def _records(text: str) -> Iterator[list[list[str]]]:
    """The first records, parted by each sign that may stand between cells."""
    for sign in DELIMITERS:
        records: list[list[str]] = []
        try:
            for record in csv.reader(io.StringIO(text, newline=""), delimiter=sign):
                if any(cell.strip() for cell in record):
                    records.append(record)
                if len(records) == FIRST_RECORDS:
                    break
        except csv.Error:
            continue
        if records:
            yield records


def _of_records(read: list[list[list[str]]]) -> str | None:
    for records in read:
        if redcap_dictionary.is_header(records[0]):
            return DICTIONARY
        if _is_survey(xlsform.sheets_of_text(records).get("survey", [])):
            return XLSFORM
    return None


def _is_survey(records: list[list[str]]) -> bool:
    """Whether these records ask something: a header, and below it types of questions."""
    if not records or not xlsform.is_survey_header(records[0]):
        return False
    place = next(place for place, name in enumerate(records[0]) if xlsform.is_type(name))
    return any(xlsform.is_known_type(record[place]) for record in records[1:] if len(record) > place)


def _sheets(path: Path) -> list[str]:
    """The names of a workbook's sheets in small letters, read without a reader of workbooks."""
    found: list[str] = []

    def listed(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "sheet":
            found.append(attributes.get("name", "").strip().casefold())

    parser = expat.ParserCreate()
    parser.StartElementHandler = listed
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(WORKBOOK_LIST).file_size <= LARGEST_LIST:
                parser.Parse(archive.read(WORKBOOK_LIST), True)
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, NotImplementedError, expat.ExpatError):
        return []
    return found


def _of_workbook(path: Path) -> str | None:
    from fivefold.files.codebooks import records

    try:
        sheets = records.of_workbook(path, ("survey",))
    except FileError:
        return None  # whoever reads it as a table says what is wrong with it
    return XLSFORM if _is_survey(sheets.get("survey", [])) else None
