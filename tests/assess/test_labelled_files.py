"""Files whose codes carry labels: Stata's extended missing values among them."""

from pathlib import Path

import pandas as pd
import pyreadstat

from fivefold.assess import frameworks, mapping_toml
from fivefold.assess.assessing import assess
from fivefold.assess.from_file import open_proposed
from fivefold.assess.proposal import render

RPP = frameworks.load()
ANSWERS = {1: "Never", 2: "Seldom", 3: "Sometimes", 4: "Often", 5: "Always"}


def test_cannot_tell_is_found_in_our_own_instrument_too(tmp_path: Path) -> None:
    frame = pd.DataFrame({f"trust_{item}": [1.0, 5.0, 3.0, 2.0, 4.0, "a"] for item in (1, 2, 3)})
    pyreadstat.write_dta(
        frame,
        tmp_path / "survey.dta",
        variable_value_labels={name: {**ANSWERS, "a": "I cannot tell"} for name in frame},
        missing_user_values={name: ["a"] for name in frame},
    )
    table, proposal = open_proposed(tmp_path / "survey.dta", RPP)
    (scale,) = assess(table, proposal.mapping, framework=RPP).scales
    assert (scale.dimension, scale.cannot_tell) == ("trust", 1 / 6)


def test_cannot_tell_coded_as_an_extended_missing_value_is_found(tmp_path: Path) -> None:
    cells = [1.0, 2.0, 3.0, 4.0, 5.0, "a", "b", 4.0, 4.0, 4.0]
    frame = pd.DataFrame({f"meeting_{item}": cells for item in (1, 2, 3)})
    labels = {**ANSWERS, "a": "I cannot tell", "b": "Refused"}
    pyreadstat.write_dta(
        frame,
        tmp_path / "survey.dta",
        variable_value_labels=dict.fromkeys(frame, labels),
        missing_user_values={name: ["a", "b"] for name in frame},
    )
    table, proposal = open_proposed(tmp_path / "survey.dta", RPP)
    mapping = mapping_toml.parse(render(proposal, table, RPP), "map.toml")
    assert mapping.options.format == "stata"
    (scale,) = assess(table, mapping, framework=RPP).scales
    assert (scale.n, scale.cannot_tell) == (8, 1 / 9)
    assert [(answer.number, answer.label[""]) for answer in mapping.scales[0].answers or ()] == list(
        ANSWERS.items()
    )
