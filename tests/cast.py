"""The standing cast: the same few people in every test of the server.

Cedar is the partnership of Cedar Valley USD and Northfield University. Harbor is another one, between
other organizations, for whoever must see nothing of Cedar.
"""

import unicodedata
from dataclasses import dataclass
from datetime import date

from django.test import Client

from fivefold.accounts.models import Person
from fivefold.partnerships.models import Membership, Organization, Partnership, Space

BEGAN = date(2024, 8, 1)


@dataclass(frozen=True)
class Cast:
    cedar: Partnership
    harbor: Partnership
    shared: Space
    practice: Space
    research: Space
    marcus: Person  # point person
    denise: Person  # superintendent: practice member
    tomas: Person  # teacher: observer on the practice side
    hannah: Person  # research lead
    priya: Person  # researcher
    amara: Person  # facilitator, between the sides
    olivia: Person  # funder: observer between the sides
    felix: Person  # was a researcher until last year
    gone: Person  # researcher whose account was closed
    outsider: Person  # point person of Harbor
    admin: Person  # administrator of the installation
    nobody: Person  # an account without any membership

    def everyone(self) -> dict[str, Person | None]:
        """Each kind of visitor once, the signed-out one included: the rows of the access matrix."""
        return {
            "signed_out": None,
            "nobody": self.nobody,
            "outsider": self.outsider,
            "former": self.felix,
            "closed_account": self.gone,
            "administrator": self.admin,
            "point_person": self.marcus,
            "practice_member": self.denise,
            "practice_observer": self.tomas,
            "research_lead": self.hannah,
            "researcher": self.priya,
            "facilitator": self.amara,
            "observer": self.olivia,
        }

    def membership(self, person: Person) -> Membership:
        return Membership.objects.get(person=person, partnership=self.cedar)

    @staticmethod
    def client(person: Person | None) -> Client:
        """A browser in which this person is signed in; nobody is, for None."""
        client = Client()
        if person is not None:
            client.force_login(person)
        return client


def make_person(name: str, at: str = "cedarvalley.example", **fields: object) -> Person:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    email = f"{plain.lower().replace(' ', '.')}@{at}"
    return Person.objects.create_user(email, name=name, **fields)


def make_partnership(name: str, practice: Organization, research: Organization) -> Partnership:
    partnership = Partnership.objects.create(
        name=name, practice_organization=practice, research_organization=research, began_on=BEGAN
    )
    for side in ("practice", "", "research"):
        Space.objects.create(partnership=partnership, side=side)
    return partnership


def join(
    partnership: Partnership,
    person: Person,
    side: str,
    role: str,
    title: str = "",
    *,
    started_on: date = BEGAN,
    ended_on: date | None = None,
) -> Person:
    Membership.objects.create(
        partnership=partnership,
        person=person,
        side=side,
        role=role,
        title=title,
        started_on=started_on,
        ended_on=ended_on,
    )
    return person


def make_cast() -> Cast:
    cedar_valley = Organization.objects.create(
        name="Cedar Valley USD", short_name="Cedar Valley", kind="district"
    )
    northfield = Organization.objects.create(
        name="Northfield University", short_name="Northfield", kind="university"
    )
    harbor_schools = Organization.objects.create(name="Harbor Public Schools", kind="district")
    millbrook = Organization.objects.create(name="Millbrook College", kind="university")
    cedar = make_partnership("Middle-grades mathematics", cedar_valley, northfield)
    harbor = make_partnership("Harbor reading", harbor_schools, millbrook)
    spaces = {space.side: space for space in cedar.spaces.all()}
    gone = make_person("Gina Sole", "northfield.example", is_active=False)
    return Cast(
        cedar=cedar,
        harbor=harbor,
        shared=spaces[""],
        practice=spaces["practice"],
        research=spaces["research"],
        marcus=join(cedar, make_person("Marcus Webb"), "practice", "point_person", "Director of research"),
        denise=join(cedar, make_person("Denise Okafor"), "practice", "practice_member", "Superintendent"),
        tomas=join(cedar, make_person("Tomás Rivera"), "practice", "observer", "Teacher"),
        hannah=join(
            cedar, make_person("Hannah Lindqvist", "northfield.example"), "research", "research_lead"
        ),
        priya=join(cedar, make_person("Priya Raman", "northfield.example"), "research", "researcher"),
        amara=join(cedar, make_person("Amara Lewis", "lakeshore.example"), "broker", "facilitator"),
        olivia=join(cedar, make_person("Olivia Brandt", "foundation.example"), "broker", "observer"),
        felix=join(
            cedar,
            make_person("Felix Moreau", "northfield.example"),
            "research",
            "researcher",
            ended_on=date(2025, 6, 30),
        ),
        gone=join(cedar, gone, "research", "researcher"),
        outsider=join(harbor, make_person("Ruth Abernathy", "harbor.example"), "practice", "point_person"),
        admin=make_person("Ada Quinn", "lakeshore.example", is_administrator=True),
        nobody=make_person("Noel Park", "elsewhere.example"),
    )
