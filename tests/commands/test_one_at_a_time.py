"""Two that prepare one folder at once: the second waits and says so, and both end well."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from fivefold.config.one_at_a_time import one_at_a_time


def demo(folder: Path) -> "subprocess.Popen[str]":
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("FIVEFOLD_", "DJANGO_"))
    }
    return subprocess.Popen(
        [sys.executable, "-m", "fivefold", "demo", "--load-only"],
        env={**environment, "FIVEFOLD_DATA": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_two_demonstrations_started_at_once_share_a_folder(tmp_path: Path) -> None:
    started = [demo(tmp_path), demo(tmp_path)]
    said = [one.communicate(timeout=180)[0] for one in started]
    assert [one.returncode for one in started] == [0, 0], said
    made = ["Making up three partnerships" in one for one in said]
    assert sorted(made) == [False, True]
    assert "Waiting until it is done." in said[made.index(False)]


def test_the_second_waits_until_the_first_is_done(tmp_path: Path) -> None:
    order: list[str] = []
    inside, waiting = threading.Event(), threading.Event()

    def second() -> None:
        inside.wait()
        with one_at_a_time(tmp_path, lambda _: waiting.set()):
            order.append("second")

    other = threading.Thread(target=second)
    other.start()
    with one_at_a_time(tmp_path, pytest.fail):
        inside.set()
        assert waiting.wait(timeout=30)
        order.append("first")
    other.join(timeout=30)
    assert order == ["first", "second"]
