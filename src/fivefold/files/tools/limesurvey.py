"""LimeSurvey: headings as question codes, as texts or as both, and VV files with a row of each."""

import re
from functools import partial

from fivefold.files.raw import RawTable
from fivefold.files.sentences import say
from fivefold.files.tools.layout import Head, Heading, Layout, mismatch
from fivefold.files.words import compact, vocabulary

FORMAT = "limesurvey-csv"
WORKBOOK_FORMAT = "xlsx"

SUBMITTED = vocabulary(
    "submitdate datesubmitted fechaenvio datumabgeschickt datesoumission datedesoumission dataenvio "
    "dataenvioresposta datainvio datadiinvio datumingediend"
)
# English, Spanish, German, French, Portuguese, Italian and Dutch. Two of these tell the tool.
TELLING = SUBMITTED | vocabulary(
    "lastpage ultimapagina letzteseite dernierepage laatstepagina "
    "startlanguage lenguajeinicial idiomainicial startsprache languedepart languedemarrage langueinitiale "
    "linguainicial linguapartida linguainiziale starttaal"
)
OWN = TELLING | vocabulary(
    "id seed token startdate datestamp ipaddr refurl interviewtime "
    "responseid accesscode datestarted datelastaction ipaddress referrerurl totaltime "
    "idrespuesta semilla contrasena codigoacceso fechainicio fechaultimaaccion direccionip urlreferencia "
    "urlreferente tiempototal "
    "antwortid zufallsgeneratorstartwert zufallsstartwert zugangscode zugangsschlussel datumgestartet "
    "datumletzteaktivitat ipadresse weiterleitungsurl gesamtzeit "
    "idreponse idlareponse graine teteserie codeacces codedacces jeton datelancement datedebut "
    "datederniereaction adresseip urlrenvoi urlreference tempstotal "
    "idresposta iddaresposta semente codigoacesso datainicio dataultimaacao datadaultimaacao enderecoip "
    "tempototal idrisposta seme codiceaccesso antwoordid"
)
TIMINGS = tuple(
    vocabulary(
        "grouptime questiontime tiempogrupo tiempodelgrupo tiempopregunta gruppenzeit fragenzeit fragezeit "
        "tempsgroupe tempsquestion tempogrupo tempodogrupo tempoquestao tempodaquestao"
    )
)
ENOUGH_TELLING = 2

NUMBERED_CODE = r"\d{3,}X\d+X\d+\w*"
CODE = re.compile(
    rf"{NUMBERED_CODE}|[^\W\d]\w*(\[\w+\])+|[^\W\d]\w* ?\(\w+\)|[^\W\d_]\w*_(SQ|A)\d+(_\w+)?", re.ASCII
)
IN_ROUND = re.compile(r"(?P<question>\w+) ?\((?P<row>\w+)\)")
TWO_SCALES = re.compile(r"(?P<question>.*\S) ?\[(?P<row>[^][]*)\]\[(?P<scale>[^][]*)\]", re.DOTALL)
TIME_OF_CODE = re.compile(r"(?P<question>\w+)Time|\d{3,}X\d+(X\d+)?time|groupTime\d+", re.ASCII)
# Code and text together: `G01Q01[A1]. How far do you agree? [We meet]`, with whatever sign was chosen.
WITH_TEXT = re.compile(r"(?:id|submitdate|lastpage|startlanguage)(?P<sign>\W{1,3})(?=\w)")

VV_ESCAPE = re.compile(r"\{(newline|cr|tab|quote|lbrace|rbrace)\}")
VV_SIGNS = {"newline": "\n", "cr": "\r", "tab": "\t", "quote": '"', "lbrace": "{", "rbrace": "}"}
NOT_SHOWN = "{question_not_shown}"


def recognize(head: Head) -> bool:
    if _is_vv(head) or _sign(head):
        return True
    telling = sum(form in TELLING for form in head.forms)
    own = sum(form in OWN for form in head.forms)
    codes = sum(bool(CODE.fullmatch(name)) for name in head.names)
    return (
        telling >= ENOUGH_TELLING
        or (telling > 0 and own > 1 and codes > 1)
        or sum(bool(re.fullmatch(NUMBERED_CODE, name)) for name in head.names) > 1
    )


