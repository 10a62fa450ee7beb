"""`fivefold assess` on 100,000 rows × 60 columns against pandas merely reading that file as text.

Both are whole processes, started in turn. Goals: at most 3 times as long, at most 1 GiB of memory,
the reader's child process included.
"""

import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROWS = 100_000
ITEMS = 40
OTHERS = 19
ROUNDS = 3
GOAL = 3.0
GIBIBYTE = 2**30
ANSWERS = ("Never", "Seldom", "Sometimes", "Often", "Always", "I cannot tell from where I sit", "")
# Some people see much of a good thing, some little: answers of one person go together.
TEMPERS = ((20, 35, 25, 8, 2, 6, 4), (3, 12, 40, 28, 7, 6, 4), (1, 2, 17, 40, 30, 6, 4))


def write_survey(folder: Path) -> tuple[Path, Path]:
    """Forty items in five scales, a side, and nineteen columns that nobody asks about."""
    rng = random.Random(20261124)
    scales = ["trust", "rigor", "goals", "field", "capacity"]
    items = [f"{scale}_{number}" for scale in scales for number in range(1, ITEMS // len(scales) + 1)]
    others = [f"other_{number}" for number in range(1, OTHERS + 1)]
    survey = folder / "survey.csv"
    with survey.open("w", encoding="utf-8") as file:
        file.write(",".join(["side", *items, *others]) + "\n")
        for row in range(ROWS):
            side = "district" if rng.random() < 0.7 else "university"
            answers = rng.choices(ANSWERS, rng.choice(TEMPERS), k=ITEMS)
            rest = [str((row * (place + 7)) % 1000) for place in range(OTHERS)]
            file.write(",".join([side, *answers, *rest]) + "\n")
    numbers = ", ".join(f'"{label}" = {number}' for number, label in enumerate(ANSWERS[:5], start=1))
    mapping = folder / "map.toml"
    lines = []
    for scale in scales:
        own = ", ".join(f'"{item}"' for item in items if item.startswith(scale))
        lines += [
            f"[scales.{scale}]",
            f'dimension = "{scale}"',
            f"items = [{own}]",
            f"answers = {{ {numbers} }}",
        ]
        lines += [f'cannot_tell = ["{ANSWERS[5]}"]']
    lines += ["[groups]", 'side = { column = "side", practice = ["district"], research = ["university"] }']
    mapping.write_text("\n".join(lines), encoding="utf-8")
    return survey, mapping


def resident(pid: int) -> int:
    """Bytes resident in a process and all its descendants, as Linux tells them."""
    parents: dict[int, int] = {}
    bytes_of: dict[int, int] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                lines = (folder / "status").read_text().splitlines()
            except OSError:
                continue
            fields = dict(line.split(":", 1) for line in lines if ":" in line)
            parents[int(folder.name)] = int(fields["PPid"])
            bytes_of[int(folder.name)] = int(fields.get("VmRSS", "0 kB").split()[0]) * 1024
    family = {pid}
    while more := {child for child, parent in parents.items() if parent in family} - family:
        family |= more
    return sum(bytes_of.get(one, 0) for one in family)


def measure(arguments: list[str]) -> tuple[float, int]:
    """Seconds of wall time and the highest resident memory seen, sampled every 20 ms."""
    peak = 0
    done = threading.Event()
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL)

    def watch() -> None:
        nonlocal peak
        while not done.is_set():
            peak = max(peak, resident(process.pid))
            done.wait(0.02)

    watcher = threading.Thread(target=watch)
    watcher.start()
    process.wait()
    seconds = time.perf_counter() - start
    done.set()
    watcher.join()
    if process.returncode:
        raise SystemExit(f"{' '.join(arguments)} failed")
    return seconds, peak


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        survey, mapping = write_survey(Path(folder))
        read = ["-c", f"import pandas; pandas.read_csv({str(survey)!r}, dtype=str)"]
        assess = [
            "-m",
            "fivefold",
            "assess",
            str(survey),
            "--map",
            str(mapping),
            "--members",
            "150000",
            "--json",
        ]
        runs = [(measure(assess), measure(read)) for _ in range(ROUNDS)]
        megabytes = survey.stat().st_size / 1e6
    ours, theirs = (statistics.median(run[which][0] for run in runs) for which in (0, 1))
    peak = max(run[0][1] for run in runs)
    pandas_peak = max(run[1][1] for run in runs)
    print(
        f"{ROWS:,} rows × {1 + ITEMS + OTHERS} columns, {megabytes:.0f} MB: fivefold assess {ours:.2f} s, "
        f"pandas reading as text {theirs:.2f} s, ratio {ours / theirs:.2f} (goal {GOAL:g}); peak memory with "
        f"children {peak / 2**20:.0f} MiB (goal 1024), pandas {pandas_peak / 2**20:.0f} MiB"
    )
    return 0 if ours / theirs <= GOAL and peak <= GIBIBYTE else 1


if __name__ == "__main__":
    sys.exit(main())
