"""Columns that say who or where a person is. No answer is in them; a mapping leaves them out.

As in `pupils`, a name is compared word by word; the phrases of `within` are found inside a long question too.
Where no name tells, cells do that are nothing but e-mail addresses, IP addresses or coordinates.
"""

import re
from dataclasses import dataclass

from fivefold.files.sentences import Sentence, say
from fivefold.files.table import EMPTY, Column
from fivefold.files.words import vocabulary, words

NAME_WORDS = 6
CELLS_LOOKED_AT = 20


@dataclass(frozen=True)
class Personal:
    """`names` are whole names; `within` are phrases that tell in a longer name or question too."""

    reason: Sentence
    names: frozenset[str]
    within: tuple[tuple[str, ...], ...] = ()


def _phrases(*phrases: str) -> tuple[tuple[str, ...], ...]:
    return tuple(words(phrase) for phrase in phrases)


# SurveyMonkey's columns for whatever its user stored with a contact; they may be numbered.
CUSTOM_DATA = frozenset(
    f"{name}{number}"
    for name in (
        "custom",
        "customdata",
        "datospersonalizados",
        "benutzerdefiniertedaten",
        "donneespersonnalisees",
        "dadospersonalizados",
    )
    for number in ("", *range(1, 11))
)
# Of a place, the tools of ODK write the parts beside it.
PART_OF_PLACE = re.compile(r"_.+_(latitude|longitude|altitude|precision)|.+[-.:](Latitude|Longitude)")
# Qualtrics writes of a file that was handed in what it was called.
UPLOAD = re.compile(r"Q(ID)?\d+_(Id|Name|Size|Type)")
CELLS: tuple[tuple[re.Pattern[str], Sentence], ...] = (
    (re.compile(r"[^\s@,;]+@[^\s@,;]+\.\w{2,}"), say("e-mail address")),
    (re.compile(r"\d{1,3}(\.\d{1,3}){3}|([0-9a-f]{1,4}:){3,7}:?[0-9a-f]{0,4}", re.I), say("IP address")),
    (re.compile(r"(https?://\S+\s*)+"), say("link")),
    (re.compile(r"-?\d{1,3}\.\d{3,}[ ,;]\s?-?\d{1,3}\.\d{3,}( -?[\d.]+){0,2}"), say("coordinates")),
)

