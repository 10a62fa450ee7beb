"""Columns that say who or where a person is."""

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
