"""Which function does a kind of job. Rooms register theirs in a module named `jobs`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules

from fivefold.core.jobs.context import JobContext

Run = Callable[[JobContext], dict[str, Any]]


@dataclass(frozen=True)
class Kind:
    key: str
    # What the person who waits reads: "Working out the report card".
    title: str | Promise
    run: Run


_kinds: dict[str, Kind] = {}


def job(key: str, *, title: str | Promise) -> Callable[[Run], Run]:
    """Register the function that does jobs of one kind.

    What it returns is kept as the job's result; a "url" in it becomes the page's link to the result.
    """

    def register(run: Run) -> Run:
        known = _kinds.get(key)
        if known is not None and known.run.__qualname__ != run.__qualname__:
            raise ValueError(f"two functions want to do {key!r}")
        _kinds[key] = Kind(key, title, run)
        return run

    return register


def find(key: str) -> Kind | None:
    if key not in _kinds:
        autodiscover_modules("jobs")
    return _kinds.get(key)
