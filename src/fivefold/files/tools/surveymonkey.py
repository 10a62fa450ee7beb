"""SurveyMonkey: a row of questions and a row of their options, or both run together in one row.

A question with several columns names the first of them; the blank cells to its right go on with it. The
tool's own columns stand first and are blank in the second row, where an answer would have its number.
"""

import re
from collections import Counter

from fivefold.files.tools.layout import Head, Heading, Layout, mismatch
from fivefold.files.words import compact, vocabulary

FORMAT = "surveymonkey-csv"
WORKBOOK_FORMAT = "xlsx"

# English, Spanish, German, French and Portuguese, in the older and the newer export.
RESPONDENT = vocabulary(
    "respondentid iddelencuestado idencuestado identificadorencuestado iddelencuestadoa befragtenid "
    "teilnehmerid iddurepondant idrepondant identifiantdurepondant iddorespondente idrespondente"
)
OWN = RESPONDENT | vocabulary(
    "collectorid startdate enddate datecreated datemodified ipaddress emailaddress firstname lastname "
    "customdata custom1 customdata1 customdata2 customdata3 customdata4 customdata5 "
    "idrecopilador idcollector fechainicio fechafinalizacion fechafin direccionip "
    "direccioncorreoelectronico nombre apellido apellidos datospersonalizados datospersonalizados1 "
    "collectorid kollektorid startdatum enddatum ipadresse emailadresse vorname nachname "
    "benutzerdefiniertedaten benutzerdefiniertedaten1 "
    "idducollecteur idcollecteur datedebut datefin adresseip adresseemail prenom nomfamille nom "
    "donneespersonnalisees donneespersonnalisees1 "
    "iddocoletor idcoletor datainicio datatermino datafim enderecoip enderecoemail primeironome "
    "sobrenome dadospersonalizados dadospersonalizados1"
)
# Under a question with a single column the second row says only that an answer stands here.
RESPONSE = vocabulary(
    "response openendedresponse respuesta respuestaabierta antwort beantwortung offeneantwort freieantwort "
    "reponse reponselibre reponseouverte reponseacommentaireouvert resposta respostaaberta "
    "respostaemaberto respostadissertativa"
)
LONG_NUMBER = re.compile(r"\d{8,}")
ENOUGH_OWN = 3
ENOUGH_RESPONSES = 2


def recognize(head: Head) -> bool:
    if _has_options(head):
        return True
    if head.forms[0] not in RESPONDENT:
        return False
    numbers = [record[0].strip() for record in head.records[1:] if record and record[0].strip()]
    own = sum(form in OWN for form in head.forms)
    return own >= ENOUGH_OWN or (bool(numbers) and all(map(LONG_NUMBER.fullmatch, numbers)))


def lay_out(head: Head) -> Layout:
    options = head.record(1)
    if not RESPONDENT.intersection(head.forms) and not any(compact(cell) in RESPONSE for cell in options):
        raise mismatch("SurveyMonkey")
    rows = head.rows(2 if _has_options(head) else 1)
    return Layout(rows, _two_rows(head) if rows > 1 else _one_row(head))


def _has_options(head: Head) -> bool:
    """Whether the second record belongs to the header: it has no respondent, or says “Response”."""
    if len(head.records) < 2:
        return False
    options = head.record(1)
    numbered = [option for form, option in zip(head.forms, options, strict=True) if form in RESPONDENT]
    if numbered:
        return not any(numbered)
    said = sum(compact(option) in RESPONSE for option in options)
    return said >= ENOUGH_RESPONSES and any(not name for name in head.names)


def _two_rows(head: Head) -> list[Heading]:
    headings = []
    question = ""
    for name, form, option in zip(head.names, head.forms, head.record(1), strict=True):
        own = form in OWN and not option
        question = "" if own else name or question
        headings.append(Heading(name, "" if own else _asked(question, option), metadata=own))
    return headings


def _asked(question: str, option: str) -> str:
    if not option or compact(option) in RESPONSE:
        return question
    return f"{question} [{option}]" if question else option


def _one_row(head: Head) -> list[Heading]:
    """Where several names begin with the same question and a dash, what follows is its option."""
    parts = [name.rpartition(" - ") for name in head.names]
    shared = Counter(question for question, _, _ in parts)
    headings = []
    for name, form, (question, _, option) in zip(head.names, head.forms, parts, strict=True):
        asked = f"{question} [{option}]" if question and shared[question] > 1 else ""
        headings.append(Heading(name, asked, metadata=form in OWN))
    return headings
