"""What the worker looks after once an hour. Rooms register theirs in their module named `jobs`."""

from collections.abc import Callable

from django.utils.module_loading import autodiscover_modules

Duty = Callable[[], int]
_duties: dict[str, Duty] = {}


def duty(function: Duty) -> Duty:
    """Register what is to be done now and then, safe to repeat; it says how much it found."""
    _duties[f"{function.__module__}.{function.__qualname__}"] = function
    return function


def duties() -> list[Duty]:
    autodiscover_modules("jobs")
    return list(_duties.values())