def lay_out(head: Head) -> Layout:
    if _is_vv(head):
        return _lay_out_vv(head)
    sign = _sign(head)
    known = any(form in OWN for form in head.forms) or any(
        CODE.fullmatch(name) or name.endswith("]") for name in head.names
    )
    if not known and not sign:
        raise mismatch("LimeSurvey")
    questions = {re.split(r"[\[(]", name)[0].strip() for name in head.names}
    return Layout(
        head.rows(1),
        [_with_text(name, sign) if sign else _heading(name, questions) for name in head.names],
        _say_partial,
    )


def _is_vv(head: Head) -> bool:
    codes = [compact(cell) for cell in head.record(1)]
    return len(SUBMITTED.intersection(codes)) > 0 and len(TELLING.intersection(codes)) >= ENOUGH_TELLING


def _lay_out_vv(head: Head) -> Layout:
    codes = head.record(1)
    headings = []
    for name, code in zip(head.names, codes, strict=True):
        # Older versions write the question alone above each of its rows.
        text = f"{name} [{code}]" if name and head.names.count(name) > 1 else _grid(name)
        headings.append(Heading(name, text, metadata=_is_own(code) or _is_own(name)))
    # Every line of the header ends with a tab, the answers do not.
    while not head.workbook and not headings[-1].name and not codes[len(headings) - 1]:
        headings.pop()
    return Layout(head.rows(2), headings, partial(_finish_vv, codes=codes))


def _sign(head: Head) -> str | None:
    """What stands between code and text, where every heading has both."""
    found = (WITH_TEXT.match(name) for name in head.names)
    signs = [match["sign"] for match in found if match]
    return signs[0] if len(signs) >= ENOUGH_TELLING and len(set(signs)) == 1 else None


def _with_text(name: str, sign: str) -> Heading:
    code, _, text = name.partition(sign)
    return Heading(name, _grid(text.strip()) or text.strip(), metadata=_is_own(code) or _is_own(text))


def _heading(name: str, questions: set[str]) -> Heading:
    timing = TIME_OF_CODE.fullmatch(name)
    of_question = timing is not None and (timing["question"] is None or timing["question"] in questions)
    return Heading(name, _grid(name), metadata=_is_own(name) or of_question)


def _is_own(name: str) -> bool:
    form = compact(name)
    return form in OWN or (":" in name and form.startswith(TIMINGS))


def _grid(name: str) -> str:
    """A heading said so that the rows of one question, and of one of its two scales, are seen together."""
    if match := IN_ROUND.fullmatch(name):
        return f"{match['question']} [{match['row']}]"
    if match := TWO_SCALES.fullmatch(name):
        return f"{match['question']} ({match['scale']}) [{match['row']}]"
    return ""


def _finish_vv(table: RawTable, codes: list[str]) -> None:
    for column, code in zip(table.columns, codes, strict=False):
        column.rewrite(_plain_submitted if compact(code) in SUBMITTED else _plain)
    _say_partial(table)


def _plain(text: str) -> str:
    if "{" not in text:
        return text
    return "" if text == NOT_SHOWN else VV_ESCAPE.sub(lambda found: VV_SIGNS[found[1]], text)


def _plain_submitted(text: str) -> str:
    return "" if text == "NULL" else _plain(text)


def _say_partial(table: RawTable) -> None:
    """An answer that was never submitted has no date; it is an answer all the same."""
    for column in table.columns:
        if column.metadata and SUBMITTED.intersection(_forms(column.name)):
            unfinished = sum(code < 0 for code in column.encoder.codes)
            if unfinished > 0:
                table.notices.append(
                    (
                        "partial_answers",
                        say(
                            "{count} of {rows} rows were never submitted; what was answered in them counts.",
                            count=unfinished,
                            rows=len(table.record),
                        ),
                        None,
                        None,
                    )
                )
            return


def _forms(name: str) -> tuple[str, str]:
    return compact(name), compact(re.split(r"\W", name)[0])
