"""What a file is, by its content: names and endings are often wrong."""

import re
import zipfile
from pathlib import Path

from fivefold.files import tools
from fivefold.files.errors import FileError

READ_LATER = ("stata",)
KIND_OF_FORMAT = {
    **dict.fromkeys(tools.FORMATS, "text"),
    **dict.fromkeys(tools.WORKBOOK_FORMATS, "workbook"),
    "spss": "spss",
}
READ = tuple(KIND_OF_FORMAT)
KIND_IN_WORDS = {"text": "a text file", "spss": "an SPSS file", "workbook": "an .xlsx workbook"}

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SAVE_AS_XLSX = "Open it in a spreadsheet program and save it as .xlsx or as CSV."
EXPORT_CSV = "Export the answers from your survey tool as CSV."
# (how the file begins, what it is, remedy)
FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF document", EXPORT_CSV),
    (b"{\\rtf", "a text document (RTF)", EXPORT_CSV),
    (b"SQLite format 3\0", "a database (SQLite)", EXPORT_CSV),
    (b"\x89PNG", "a picture (PNG)", EXPORT_CSV),
    (b"\xff\xd8\xff", "a picture (JPEG)", EXPORT_CSV),
    (b"GIF8", "a picture (GIF)", EXPORT_CSV),
    (b"\x1f\x8b", "a compressed file (gzip)", "Unpack it and give the file inside."),
    (b"BZh", "a compressed file (bzip2)", "Unpack it and give the file inside."),
    (b"\xfd7zXZ\0", "a compressed file (xz)", "Unpack it and give the file inside."),
    (b"7z\xbc\xaf\x27\x1c", "a compressed folder (7z)", "Unpack it and give the file inside."),
    (b"Rar!", "a compressed folder (RAR)", "Unpack it and give the file inside."),
    (b"PAR1", "a Parquet file", "Save the table as CSV."),
    (b"\x7fELF", "a program", EXPORT_CSV),
    (b"MZ\x90\0", "a program", EXPORT_CSV),
)
STATA = re.compile(rb"<stata_dta>|[\x69-\x76][\x01\x02]\x01\0")
SPSS_PORTABLE = b"ASCII SPSS PORT FILE"
MARKUP = re.compile(r"\s*<(!doctype html|html|head|table|body)\b", re.I)
XML = re.compile(r"\s*<\?xml\b")
# (how the text begins, what it is)
DOCUMENTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\s*BEGIN:V(CALENDAR|EVENT|CARD)\b", re.I), "a calendar or an address card"),
    (re.compile(r"\s*(%[^\n]*\n\s*)*@[a-z]+\s*\{", re.I), "a bibliography (BibTeX)"),
    (re.compile(r"\s*(\d+\.?\s+)?(TY  - |PMID- )"), "a bibliography (RIS)"),
)
JSON = re.compile(r'\s*(\{\s*"[^"]*"\s*:|\[\s*[\[{]\s*["{\[\d])')


def refuse_format(name: str) -> None:
    """Say at once when a format is not one that can be read."""
    if name in READ_LATER:
        raise FileError(
            "format_not_read_yet",
            f"Files of the format “{name}” cannot be read yet.",
            remedy='Export the answers as CSV and use format = "csv".',
        )
    if name not in READ:
        raise FileError(
            "unknown_format",
            f"“{name}” is not the name of a format.",
            remedy=f"Use one of: {', '.join(READ)}.",
        )


def kind(path: Path) -> str:
    """`text`, `spss` or `workbook`; anything else is refused by name."""
    with path.open("rb") as stream:
        head = stream.read(4096)
    if not head:
        raise FileError("empty_file", "The file is empty.", remedy="Export it again.")
    if head.startswith((b"$FL2", b"$FL3")):
        return "spss"
    if head.startswith(b"PK"):
        _refuse_other_zip(path)
        return "workbook"
    if head.startswith(OLE):
        _refuse_ole(path)
    for beginning, name, remedy in FOREIGN:
        if head.startswith(beginning):
            raise _not_a_table(name, remedy)
    if STATA.match(head) or SPSS_PORTABLE in head[:1024]:
        name = "a Stata file" if STATA.match(head) else "an SPSS portable file (.por)"
        raise FileError(
            "format_not_read_yet",
            f"The file is {name}, which cannot be read yet.",
            remedy='Export the answers as CSV and use format = "csv".',
        )
    _refuse_documents(head)
    return "text"


def refuse_mismatch(found: str, format_name: str) -> None:
    wanted = KIND_OF_FORMAT[format_name]
    if wanted != found:
        raise FileError(
            "format_mismatch",
            f"The file was to be read as {KIND_IN_WORDS[wanted]} (format “{format_name}”), "
            f"but it is {KIND_IN_WORDS[found]}.",
            remedy="Correct the format, or leave it out to have it recognized.",
        )


def _not_a_table(name: str, remedy: str) -> FileError:
    return FileError("not_a_table", f"The file is {name}, not a table of answers.", remedy=remedy)


def _refuse_other_zip(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise FileError(
            "damaged_file",
            "The file begins like a workbook, but it is damaged or was cut off.",
            remedy="Download or save it again.",
        ) from None
    if "xl/workbook.xml" in names:
        return
    if "xl/workbook.bin" in names:
        raise FileError("format_not_read_yet", "The file is a binary workbook (.xlsb).", remedy=SAVE_AS_XLSX)
    if "content.xml" in names:
        raise FileError(
            "format_not_read_yet", "The file is an OpenDocument file (.ods or .odt).", remedy=SAVE_AS_XLSX
        )
    if "word/document.xml" in names:
        raise _not_a_table("a Word document", EXPORT_CSV)
    raise _not_a_table("a compressed folder (zip)", "Unpack it and give the file inside.")


def _refuse_ole(path: Path) -> None:
    with path.open("rb") as stream:
        protected = "EncryptedPackage".encode("utf-16-le") in stream.read(4_000_000)
    if protected:
        raise FileError(
            "encrypted_file",
            "The workbook is protected by a password.",
            remedy="Open it, remove the password, and save a copy as .xlsx.",
        )
    raise FileError(
        "format_not_read_yet", "The file is in an old Office format, such as .xls.", remedy=SAVE_AS_XLSX
    )


def _refuse_documents(head: bytes) -> None:
    text = head.decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", errors="ignore")
    if MARKUP.match(text):
        raise _not_a_table("a web page (HTML)", SAVE_AS_XLSX)
    if JSON.match(text):
        raise _not_a_table("a JSON document", EXPORT_CSV)
    if XML.match(text):
        raise _not_a_table("an XML document", EXPORT_CSV)
    for pattern, name in DOCUMENTS:
        if pattern.match(text):
            raise _not_a_table(name, EXPORT_CSV)
