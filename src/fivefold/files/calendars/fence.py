"""A fence in time around a library that can run for ever on a file that is meant ill.

It counts computing time and works where signals are, in the process that reads; elsewhere, as on Windows,
the parent's clock still holds.
"""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

AT_ONCE = 0.5
IN_ALL = 4.0


class TooLong(Exception):  # noqa: N818
    """The time inside the fence is over."""


class Fence:
    """Time for each rule, and for all rules of a file together."""

    def __init__(self) -> None:
        self.left = IN_ALL

    @contextmanager
    def around(self) -> Iterator[None]:
        if not hasattr(signal, "setitimer"):
            yield
            return
        if self.left <= 0:
            raise TooLong
        begun = time.process_time()
        before = signal.signal(signal.SIGVTALRM, _over)
        signal.setitimer(signal.ITIMER_VIRTUAL, min(AT_ONCE, self.left))
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.signal(signal.SIGVTALRM, before)
            self.left -= time.process_time() - begun


def _over(*_: Any) -> None:
    raise TooLong