# English, Spanish, German, French and Portuguese, with the names that survey tools give.
PERSONAL = (
    Personal(
        say("name"),
        vocabulary(
            "name names fullname firstname lastname middlename surname givenname familyname forename "
            "fname lname recipientfirstname recipientlastname yourname nombre nombres apellido "
            "apellidos nombrecompleto vorname nachname familienname vollstandigername respondentname "
            "contactname submittername teachername principalname staffname employeename initials signature "
            "iniciales firma prenom nom nomfamille nomcomplet nome sobrenome apelido "
            "primeironome nomecompleto"
        ),
        _phrases(
            "your name",
            "first name",
            "last name",
            "preferred name",
            "full name",
            "name do students call you",
            "name of person",
            "name first",
            "teacher name",
            "principal name",
            "nombre y apellido",
            "nombre maestro",
            "nombre docente",
            "su nombre",
            "tu nombre",
            "nombre completo",
            "nombre destinatario",
            "apellido destinatario",
            "nachname empfängers",
            "vorname empfängers",
            "ihr name",
            "nombre y apellidos",
            "votre nom",
            "votre prénom",
            "nom complet",
            "prénom destinataire",
            "nom destinataire",
            "seu nome",
            "nome completo",
            "nome destinatário",
        ),
    ),
    Personal(
        say("e-mail address"),
        vocabulary(
            "email mail recipientemail emailaddress email1 email2 useremail correo correoelectronico eposta "
            "respondentemail emailadresse direccioncorreoelectronico courriel adressecourriel "
            "adresseemail enderecoemail"
        ),
        _phrases(
            "your email",
            "email address",
            "e mail address",
            "your e mail",
            "school email",
            "work email",
            "district email",
            "personal email",
            "contact email",
            "correo electrónico",
            "e mail adresse",
            "adresse e mail",
            "adresse électronique",
            "endereço e mail",
        ),
    ),
    Personal(
        say("IP address"),
        vocabulary("ip ipaddress ipaddr direccionip ipadresse adresseip enderecoip"),
        _phrases("IP address", "dirección IP", "IP Adresse", "adresse IP", "endereço IP"),
    ),
    Personal(
        say("coordinates"),
        vocabulary(
            "latitude longitude lat lon lng gps geolocation coordinates locationlatitude "
            "locationlongitude locationaccuracy latitud longitud coordenadas breitengrad langengrad "
            "coordonnees koordinaten geopoint"
        ),
        _phrases(
            "location latitude",
            "location longitude",
            "latitud ubicación",
            "longitud ubicación",
            "Breitengrad Standorts",
            "Längengrad Standorts",
        ),
    ),
    Personal(
        say("device"),
        vocabulary(
            "deviceid device useragent browser browserversion operatingsystem resolution imei "
            "fingerprint cookie dispositivo navegador gerat subscriberid simserial simid"
        ),
        _phrases("meta info browser", "meta info operating system", "user agent", "device identifier"),
    ),
    Personal(
        say("telephone number"),
        vocabulary(
            "phone phonenumber telephone mobile cell cellphone sms telefono celular telefonnummer handy "
            "numerotelephone telefone"
        ),
        _phrases(
            "phone number",
            "mobile number",
            "número teléfono",
            "teléfono celular",
            "número celular",
            "your telephone",
            "numéro téléphone",
            "número telefone",
        ),
    ),
    Personal(
        say("postal address"),
        vocabulary(
            "address homeaddress streetaddress street zip zipcode postcode postalcode "
            "codigopostal direccion domicilio anschrift"
        ),
        _phrases("home address", "street address", "mailing address", "zip code", "código postal"),
    ),
    Personal(
        say("official number"),
        vocabulary(
            "ssn socialsecuritynumber employeeid employeenumber employee# staffid badgenumber "
            "passport curp rfc dni nss"
        ),
        _phrases("social security number", "employee id", "staff id", "badge number", "número empleado"),
    ),
    Personal(
        say("date of birth"),
        vocabulary("dob birthdate birthday dateofbirth fechanacimiento geburtsdatum"),
        _phrases("date of birth", "fecha nacimiento"),
    ),
    Personal(
        say("account or link to the invitation"),
        vocabulary(
            "username userid login usuario externalreference externaldatareference contactid panelid "
            "panelistid participantid uniqueid sessionid networkid trackinglink referer referrer "
            "urlreferencia linkedin token responseid respondentid recipientid collectorid linkid "
            "referenciaexterna externedatenreferenz antwortid idrespuesta idreponse idresposta "
            "accesscode codigoacceso zugangscode zugangsschlussel codeacces codedacces codigoacesso jeton "
            "submittedby submitterid validationstatusbywhom uuid instanceid metainstanceid refurl "
            "referrerurl redcapsurveyidentifier surveyidentifier identificadorencuesta umfragekennung "
            "identifiantenquete identificadorpesquisa "
            "identificadorencuestado idencuestado befragtenid teilnehmerid idrepondant identifiantrepondant "
            "idrespondente nomdutilisateur nomedousuario nutzername benutzername nombreusuario"
        )
        | CUSTOM_DATA,
        _phrases("external data reference"),
    ),
)


def is_personal(column: Column) -> Sentence | None:
    """Why the column is left out ("e-mail address"), or None."""
    if PART_OF_PLACE.fullmatch(column.name):
        return say("coordinates")
    if UPLOAD.fullmatch(column.name):
        return say("uploaded file")
    for said in (column.name, column.text, column.field, _row_of_grid(column)):
        form = words(said)
        whole, line = "".join(form), _line(form)
        for kind in PERSONAL:
            if (len(form) <= NAME_WORDS and whole in kind.names) or any(
                _line(part) in line for part in kind.within
            ):
                return kind.reason
    return _by_its_cells(column)


def _row_of_grid(column: Column) -> str:
    """What stands in brackets, where each person wrote something else: “E-mail” may also be rated."""
    said = column.text or column.name
    filled = int((column.codes != EMPTY).sum())
    if said.endswith("]") and 2 * len(column.values) > filled:
        return said.rpartition("[")[2][:-1]
    return ""


def _by_its_cells(column: Column) -> Sentence | None:
    cells = [text.strip() for text in column.values[:CELLS_LOOKED_AT]]
    return next(
        (reason for pattern, reason in CELLS if cells and all(map(pattern.fullmatch, cells))),
        None,
    )


def _line(form: tuple[str, ...]) -> str:
    """Words as a text in which a phrase is found fast: a header may be as long as a book."""
    return f" {' '.join(form)} "
