"""Home and the page of the year: ten years and 1,000 partnerships against one year and one partnership.

Each of the other partnerships has the years, asks, meetings and commitments of the demonstration's first;
that one has them ten times, each a year further back. The goal is a p95 at most 1.3 times as long, and the
same number of queries.
"""

import sys
import tempfile
from pathlib import Path

from serving.turns import answer, in_turns, page_of, start_demonstration

PARTNERSHIPS, YEARS = 1_000, 10
GOAL = 1.3
ROOMS = ["cycles", "asks", "commitments", "meetings"]


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        small, large = in_turns(__file__, Path(folder), 1, PARTNERSHIPS)
    for page in ("home", "year"):
        same = small.queries(page) == large.queries(page)
        print(f"{page}, 1 partnership:     p95 {small.p95(page):.1f} ms, {small.queries(page)} queries")
        print(
            f"{page}, {PARTNERSHIPS:,} partnerships: p95 {large.p95(page):.1f} ms, "
            f"{large.queries(page)} queries"
        )
        ratio = large.p95(page) / small.p95(page)
        print(f"ratio {ratio:.2f} (goal: at most {GOAL}), queries identical: {same}")
    return 0


def serve(partnerships: int) -> None:
    start_demonstration()
    from django.urls import reverse

    from fivefold.partnerships.models import Partnership

    first = Partnership.objects.get(name="Middle-grades mathematics")
    if partnerships > 1:
        _fill(first, partnerships)
    here = [first.public_id]
    answer(
        {
            "home": page_of(reverse("partnership_home", args=here), name="Marcus Webb"),
            "year": page_of(reverse("year", args=here), name="Marcus Webb"),
        }
    )


def _fill(first, partnerships: int) -> None:  # type: ignore[no-untyped-def]
    from django.db import transaction
    from serving.copies import another_partnership, copy, pattern_of, strangers_for

    with transaction.atomic():
        pattern, strangers = pattern_of(ROOMS, first), strangers_for(first)
        for _ in range(partnerships - 1):
            copy(pattern, another_partnership(first, strangers))
        # The demonstration has two years, the one of today among them.
        for back in range(2, YEARS, 2):
            copy(pattern, {}, years=back)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        serve(int(sys.argv[1]))
    else:
        sys.exit(main())
