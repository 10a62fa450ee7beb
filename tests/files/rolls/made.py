"""Rolls made for the tests, and what they come to."""

import csv
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from fivefold.files.errors import FileError
from fivefold.files.rolls.opening import open_people
from fivefold.files.rolls.people import People

# As the standard orders them.
USERS_1_1 = (
    "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,"
    "middleName,identifier,email,sms,phone,agentSourcedIds,grades,password"
)
USERS_1_2 = (
    "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,"
    "identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,resourceSourcedIds,"
    "preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns"
)
ROLES_1_2 = (
    "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,"
    "userProfileSourcedId"
)
ORGS = "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId"
ENROLLMENTS = "sourcedId,classSourcedId,schoolSourcedId,userSourcedId,role\ne1,c1,s1,p1,student\n"


def rows(header: str, *given: Mapping[str, str]) -> str:
    """A CSV whose rows fill some of the columns; `enabledUser` is true unless told."""
    lines = [header]
    for row in given:
        filled = {"enabledUser": "true", **row}
        lines.append(",".join(f'"{filled.get(name, "")}"' for name in header.split(",")))
    return "\n".join(lines) + "\n"


def user(number: int | str, **more: str) -> dict[str, str]:
    return {"sourcedId": f"u{number}", "givenName": "Ana", "familyName": "Ruiz", "username": "ana", **more}


def listed(path: Path, *lines: Sequence[str], delimiter: str = ",", encoding: str = "utf-8") -> Path:
    with path.open("w", newline="", encoding=encoding) as file:
        csv.writer(file, delimiter=delimiter).writerows(lines)
    return path


def zipped(path: Path, files: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def tally(people: People, column: str) -> dict[tuple[str, ...], int]:
    trait = next(one for one in people.traits if one.name == column)
    return dict(trait.tally(people.count))


def told(people: People) -> list[str]:
    return [notice.code for notice in people.notices]


def refusal(path: Path) -> FileError:
    with pytest.raises(FileError) as caught:
        open_people(path)
    assert caught.value.remedy
    assert caught.value.file.startswith(path.name)
    return caught.value
