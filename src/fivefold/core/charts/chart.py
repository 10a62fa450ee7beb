"""What a chart is made of, and what it leaves: a picture, its conditions and its table."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from fivefold.core.charts import numbers

# Numbers are printed to a tenth; what prints as one of them lies within half of that.
HALF_PRINTED = 0.05


@dataclass(frozen=True)
class ChartTable:
    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Chart:
    """Shown by `{% figure chart %}`. The title is the finding; the subtitle names the measure.

    `stated` are sentences that stand above the picture, since words in a picture do not wrap.
    """

    title: str
    subtitle: str
    svg: SafeString
    conditions: str
    table: ChartTable
    stated: Sequence[str] = ()


@dataclass(frozen=True)
class Reading:
    """One number as members gave it, on the answer scale. Without an interval only the dot is drawn."""

    mean: float
    low: float | None = None
    high: float | None = None
    n: int | None = None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The interval, unless there is none or it has no width (everyone answered)."""
        if self.low is None or self.high is None or self.low == self.high:
            return None
        return self.low, self.high


@dataclass(frozen=True)
class Place:
    """Where a reading is drawn, in per cent of its axis."""

    at: float
    interval: tuple[float, float] | None = None


@dataclass(frozen=True)
class Axis:
    """A whole answer scale, never cropped, with its ends and middle in the words of the answers."""

    lowest: float
    highest: float
    words: Sequence[tuple[float, str]]

    def position(self, value: float) -> float:
        """Where a value lies, in per cent from the left: as exactly as it is printed, and no more.

        A picture that held more digits than its words could be read for what the words round away.
        """
        return self._share(round(value, 1))

    def place(self, reading: Reading) -> Place:
        """Where a dot and its interval lie, worked out from the printed numbers alone.

        The interval reaches to all that prints as its ends, so it is never narrower than the true one. Its
        dot stands in its middle, as it truly does, unless the printed mean shows that the scale cut one half.
        """
        if reading.interval is None:
            return Place(self.position(reading.mean))
        mean, low, high = (round(value, 1) for value in (reading.mean, *reading.interval))
        middle = (low + high) / 2
        is_middle = round(abs(middle - mean), 6) <= HALF_PRINTED
        return Place(
            self._share(middle if is_middle else mean),
            (self._share(low - HALF_PRINTED), self._share(high + HALF_PRINTED)),
        )

    def _share(self, value: float) -> float:
        return min(100.0, max(0.0, 100 * (value - self.lowest) / (self.highest - self.lowest)))

    def ticks(self) -> tuple[float, ...]:
        """Every answer where answers are whole numbers and few, otherwise quarters."""
        span = self.highest - self.lowest
        steps = int(span) if span == int(span) and span <= 10 else 4
        return tuple(100 * step / steps for step in range(steps + 1))


def reading_cells(reading: Reading | None) -> list[str]:
    """Typical answer, interval and number of answers, as a table says them."""
    if reading is None:
        return [gettext("Not shown, to protect small groups"), "", ""]
    if reading.interval is not None:
        interval = numbers.interval(*reading.interval)
    elif reading.low is not None:
        interval = gettext("everyone answered")
    else:
        interval = gettext("none shown")
    answered = "" if reading.n is None else str(reading.n)
    return [numbers.decimal(reading.mean), interval, answered]
