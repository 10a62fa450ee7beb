"""What a file is, by its content: names and endings are often wrong."""

import re
import zipfile
from pathlib import Path

from fivefold.files import tools
from fivefold.files.errors import FileError
from fivefold.files.sentences import Sentence, say

KIND_OF_FORMAT = {
    **dict.fromkeys(tools.FORMATS, "text"),
    **dict.fromkeys(tools.WORKBOOK_FORMATS, "workbook"),
    "spss": "spss",
    "stata": "stata",
}
READ = tuple(KIND_OF_FORMAT)
KIND_IN_WORDS = {
    "text": say("a text file"),
    "spss": say("an SPSS file"),
    "stata": say("a Stata file"),
    "workbook": say("an .xlsx workbook"),
}

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SAVE_AS_XLSX = say("Open it in a spreadsheet program and save it as .xlsx or as CSV.")
EXPORT_CSV = say("Export the answers from your survey tool as CSV.")
USE_CSV = say('Export the answers as CSV and use format = "csv".')
UNPACK = say("Unpack it and give the file inside.")
# (how the file begins, what it is, remedy)
FOREIGN: tuple[tuple[bytes, Sentence, Sentence], ...] = (
    (b"%PDF", say("a PDF document"), EXPORT_CSV),
    (b"{\\rtf", say("a text document (RTF)"), EXPORT_CSV),
    (b"SQLite format 3\0", say("a database (SQLite)"), EXPORT_CSV),
    (b"\x89PNG", say("a picture (PNG)"), EXPORT_CSV),
    (b"\xff\xd8\xff", say("a picture (JPEG)"), EXPORT_CSV),
    (b"GIF8", say("a picture (GIF)"), EXPORT_CSV),
    (b"\x1f\x8b", say("a compressed file (gzip)"), UNPACK),
    (b"BZh", say("a compressed file (bzip2)"), UNPACK),
    (b"\xfd7zXZ\0", say("a compressed file (xz)"), UNPACK),
    (b"7z\xbc\xaf\x27\x1c", say("a compressed folder (7z)"), UNPACK),
    (b"Rar!", say("a compressed folder (RAR)"), UNPACK),
    (b"PAR1", say("a Parquet file"), say("Save the table as CSV.")),
    (b"\x7fELF", say("a program"), EXPORT_CSV),
    (b"MZ\x90\0", say("a program"), EXPORT_CSV),
)
# From release 117 on Stata writes marked sections; older files begin with release, byte order and type.
STATA = re.compile(rb"<stata_dta>|[\x68-\x74][\x01\x02]\x01\0")
SAV = (b"$FL2", b"$FL3")
PORTABLE = re.compile(rb"ASCII SPSS PORT FILE|SPSSPORT[0-9A-Z]")
MARKUP = re.compile(r"\s*<(!doctype html|html|head|table|body)\b", re.I)
XML = re.compile(r"\s*<\?xml\b")
# (how the text begins, what it is)
DOCUMENTS: tuple[tuple[re.Pattern[str], Sentence], ...] = (
    (re.compile(r"\s*BEGIN:V(CALENDAR|EVENT|CARD)\b", re.I), say("a calendar or an address card")),
    (re.compile(r"\s*(%[^\n]*\n\s*)*@[a-z]+\s*\{", re.I), say("a bibliography (BibTeX)")),
    (re.compile(r"\s*(\d+\.?\s+)?(TY  - |PMID- )"), say("a bibliography (RIS)")),
)
JSON = re.compile(r'\s*(\{\s*"[^"]*"\s*:|\[\s*[\[{]\s*["{\[\d])')


def refuse_format(name: str) -> None:
    """Say at once when a format is not one that can be read."""
    if name not in READ:
        raise FileError(
            "unknown_format",
            say("“{format}” is not the name of a format.", format=name),
            remedy=say("Use one of: {formats}.", formats=", ".join(READ)),
        )


def kind(path: Path) -> str:
    """`text`, `spss`, `stata` or `workbook`; anything else is refused by name."""
    with path.open("rb") as stream:
        head = stream.read(4096)
    if not head:
        raise FileError("empty_file", say("The file is empty."), remedy=say("Export it again."))
    if head.startswith(SAV) or is_portable(head):
        return "spss"
    if STATA.match(head):
        return "stata"
    if head.startswith(b"PK"):
        _refuse_other_zip(path)
        return "workbook"
    if head.startswith(OLE):
        _refuse_ole(path)
    for beginning, name, remedy in FOREIGN:
        if head.startswith(beginning):
            raise _not_a_table(name, remedy)
    _refuse_documents(path, head)
    return "text"


def is_portable(head: bytes) -> bool:
    """Whether a file is SPSS's portable one, by its splash or by its tag: lines may end anywhere."""
    return PORTABLE.search(head[:1024].replace(b"\r", b"").replace(b"\n", b"")) is not None


def refuse_mismatch(found: str, format_name: str) -> None:
    wanted = KIND_OF_FORMAT[format_name]
    if wanted != found:
        raise FileError(
            "format_mismatch",
            say(
                "The file was to be read as {wanted} (format “{format}”), but it is {found}.",
                wanted=KIND_IN_WORDS[wanted],
                format=format_name,
                found=KIND_IN_WORDS[found],
            ),
            remedy=say("Correct the format, or leave it out to have it recognized."),
        )


def _not_a_table(name: Sentence, remedy: Sentence) -> FileError:
    return FileError(
        "not_a_table", say("The file is {what}, not a table of answers.", what=name), remedy=remedy
    )


def _refuse_other_zip(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise FileError(
            "damaged_file",
            say("The file begins like a workbook, but it is damaged or was cut off."),
            remedy=say("Download or save it again."),
        ) from None
    if "xl/workbook.xml" in names:
        return
    if "xl/workbook.bin" in names:
        raise FileError(
            "format_not_read_yet", say("The file is a binary workbook (.xlsb)."), remedy=SAVE_AS_XLSX
        )
    if "content.xml" in names:
        raise FileError(
            "format_not_read_yet",
            say("The file is an OpenDocument file (.ods or .odt)."),
            remedy=SAVE_AS_XLSX,
        )
    if "word/document.xml" in names:
        raise _not_a_table(say("a Word document"), EXPORT_CSV)
    raise _not_a_table(say("a compressed folder (zip)"), UNPACK)


def _refuse_ole(path: Path) -> None:
    with path.open("rb") as stream:
        protected = "EncryptedPackage".encode("utf-16-le") in stream.read(4_000_000)
    if protected:
        raise FileError(
            "encrypted_file",
            say("The workbook is protected by a password."),
            remedy=say("Open it, remove the password, and save a copy as .xlsx."),
        )
    raise FileError(
        "format_not_read_yet",
        say("The file is in an old Office format, such as .xls."),
        remedy=SAVE_AS_XLSX,
    )


def _refuse_documents(path: Path, head: bytes) -> None:
    text = head.decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", errors="ignore")
    if MARKUP.match(text):
        raise _not_a_table(say("a web page (HTML)"), SAVE_AS_XLSX)
    if JSON.match(text) or XML.match(text):
        from fivefold.files.codebooks.recognition import refuse_as_answers

        refuse_as_answers(path)
    if JSON.match(text):
        raise _not_a_table(say("a JSON document"), EXPORT_CSV)
    if XML.match(text):
        raise _not_a_table(say("an XML document"), EXPORT_CSV)
    for pattern, name in DOCUMENTS:
        if pattern.match(text):
            raise _not_a_table(name, EXPORT_CSV)
