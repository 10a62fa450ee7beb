"""Rolls drawn at random give back their counts, whatever the order, the capitals and who is listed twice."""

import csv
from collections import Counter
from io import StringIO
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from fivefold.files.rolls.opening import open_people
from tests.files.rolls.made import ORGS, ROLES_1_2, USERS_1_1, USERS_1_2, refusal, rows, tally, user, zipped
from tests.files.written import write

# Each example starts a process that reads the file.
FEW = settings(max_examples=15)
SIDES = ("Cedar District", "State University", "The Hub")
STAFF = ("teacher", "administrator", "aide", "proctor", "principal", "counselor", "siteAdministrator")
capitals = st.sampled_from((str, str.upper, str.title, lambda text: f"  {text}  ".replace(" ", "  ")))


@FEW
@given(data=st.data())
def test_a_list_in_any_order(tmp_path_factory, data: st.DataObject) -> None:  # type: ignore[no-untyped-def]
    people = data.draw(st.lists(st.sampled_from(SIDES), min_size=1, max_size=30))
    lines = [(f"P{place}", f"p{place}@d.org", side) for place, side in enumerate(people)]
    lines += data.draw(st.lists(st.sampled_from(lines), max_size=10))
    lines = data.draw(st.permutations(lines))
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow(["name", "e-mail", "organization"])
    for name, mail, side in lines:
        writer.writerow([name, data.draw(capitals)(mail).replace("  ", " "), data.draw(capitals)(side)])
    roll = open_people(write(_folder(tmp_path_factory) / "members.csv", written.getvalue()))
    assert roll.count == len(people)
    found = {" ".join(value).casefold(): count for value, count in tally(roll, "organization").items()}
    assert found == {side.casefold(): count for side, count in Counter(people).items()}
    assert ("repeated_people" in {one.code for one in roll.notices}) == (len(lines) > len(people))


@FEW
@given(data=st.data())
def test_staff_of_a_one_roster_export(tmp_path_factory, data: st.DataObject) -> None:  # type: ignore[no-untyped-def]
    """1.1 and 1.2 say the same of the same people; one student, anywhere, refuses both."""
    roles = data.draw(st.lists(st.sampled_from(STAFF), min_size=1, max_size=20))
    enabled = data.draw(st.lists(st.booleans(), min_size=len(roles), max_size=len(roles)))
    enabled[data.draw(st.integers(0, len(roles) - 1))] = True
    people = data.draw(st.permutations(list(zip(range(len(roles)), roles, enabled, strict=True))))
    active = Counter((role,) for _, role, is_on in people if is_on)
    folder = _folder(tmp_path_factory)
    for path in (_one_one(folder, people), _one_two(folder, people)):
        roll = open_people(path)
        assert roll.count == active.total()
        assert tally(roll, "role") == active
    place = data.draw(st.integers(0, len(people)))
    with_student = [*people[:place], (99, "student", data.draw(st.booleans())), *people[place:]]
    for path in (_one_one(folder, with_student), _one_two(folder, with_student)):
        error = refusal(path)
        assert (error.code, error.row) == ("pupil_records", place + 2)


def _folder(factory) -> Path:  # type: ignore[no-untyped-def]
    folder: Path = factory.mktemp("rolls")
    return folder


def _one_one(folder: Path, people: list[tuple[int, str, bool]]) -> Path:
    users = (user(one, role=role, enabledUser=str(is_on).lower()) for one, role, is_on in people)
    return write(folder / "users.csv", rows(USERS_1_1, *users))


def _one_two(folder: Path, people: list[tuple[int, str, bool]]) -> Path:
    users = (user(one, enabledUser=str(is_on).upper()) for one, _, is_on in people)
    roles = (
        {"userSourcedId": f"u{one}", "roleType": "primary", "role": role, "orgSourcedId": "o1"}
        for one, role, _ in people
    )
    files = {
        "nested/users.csv": rows(USERS_1_2, *users),
        "nested/roles.csv": rows(ROLES_1_2, *roles),
        "nested/orgs.csv": rows(ORGS, {"sourcedId": "o1", "name": "Lincoln School"}),
    }
    return zipped(folder / "export.zip", files)
