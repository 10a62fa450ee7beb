"""The small survey files that the documents speak of, made where they are needed."""

import csv
import shutil
import zipfile
from pathlib import Path

import pyreadstat
import xlsxwriter

from tests.docs.pages import DOCS

FREQUENCY = {1: "Never", 2: "Seldom", 3: "Sometimes", 4: "Often", 5: "Always"}
# Nine people of the district and eight of the university, three items each; 9: I cannot tell.
PRACTICE = ((4, 4, 3), (5, 4, 4), (3, 3, 2), (4, 5, 4), (2, 3, 3), (4, 4, 9), (5, 5, 4), (3, 4, 3), (4, 3, 4))
RESEARCH = ((5, 5, 4), (4, 4, 4), (5, 4, 5), (4, 4, 3), (5, 5, 5), (3, 4, 4), (4, 5, 9), (5, 4, 4))
ROLES = ("teacher", "teacher", "teacher", "aide", "districtAdministrator", "parent")
PEOPLE = [("District", row) for row in PRACTICE] + [("University", row) for row in RESEARCH]


def write_all(folder: Path) -> None:
    shutil.copy(DOCS / "examples" / "survey.csv", folder / "survey.csv")
    _write_qualtrics(folder / "qualtrics.csv")
    _write_spss(folder / "staff.sav")
    _write_workbook(folder / "survey.xlsx")
    _write_tidy(folder / "tidy.csv")
    _write_with_a_slip(folder / "slip.csv")
    _write_members(folder / "members.csv")
    _write_one_roster(folder / "oneroster.zip", ROLES)
    _write_one_roster(folder / "school.zip", ("teacher", "student", "student"))
    _write_redcap(folder / "redcap.csv", folder / "dictionary.csv")


def _word(number: int) -> str:
    return {**FREQUENCY, 9: "I cannot tell"}[number]


def _write_qualtrics(path: Path) -> None:
    stem = "This year, how often was this true? - "
    names = ["StartDate", "Status", "IPAddress", "ResponseId", "Q1_1", "Q1_2", "Q1_3", "Q2"]
    texts = [
        *("Start Date", "Response Type", "IP Address", "Response ID"),
        *(f"{stem}{item}" for item in ("We met as planned", "I was asked first", "My knowledge counted")),
        "Where do you work?",
    ]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        writer.writerow(texts)
        writer.writerow(f'{{"ImportId":"QID{place}"}}' for place in range(len(names)))
        preview = ["2026-03-01 08:00:00", "Survey Preview", "", "R_0", *["Always"] * 3, "District"]
        writer.writerow(preview)
        for place, (side, answers) in enumerate(PEOPLE, start=1):
            about = [f"2026-03-{place + 1:02} 09:30:00", "IP Address", "192.0.2.1", f"R_{place}"]
            writer.writerow([*about, *map(_word, answers), side])


def _write_spss(path: Path) -> None:
    import pandas

    items = pandas.DataFrame([row for _, row in PEOPLE], columns=["MET", "ASKED", "COUNTED"], dtype=float)
    items.insert(0, "SIDE", [1.0 if side == "District" else 2.0 for side, _ in PEOPLE])
    labels = {float(number): word for number, word in {**FREQUENCY, 9: "I cannot tell"}.items()}
    pyreadstat.write_sav(
        items,
        str(path),
        column_labels=[
            "Where do you work?",
            "We met as planned",
            "I was asked first",
            "My knowledge counted",
        ],
        variable_value_labels={
            "SIDE": {1.0: "School district", 2.0: "University"},
            **dict.fromkeys(("MET", "ASKED", "COUNTED"), labels),
        },
        missing_ranges={name: [9.0] for name in ("MET", "ASKED", "COUNTED")},
    )


def _write_redcap(path: Path, dictionary: Path) -> None:
    """Bare codes, and the dictionary that says what they mean."""
    choices = " | ".join(f"{number}, {word}" for number, word in {**FREQUENCY, 9: "I cannot tell"}.items())
    asked = {"met": "We met as planned", "asked": "I was asked first", "counted": "My knowledge counted"}
    stem = "This year, how often was this true?"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["record_id", "side", *asked])
        for place, (side, answers) in enumerate(PEOPLE, start=1):
            writer.writerow([place, 1 if side == "District" else 2, *answers])
    with dictionary.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(
            [
                *("Variable / Field Name", "Form Name", "Section Header", "Field Type", "Field Label"),
                *("Choices, Calculations, OR Slider Labels", "Matrix Group Name"),
            ]
        )
        writer.writerow(["record_id", "survey", "", "text", "Record ID", "", ""])
        sides = "1, School district | 2, University"
        writer.writerow(["side", "survey", "", "radio", "Where do you work?", sides, ""])
        for place, (name, text) in enumerate(asked.items()):
            writer.writerow([name, "survey", "" if place else stem, "radio", text, choices, "often"])


def _write_workbook(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Answers")
        sheet.write_row(0, 0, ["organization", "met", "asked", "counted"])
        for place, (side, answers) in enumerate(PEOPLE, start=1):
            sheet.write_row(place, 0, [side, *(-99 if answer == 9 else answer for answer in answers)])
        book.add_worksheet("Notes").write(0, 0, "−99: no answer was given.")


def _write_tidy(path: Path) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["lado", "reuniones", "consulta", "distancia"])
        for side, answers in PEOPLE:
            numbers = ["" if answer == 9 else answer for answer in answers]
            # The last statement runs against the others.
            against = "" if numbers[2] == "" else 6 - int(numbers[2])
            writer.writerow(["distrito" if side == "District" else "universidad", *numbers[:2], against])


def _write_with_a_slip(path: Path) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["organization", "met", "asked", "counted"])
        for place, (side, answers) in enumerate(PEOPLE):
            numbers = ["" if answer == 9 else answer for answer in answers]
            writer.writerow([side, *("7" if place == 3 and number == 5 else number for number in numbers)])


def _write_members(path: Path) -> None:
    """Fourteen of the district, ten of the university, three of a foundation, and one of them twice."""
    belong = ["Cedar School District"] * 14 + ["State University"] * 10 + ["Cedar Education Fund"] * 3
    lines = [(f"Person {place}", f"p{place}@example.org", one) for place, one in enumerate(belong, start=1)]
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("Name", "E-mail", "Organization"), *lines, lines[3]])


def _write_one_roster(path: Path, roles: tuple[str, ...]) -> None:
    numbered = list(enumerate(roles, start=1))
    files = {
        "users.csv": ["sourcedId,enabledUser,givenName,familyName"]
        + [f"u{place},{'false' if place == 2 else 'true'},Ana,Ruiz" for place, _ in numbered],
        "roles.csv": ["sourcedId,userSourcedId,roleType,role,orgSourcedId"]
        + [f"r{place},u{place},primary,{role},o1" for place, role in numbered],
        "enrollments.csv": ["sourcedId,classSourcedId,schoolSourcedId,userSourcedId,role"],
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, lines in files.items():
            archive.writestr(name, "\n".join(lines))
