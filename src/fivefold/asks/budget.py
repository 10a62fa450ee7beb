"""The budget, pure: what is drawn from which lines of the terms, and what is left of each. In minutes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fivefold.agreements.terms import BudgetLine


@dataclass(frozen=True)
class Claim:
    """What one ask draws: the time of a role, at a school or anywhere."""

    role: str
    name: str
    school: str
    minutes: int


@dataclass(frozen=True)
class Left:
    """One line that holds for an ask: what is drawn already, and what the ask would draw more."""

    line: BudgetLine
    drawn: int
    asked: int

    @property
    def before(self) -> int:
        return self.line.minutes - self.drawn

    @property
    def after(self) -> int:
        """Below zero where the ask goes beyond it."""
        return self.before - self.asked

    @property
    def over(self) -> int:
        return max(0, -self.after)


def drawn(line: BudgetLine, claims: Iterable[Claim]) -> int:
    return sum(one.minutes for one in claims if line.covers(one.role, one.name, one.school))


def left_for(claim: Claim, lines: Iterable[BudgetLine], claims: Sequence[Claim]) -> list[Left]:
    """Every line that holds for it, the tightest first; none where it is an ask without a budget."""
    found = [
        Left(line, drawn(line, claims), claim.minutes)
        for line in lines
        if line.covers(claim.role, claim.name, claim.school)
    ]
    return sorted(found, key=lambda one: one.after)


def needs_exception(found: Sequence[Left]) -> bool:
    """Beyond a line, or without any."""
    return not found or found[0].over > 0
