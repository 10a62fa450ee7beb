"""What the worker looks after, hourly or each minute. Rooms register theirs in their module named `jobs`."""

from collections.abc import Callable
from typing import overload

from django.utils.module_loading import autodiscover_modules

Duty = Callable[[], int]
_hourly: dict[str, Duty] = {}
_each_minute: dict[str, Duty] = {}


@overload
def duty(function: Duty) -> Duty: ...
@overload
def duty(*, each_minute: bool) -> Callable[[Duty], Duty]: ...
def duty(function: Duty | None = None, *, each_minute: bool = False) -> Duty | Callable[[Duty], Duty]:
    """Register what is to be done now and then, safe to repeat; it says how much it found."""

    def register(function: Duty) -> Duty:
        duties = _each_minute if each_minute else _hourly
        duties[f"{function.__module__}.{function.__qualname__}"] = function
        return function

    return register if function is None else register(function)


def duties() -> list[Duty]:
    """Those of each hour."""
    autodiscover_modules("jobs")
    return list(_hourly.values())


def duties_of_each_minute() -> list[Duty]:
    autodiscover_modules("jobs")
    return list(_each_minute.values())
