"""The report-card page while the worker imports 100,000 answers, against the same page while nothing goes on.

One process answers the page, another one is the worker; both share an SQLite database, as `fivefold demo`
does. The goal is a p95 during the import at most 1.5 times as long as at rest.
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

PEOPLE, STATEMENTS = 5_000, 20
ROUNDS = 3
REQUESTS_AT_REST = 150
GOAL = 1.5
ANSWERS = ("Never", "Seldom", "Sometimes", "Often", "Always")


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(FIVEFOLD_DATA=folder, DATABASE_URL="")
        from fivefold.config.installation import prepare, start_django

        start_django()
        prepare(lambda _: None)
        from fivefold.demonstration.loading import load

        load(lambda _: None)
        show = _report_card()
        rest: list[float] = []
        during: list[float] = []
        took: list[float] = []
        for number in range(ROUNDS):
            rest += [_timed(show) for _ in range(REQUESTS_AT_REST)]
            seconds, times = _while_importing(number, show)
            took.append(seconds)
            during += times
    ratio = _p95(during) / _p95(rest)
    print(f"at rest:           p95 {_p95(rest):.1f} ms, {len(rest)} requests")
    print(f"during the import: p95 {_p95(during):.1f} ms, {len(during)} requests")
    print(f"{PEOPLE * STATEMENTS:,} answers imported in {statistics.median(took):.1f} s")
    print(f"ratio {ratio:.2f} (goal: at most {GOAL})")
    return 0


def _while_importing(number: int, show: Callable[[], Any]) -> tuple[float, list[float]]:
    """How long the import took from the press of the button to its end, and each request meanwhile."""
    from fivefold.surveys.actions.imports import start_importing
    from fivefold.surveys.models import Round

    brought = _brought(number)
    worker = subprocess.Popen([sys.executable, "-m", "fivefold", "worker"], stderr=subprocess.DEVNULL)
    time.sleep(5)  # starting it is not importing
    before = Round.objects.count()
    start_importing(brought, by=brought.made_by)
    began = time.perf_counter()
    times = []
    while Round.objects.count() == before:
        times.append(_timed(show))
    seconds = time.perf_counter() - began
    worker.terminate()
    worker.wait()
    return seconds, times


def _brought(number: int) -> Any:
    """A file of 100,000 answers, brought and matched, with nothing left but to import it."""
    from django.core.files.uploadedfile import TemporaryUploadedFile

    from fivefold.accounts.models import Person
    from fivefold.partnerships.models import Partnership
    from fivefold.surveys.actions.imports import bring_file, read_file, save_matches
    from fivefold.surveys.models import Import
    from fivefold.surveys.states import ImportState

    upload = TemporaryUploadedFile(f"survey-{number}.csv", "text/csv", 0, "utf-8")
    upload.write(_survey(number))
    upload.flush()
    upload.seek(0)
    upload.size = Path(upload.temporary_file_path()).stat().st_size
    marcus = Person.objects.get(name="Marcus Webb")
    partnership = Partnership.objects.get(name="Middle-grades mathematics")
    brought = bring_file(partnership=partnership, upload=upload, by=marcus)
    upload.close()
    if brought.state == ImportState.BROUGHT:
        read_file(brought)
    brought = Import.objects.get(pk=brought.pk)
    [key] = [scale["key"] for scale in brought.mapping["scales"]]
    said = {
        "title": f"Round {number}",
        "began_on": "2026-03-02",
        "ended_on": "2026-03-27",
        "framework": "rpp-2017",
    }
    return save_matches(brought, {**said, f"dimension-{key}": "trust"})


def _survey(number: int) -> bytes:
    chance = random.Random(number)
    lines = [",".join(["Organization", *(f"Statement {place}" for place in range(STATEMENTS))])]
    for person in range(PEOPLE):
        side = "District" if person % 3 else "University"
        lines.append(",".join([side, *(chance.choice(ANSWERS) for _ in range(STATEMENTS))]))
    return "\n".join(lines).encode()


def _report_card() -> Callable[[], Any]:
    from django.test import Client

    from fivefold.accounts.models import Person
    from fivefold.partnerships.models import Partnership

    client = Client(headers={"host": "localhost"})
    client.force_login(Person.objects.get(name="Priya Raman"))
    partnership = Partnership.objects.get(name="Middle-grades mathematics")
    return lambda: client.get(f"/p/{partnership.public_id}/health/")


def _timed(show: Callable[[], Any]) -> float:
    began = time.perf_counter()
    answer = show()
    assert answer.status_code == 200, answer.status_code
    return 1_000 * (time.perf_counter() - began)


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


if __name__ == "__main__":
    sys.exit(main())
