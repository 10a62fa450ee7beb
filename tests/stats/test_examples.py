"""The examples in the docstrings run, and every public name has the parts a docstring owes."""

import doctest
import importlib
import inspect
import pkgutil
import subprocess
import sys
from types import ModuleType

import numpy as np
import pytest

import fivefold.stats
from fivefold.stats import disclosure, estimates, item_disclosure, reliability, simulate

MODULES = [
    importlib.import_module(found.name)
    for found in pkgutil.walk_packages(fivefold.stats.__path__, "fivefold.stats.")
]
FUNCTIONS = [
    *(getattr(estimates, name) for name in estimates.__all__ if inspect.isfunction(getattr(estimates, name))),
    disclosure.may_show,
    disclosure.protect_groups,
    item_disclosure.items_may_show,
    reliability.alpha,
    reliability.omega,
    simulate.simulate_round,
]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_examples_run(module: ModuleType) -> None:
    assert doctest.testmod(module, extraglobs={"np": np}).failed == 0


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.__name__)
def test_docstrings_say_what_is_owed(function: object) -> None:
    text = inspect.getdoc(function) or ""
    for part in ("Parameters:", "Returns:", "Errors:", ">>>"):
        assert part in text
    assert any(part in text for part in ("Formula", "Rule:", "Model:"))
    assert "ssumptions" in text
    assert "eference" in text


def test_nothing_heavy_is_loaded() -> None:
    """A terminal waits for these imports; scipy.stats alone would double them."""
    code = (
        "import sys; from fivefold.stats import estimates, reliability, disclosure;"
        "print(sorted({'scipy.stats', 'scipy.optimize', 'pandas', 'django'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
