"""Who was asked, counted from a list that is not kept."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from fivefold.surveys.models import Import, Round
from tests.surveys.imports.bringing import FACTS, files_kept, survey

pytestmark = pytest.mark.django_db
LIST = "\n".join(
    [
        "Name,E-mail,Organization",
        *(
            f"Person {number},p{number}@example.org,{'District' if number % 3 else 'University'}"
            for number in range(42)
        ),
        "Person 42,p42@example.org,Independent evaluator",
    ]
).encode()
USERS = "\n".join(
    [
        "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName",
        *(f"u{number},active,,true,o1,teacher,user{number},,Given,Family" for number in range(14)),
    ]
)


def bring_roll(marcus, content, name="members.csv"):
    address = f"{marcus.newest.get_absolute_url()}members/"
    return marcus.client.post(address, {"roll": SimpleUploadedFile(name, content)})


def form_of(page):
    import re

    hidden = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="(\d+)">', page))
    selects = re.findall(r'<select id="(side-\d+)".*?</select>', page, re.S)
    chosen = {}
    for name in selects:
        part = page[page.index(f'<select id="{name}"') :]
        part = part[: part.index("</select>")]
        found = re.search(r'<option value="(\w*)" selected', part)
        chosen[name] = found[1] if found else ""
    return {**hidden, **chosen}


def test_a_list_gives_the_numbers_and_is_not_kept(marcus):
    marcus.bring(survey(24))
    page = bring_roll(marcus, LIST).content.decode()
    assert "<strong>members.csv</strong>: 43 people." in page
    assert "p3@example.org" not in page
    marcus.client.post(f"{marcus.newest.get_absolute_url()}members/", form_of(page))
    form = marcus.form()
    assert (form["members_practice"], form["members_research"]) == ("28", "14")
    kept = Import.objects.get()
    assert "Independent evaluator" not in f"{kept.facts}{kept.mapping}{kept.left_out}"
    assert len(files_kept()) == 1  # the survey itself
    marcus.match(**FACTS, **marcus.dimensions())
    marcus.confirm()
    assert Round.objects.get().members_by_side == {"practice": 28, "research": 14}


def test_a_person_says_whose_side_a_value_is(marcus):
    marcus.bring(survey(24))
    page = bring_roll(marcus, LIST).content.decode()
    form = form_of(page)
    [odd] = [name for name, side in form.items() if name.startswith("side-") and not side]
    marcus.client.post(f"{marcus.newest.get_absolute_url()}members/", {**form, odd: "research"})
    assert marcus.form()["members_research"] == "15"


def test_without_sides_in_the_survey_the_number_in_all_is_taken(marcus):
    content = b"Organization".join(survey(24).split(b"Organization")).replace(b",Organization", b",Favorite")
    marcus.bring(content)
    marcus.match(check=False, **{name: "" for name, value in marcus.form().items() if value == "side"})
    page = bring_roll(marcus, LIST).content.decode()
    marcus.client.post(f"{marcus.newest.get_absolute_url()}members/", form_of(page))
    assert marcus.form()["members"] == "43"


def test_a_oneroster_zip_counts_its_staff(marcus):
    marcus.bring(survey(24))
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("users.csv", USERS)
    page = bring_roll(marcus, packed.getvalue(), "oneroster.zip").content.decode()
    assert "<strong>oneroster.zip</strong>: 14 people." in page


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (USERS.replace("teacher", "student").encode(), "rows are students&#x27;, the first of them row 2"),
        (b"sourcedId,classSourcedId,userSourcedId,role\n1,2,3,student\n", "student"),
        (b"%PDF-1.7", "The file is a PDF document"),
    ],
)
def test_students_are_refused_and_nothing_is_kept(marcus, content, says):
    marcus.bring(survey(24))
    before = Import.objects.values().get()
    page = bring_roll(marcus, content, "users.csv").content.decode()
    assert says in page
    assert Import.objects.values().get() == before
    assert len(files_kept()) == 1


def test_made_up_counts_go_no_further_than_numbers(marcus):
    marcus.bring(survey(24))
    address = f"{marcus.newest.get_absolute_url()}members/"
    marcus.client.post(
        address, {"counts": "1", "people-0": "-5", "side-0": "practice", "people-1": "7", "side-1": "x"}
    )
    assert "members_practice" not in marcus.newest.facts
    marcus.client.post(address, {"counts": "1", "people": "9" * 5_000, "people-0": "9" * 4_300})
    assert "members" not in marcus.newest.facts
