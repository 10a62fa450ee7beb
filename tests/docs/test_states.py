"""The drawings of the state machines are those of the code."""

import pytest

from tools.states import FOLDER, drawn

PAGES = dict(drawn())


@pytest.mark.parametrize("name", PAGES)
def test_a_drawing_is_that_of_its_table(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == PAGES[name], "run make states"


def test_every_table_of_transitions_is_drawn() -> None:
    from pathlib import Path

    import fivefold
    from tools.states import MACHINES

    package = Path(fivefold.__file__).parent
    tables = {
        f"fivefold.{'.'.join(path.relative_to(package).with_suffix('').parts)}"
        for path in package.rglob("states.py")
        if "TRANSITIONS" in path.read_text(encoding="utf-8")
    }
    assert tables == {module for _name, _title, module, _states in MACHINES}
