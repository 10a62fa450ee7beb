"""Draw the state machines of the rooms into docs/states/, from the one table that each has."""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "docs" / "states"
# (file, title, module, states)
MACHINES = (
    ("jobs", "A job", "fivefold.core.jobs.states", "JobState"),
    ("invitations", "An invitation", "fivefold.accounts.states", "InvitationState"),
    ("emergencies", "Emergency access", "fivefold.partnerships.states", "EmergencyState"),
    ("years", "A year, a phase, an activity", "fivefold.cycles.states", "State"),
    ("meetings", "A meeting", "fivefold.meetings.states", "MeetingState"),
    ("goals", "A goal or a strategy", "fivefold.goals.states", "Standing"),
    ("terms", "Working terms", "fivefold.agreements.states", "TermsState"),
    ("commitments", "A commitment", "fivefold.commitments.states", "State"),
    ("asks", "An ask", "fivefold.asks.states", "AskState"),
    ("imports", "An import", "fivefold.surveys.states", "ImportState"),
)


def drawn() -> Iterator[tuple[str, str]]:
    """The name and the text of each page."""
    for name, title, module_name, states_name in MACHINES:
        module = import_module(module_name)
        yield f"{name}.md", _page(title, module_name, getattr(module, states_name), module.TRANSITIONS)


def _page(title: str, module_name: str, states: Any, transitions: Any) -> str:
    ends = [state for state in states if not transitions[state]]
    lines = [
        f"# {title}",
        "",
        f"Drawn from `TRANSITIONS` in `{module_name}` by `make states`; a test compares the two.",
        "",
        "```mermaid",
        "stateDiagram-v2",
        f"    [*] --> {next(iter(states)).value}",
        *(
            f"    {state.value} --> {following.value}"
            for state in states
            for following in states
            if following in transitions[state]
        ),
        *(f"    {state.value} --> [*]" for state in ends),
        "```",
        "",
    ]
    return "\n".join(lines)


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in drawn():
        (FOLDER / name).write_text(text, encoding="utf-8")
        sys.stdout.write(f"docs/states/{name}\n")
    return 0


if __name__ == "__main__":
    from django.conf import settings

    settings.configure(USE_I18N=False)
    sys.exit(main())
