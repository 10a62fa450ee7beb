"""Columns that say who or where a person is. No answer is in them; a mapping leaves them out.

As in `pupils`, a name is compared word by word; the phrases of `within` are found inside a long question too.
"""

from dataclasses import dataclass

from fivefold.files.sentences import Sentence, say
from fivefold.files.table import Column
from fivefold.files.words import vocabulary, words

NAME_WORDS = 6


@dataclass(frozen=True)
class Personal:
    """`names` are whole names; `within` are phrases that tell in a longer name or question too."""

    reason: Sentence
    names: frozenset[str]
    within: tuple[tuple[str, ...], ...] = ()


def _phrases(*phrases: str) -> tuple[tuple[str, ...], ...]:
    return tuple(words(phrase) for phrase in phrases)


# English, Spanish and German, with the names that Qualtrics, Google Forms and SurveyMonkey give.
PERSONAL = (
    Personal(
        say("name"),
        vocabulary(
            "name names fullname firstname lastname middlename surname givenname familyname forename "
            "fname lname recipientfirstname recipientlastname yourname nombre nombres apellido "
            "apellidos nombrecompleto vorname nachname familienname vollstandigername respondentname "
            "contactname"
        ),
        _phrases(
            "your name",
            "first name",
            "last name",
            "preferred name",
            "full name",
            "name do students call you",
            "su nombre",
            "tu nombre",
            "nombre completo",
            "nombre destinatario",
            "apellido destinatario",
            "nachname empfängers",
            "vorname empfängers",
            "ihr name",
        ),
    ),
    Personal(
        say("e-mail address"),
        vocabulary("email mail recipientemail emailaddress useremail correo correoelectronico eposta"),
        _phrases(
            "your email",
            "email address",
            "e mail address",
            "your e mail",
            "school email",
            "work email",
            "correo electrónico",
        ),
    ),
    Personal(
        say("IP address"),
        vocabulary("ip ipaddress ipaddr direccionip ipadresse"),
        _phrases("IP address", "dirección IP", "IP Adresse"),
    ),
    Personal(
        say("coordinates"),
        vocabulary(
            "latitude longitude lat lon lng gps geolocation coordinates locationlatitude "
            "locationlongitude locationaccuracy latitud longitud coordenadas breitengrad langengrad"
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
            "fingerprint cookie dispositivo navegador gerat subscriberid simserial"
        ),
        _phrases("meta info browser", "meta info operating system", "user agent", "device identifier"),
    ),
    Personal(
        say("telephone number"),
        vocabulary(
            "phone phonenumber telephone mobile cell cellphone sms telefono celular telefonnummer handy"
        ),
        _phrases("phone number", "número teléfono", "your telephone"),
    ),
    Personal(
        say("postal address"),
        vocabulary("address homeaddress streetaddress street zipcode postcode direccion domicilio anschrift"),
        _phrases("home address", "street address", "mailing address"),
    ),
    Personal(
        say("official number"),
        vocabulary("ssn socialsecuritynumber employeeid employeenumber staffid passport curp rfc dni nss"),
        _phrases("social security number", "employee id", "número empleado"),
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
            "token responseid respondentid recipientid collectorid linkid customdata "
            "referenciaexterna externedatenreferenz antwortid idrespuesta"
        ),
        _phrases("external data reference"),
    ),
)


def is_personal(column: Column) -> Sentence | None:
    """Why the column is left out ("e-mail address"), or None."""
    for said in (column.name, column.text):
        form = words(said)
        whole = "".join(form)
        for kind in PERSONAL:
            if (len(form) <= NAME_WORDS and whole in kind.names) or any(
                _within(form, part) for part in kind.within
            ):
                return kind.reason
    return None


def _within(form: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    length = len(phrase)
    return any(form[start : start + length] == phrase for start in range(len(form) - length + 1))
