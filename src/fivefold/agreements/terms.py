"""What terms say, as a value: the product's defaults are those of a partnership that agreed nothing yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fivefold.accounts.models import Person
from fivefold.agreements.states import ORDERS, USUAL_ORDER, Audience, BudgetRole

# The clocks of the protocol, in the order of its stages.
CLOCKS = ("check_days", "tell_days", "reply_days", "extension_days", "dialogue_days", "commit_days")
NUMBERS = (*CLOCKS, "review_days", "threshold")
LEAST_THRESHOLD = 5


@dataclass(frozen=True)
class BudgetLine:
    """For one role: how many people, and how many minutes of each in the school year.

    With a school it is a part of that role's line: both hold for an ask at that school.
    """

    role: BudgetRole
    people: int
    minutes_each: int
    name: str = ""
    school: str = ""

    @property
    def label(self) -> str:
        label = self.name or str(self.role.label)
        return f"{label}, {self.school}" if self.school else label

    def covers(self, role: str, name: str, school: str) -> bool:
        """Whether time of this role at this school is taken from it."""
        same_role = (self.role, self.name.casefold()) == (role, name.casefold())
        return same_role and self.school.casefold() in {"", school.casefold()}

    @property
    def minutes(self) -> int:
        return self.people * self.minutes_each


@dataclass(frozen=True)
class Area:
    """Whom in the district a finding on this is told first, and who stands in."""

    name: str
    leader: Person
    alternate: Person


@dataclass(frozen=True)
class Content:
    """Clocks in school days; the review window in days."""

    check_days: int = 5
    tell_days: int = 5
    reply_days: int = 10
    extension_days: int = 5
    dialogue_days: int = 20
    commit_days: int = 10
    review_days: int = 30
    threshold: int = LEAST_THRESHOLD
    order: str = USUAL_ORDER
    budget: tuple[BudgetLine, ...] = ()
    areas: tuple[Area, ...] = ()
    outside_checker: str = ""
    # Nobody, of terms that were never agreed: then whoever leads the side.
    pause_practice: Person | None = None
    pause_research: Person | None = None

    @property
    def audiences(self) -> Sequence[Audience]:
        return ORDERS[self.order]

    @property
    def minutes(self) -> int:
        """Of a school's line nothing where the whole role has one: it is in there already."""
        whole = {(line.role, line.name.casefold()) for line in self.budget if not line.school}
        return sum(
            line.minutes
            for line in self.budget
            if not line.school or (line.role, line.name.casefold()) not in whole
        )

    @property
    def people(self) -> list[Person]:
        """Everyone whom it names and who has an account."""
        pause = [one for one in (self.pause_practice, self.pause_research) if one is not None]
        return [*(one for area in self.areas for one in (area.leader, area.alternate)), *pause]


@dataclass(frozen=True)
class TermsInForce:
    """The terms of a day. Where nothing was agreed yet, the product's defaults, and it says so."""

    content: Content
    since: date | None = None
    until: date | None = None
    public_id: str = ""

    @property
    def is_default(self) -> bool:
        return self.since is None
