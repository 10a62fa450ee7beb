"""The rule on pupils' records that looks at names is passed over by nobody but the rolls."""

from pathlib import Path

import fivefold

SOURCE = Path(fivefold.__file__).parent


def test_nobody_else_reads_a_table_unjudged() -> None:
    callers = {
        str(path.relative_to(SOURCE)) for path in SOURCE.rglob("*.py") if "read_unjudged" in path.read_text()
    }
    assert callers == {"files/reading.py", "files/rolls/opening.py"}
