"""What Cedar Valley and Northfield have agreed: a goal, strategies, terms. Made up, and it says so."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from fivefold.accounts.models import Person
from fivefold.agreements import actions as agreements
from fivefold.agreements.actions import Proposal
from fivefold.agreements.states import BudgetRole
from fivefold.agreements.terms import Area, BudgetLine, Content
from fivefold.core.identifiers import new_public_id
from fivefold.goals import actions as goals
from fivefold.partnerships.models import Partnership

# So that the goal lies ahead whenever somebody looks.
YEARS_AHEAD = 3
FIRST_DAY = date(2025, 8, 1)
GOAL: dict[str, Any] = {
    "sentence": "More of our seventh graders leave the year ready for algebra.",
    "measure": "Students at or above “ready” in the state’s spring mathematics test",
    "population": "Grade 7 in the eight middle schools, about 1,400 students a year",
    "baseline": "41% in spring 2026 (571 of 1,392 students)",
    "baseline_source": "State report card 2026, mathematics, grade 7 (made up for this demonstration)",
    "target": "52%",
}
COACHING = {
    "name": "Coaches plan lessons with teams of teachers",
    "practice": "Once a week the mathematics teachers of a grade plan one lesson with their coach, around "
    "what students are to understand, and look at students’ work afterward.",
    "supports": "A coach for every two schools; 45 minutes a week in the schedule; two days of preparation "
    "for coaches each semester.",
    "why": "Teachers who plan around the aim of a lesson ask more of students, and students who explain "
    "their reasoning in grade 7 bring it to algebra.",
}
# As it was first written. The coaches had no time in the schedule; that is why it was revised.
COACHING_AT_FIRST = COACHING | {
    "name": "Coaches visit classrooms",
    "practice": "Coaches visit each mathematics teacher twice a month and talk about the lesson afterward.",
    "supports": "A coach for every two schools.",
}
COACHING_REVISED_BECAUSE = (
    "The May dialogue: visits alone left no time to talk. The design asked for time that no schedule had."
)
TASKS = {
    "name": "Two demanding tasks in every unit",
    "practice": "Each unit has two tasks that can be solved in more than one way; the class "
    "compares solutions.",
    "supports": "Tasks chosen with the teachers who tried them; an hour in August; a shared folder of "
    "students’ solutions without names.",
    "why": "Comparing solutions is where students meet the structure that algebra builds on.",
}

# People, and minutes of each in the school year: 260, 96, 66 and 72 hours.
BUDGET = (
    BudgetLine(BudgetRole.TEACHERS, 84, 186),
    BudgetLine(BudgetRole.COACHES, 10, 576),
    BudgetLine(BudgetRole.PRINCIPALS, 22, 180),
    BudgetLine(BudgetRole.LEADERS, 9, 480),
)
TERMS_BECAUSE = (
    "The hours are those that we counted last year, with less for teachers. Everything else is as we have "
    "worked so far."
)


def write_goals(partnership: Partnership, people: Mapping[str, Person]) -> None:
    marcus, hannah = people["marcus"], people["hannah"]
    due_on = date(date.today().year + YEARS_AHEAD, 6, 30)
    goal = goals.set_goal(partnership, GOAL | {"due_on": due_on}, pressed=new_public_id(), by=marcus)
    coaching = goals.add_strategy(goal, COACHING_AT_FIRST, pressed=new_public_id(), by=hannah)
    goals.revise(coaching, COACHING, COACHING_REVISED_BECAUSE, seen=1, by=marcus)
    goals.add_strategy(goal, TASKS, pressed=new_public_id(), by=hannah)


def agree_terms(partnership: Partnership, people: Mapping[str, Person]) -> None:
    """Proposed by the research side and confirmed by the district: no side agrees with itself.

    From the first day of the first year that is told, since its asks were counted against them.
    """
    content = Content(
        budget=BUDGET,
        areas=(Area("Mathematics, grades 6 to 8", people["luis"], people["denise"]),),
        pause_practice=people["marcus"],
        pause_research=people["hannah"],
    )
    proposal = Proposal(content, FIRST_DAY, new_public_id(), TERMS_BECAUSE)
    proposed = agreements.propose(partnership, proposal, by=people["hannah"], today=FIRST_DAY)
    agreements.confirm(proposed, by=people["marcus"], today=FIRST_DAY)
