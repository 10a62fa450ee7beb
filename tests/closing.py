"""The one closing figure of a proof that has a target of its own: what was tried, and what came of it.

A target runs its proof once on each database. Where `FIVEFOLD_TALLY` names a file, a run adds its counts to
those it finds there and leaves the figure to `python -m tests.closing FILE`, so that it is printed once.
"""

import json
import os
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest


@dataclass
class Tally:
    """Counts by what was counted, in the words in which they are printed: `kills`, `attempts`."""

    name: str
    verdict: str
    counts: Counter[str] = field(default_factory=Counter)
    failed: bool = False
    seeds: list[int] = field(default_factory=list)

    def count(self, what: str, number: int = 1) -> None:
        self.counts[what] += number

    @property
    def figure(self) -> str:
        counted = ", ".join(f"{number:,} {what}" for what, number in self.counts.items())
        verdict = "and something FAILED: see above" if self.failed else self.verdict
        seeds = f" (seeds {', '.join(map(str, self.seeds))})" if self.seeds else ""
        return f"{self.name}: {counted}, {verdict}{seeds}"

    def close(self, config: pytest.Config) -> None:
        """At the end of a session: hand the counts on, or print the figure after pytest's own last line."""
        kept = os.environ.get("FIVEFOLD_TALLY")
        if kept:
            if Path(kept).exists():
                before = Tally(**json.loads(Path(kept).read_text()))
                self.counts = Counter(before.counts) + self.counts
                self.seeds = [*before.seeds, *self.seeds]
                self.failed |= before.failed
            Path(kept).parent.mkdir(parents=True, exist_ok=True)
            Path(kept).write_text(json.dumps({**vars(self), "counts": dict(self.counts)}))
        elif self.counts:
            config.pluginmanager.get_plugin("terminalreporter").write_line(self.figure)  # type: ignore[union-attr]


if __name__ == "__main__":
    sys.stdout.write(Tally(**json.loads(Path(sys.argv[1]).read_text())).figure + "\n")
