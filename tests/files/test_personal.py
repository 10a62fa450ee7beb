"""Columns that say who or where a person is."""

import time

import numpy as np
import pytest

from fivefold.files.personal import is_personal
from fivefold.files.table import Column


def column(name: str, text: str = "") -> Column:
    return Column(name, text, {}, frozenset(), (), np.zeros(0, dtype=np.int32))


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("RecipientLastName", "name"),
        ("Recipient First Name", "name"),
        ("What is your preferred name?", "name"),
        ("What name do students call you?", "name"),
        ("Nachname des Empfängers", "name"),
        ("Apellido del destinatario", "name"),
        ("Nombre completo", "name"),
        ("RecipientEmail", "e-mail address"),
        ("E-Mail", "e-mail address"),
        ("What is your school email address?", "e-mail address"),
        ("Correo electrónico", "e-mail address"),
        ("IPAddress", "IP address"),
        ("IP-Adresse", "IP address"),
        ("Dirección IP", "IP address"),
        ("LocationLatitude", "coordinates"),
        ("Längengrad des Standorts", "coordinates"),
        ("Browser Meta Info - User Agent", "device"),
        ("Q3_Resolution", None),
        ("deviceid", "device"),
        ("Phone number", "telephone number"),
        ("Home address", "postal address"),
        ("employee_id", "official number"),
        ("ExternalReference", "account or link to the invitation"),
        ("ResponseId", "account or link to the invitation"),
        ("token", "account or link to the invitation"),
        ("Zugangscode", "account or link to the invitation"),
        ("Code d’accès", "account or link to the invitation"),
        ("Custom Data 2", "account or link to the invitation"),
        ("redcap_survey_identifier", "account or link to the invitation"),
        ("Survey Identifier", "account or link to the invitation"),
        ("ipaddr", "IP address"),
        ("Adresse IP", "IP address"),
        ("Endereço IP", "IP address"),
        ("Adresse e-mail", "e-mail address"),
        ("Endereço de e-mail", "e-mail address"),
        ("Votre nom", "name"),
        ("Seu nome completo", "name"),
        ("Numéro de téléphone", "telephone number"),
        ("_geolocation", "coordinates"),
        ("_school_longitude", "coordinates"),
        ("Teacher name", "name"),
        ("Name (First Last)", "name"),
        ("Name of person completing this survey", "name"),
        ("Nombre y apellido", "name"),
        ("Nombre del maestro", "name"),
        ("Please enter your district email", "e-mail address"),
        ("Teléfono celular", "telephone number"),
        ("Home ZIP code", "postal address"),
        ("Employee #", "official number"),
        ("Participant ID", "account or link to the invitation"),
        ("SessionID", "account or link to the invitation"),
        ("Q10_Name", "uploaded file"),
    ],
)
def test_known_names(name: str, reason: str | None) -> None:
    assert is_personal(column(name)) == reason


def test_the_question_tells_where_the_name_does_not() -> None:
    assert is_personal(column("V3", "Vorname des Empfängers")) == "name"
    assert is_personal(column("V5", "EmailAddress")) == "e-mail address"


@pytest.mark.parametrize(
    "name",
    [
        "trust_1",
        "side",
        "school",
        "Findings reached us by email in time",
        "I can name the goals of the partnership",
        "Our team addresses problems of practice",
        "Duration (in seconds)",
        "comment",
    ],
)
def test_answers_are_not_personal(name: str) -> None:
    assert is_personal(column(name)) is None


def told(name: str, *cells: str) -> str | None:
    codes = np.arange(len(cells), dtype=np.int32)
    return is_personal(Column(name, "", {}, frozenset(), cells, codes))


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (("ana@example.org", " bo@mail.example.org "), "e-mail address"),
        (("10.0.0.1", "192.168.1.20"), "IP address"),
        (("2001:db8:0:0:0:0:0:1",), "IP address"),
        (("-17.8123 177.4215 0 0", "12.3456 -1.2345"), "coordinates"),
        (("19.4326, -99.1332",), "coordinates"),
        (("https://drive.example/open?id=1", "https://a.example/1, https://a.example/2"), "link"),
        (("ana@example.org", "by telephone"), None),
        (("3.5", "4.0"), None),
        (("1.2.3", "08:30:00"), None),
        ((), None),
    ],
)
def test_cells_tell_where_no_name_does(cells: tuple[str, ...], reason: str | None) -> None:
    assert told("Q7", *cells) == reason


def test_a_row_of_a_grid_is_personal_where_each_wrote_something_else() -> None:
    column = Column("Contact [Name]", "", {}, frozenset(), ("Ana", "Bo"), np.array([0, 1], dtype=np.int32))
    assert is_personal(column) == "name"
    rated = Column("How useful? [Email]", "", {}, frozenset(), ("Very",), np.zeros(8, dtype=np.int32))
    assert is_personal(rated) is None


@pytest.mark.parametrize("part", ["aA", "1:", "e mail "])
def test_a_header_as_long_as_a_book_is_looked_through_in_no_time(part: str) -> None:
    began = time.process_time()
    told(f"{part * 200_000} x")
    assert time.process_time() - began < 3
