"""A codebook of any kind, in the child process."""

from pathlib import Path

from fivefold.files.codebooks import json_documents, lss, lss_rows, qsf, records, redcap_dictionary, xlsform
from fivefold.files.codebooks.codebook import Codebook
from fivefold.files.codebooks.faults import not_a_codebook
from fivefold.files.codebooks.recognition import DICTIONARY, LSS, QSF, XLSFORM, recognize
from fivefold.files.recognition import OLE

WORKBOOKS = (b"PK", OLE)


def read_codebook(path: Path) -> Codebook:
    found = recognize(path)
    if found == QSF:
        return qsf.parse(json_documents.load(path))
    if found == LSS:
        return lss.parse(lss_rows.tables(path))
    if _is_workbook(path):
        return _of_workbook(path)
    if found == DICTIONARY:
        return redcap_dictionary.parse(records.of_text(path))
    if found == XLSFORM:
        return xlsform.parse(xlsform.sheets_of_text(records.of_text(path)))
    raise not_a_codebook()


def _is_workbook(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(len(OLE)).startswith(WORKBOOKS)


def _of_workbook(path: Path) -> Codebook:
    """A form, or a data dictionary that somebody saved from a spreadsheet."""
    sheets = records.of_workbook(path)
    survey = sheets.get("survey", [])
    if survey and xlsform.is_survey_header(survey[0]):
        return xlsform.parse(sheets)
    for rows in sheets.values():
        if rows and redcap_dictionary.is_header(rows[0]):
            return redcap_dictionary.parse(rows)
    raise not_a_codebook()
