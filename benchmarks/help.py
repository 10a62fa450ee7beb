"""`fivefold --help` against a bare interpreter. Goal: at most 3 times as long.

Both are whole processes, started in turn so that a busy machine slows both; the medians are compared.
"""

import statistics
import subprocess
import sys
import time

# What the installed command does, without depending on where it was installed.
COMMAND = ["-c", "import sys; from fivefold.config.cli import main; sys.exit(main(['--help']))"]
ROUNDS = 21
GOAL = 3.0


def seconds(arguments: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> int:
    bare, helped = [], []
    seconds(COMMAND)
    for _ in range(ROUNDS):
        bare.append(seconds(["-c", "pass"]))
        helped.append(seconds(COMMAND))
    ratio = statistics.median(helped) / statistics.median(bare)
    print(
        f"fivefold --help: {1000 * statistics.median(helped):.0f} ms, bare interpreter: "
        f"{1000 * statistics.median(bare):.0f} ms, ratio {ratio:.2f} (goal {GOAL:g})"
    )
    return 0 if ratio <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
