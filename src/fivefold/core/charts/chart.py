"""What a chart is made of, and what it leaves: a picture, its conditions and its table."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from fivefold.core.charts import numbers


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
class Axis:
    """A whole answer scale, never cropped, with its ends and middle in the words of the answers."""

    lowest: float
    highest: float
    words: Sequence[tuple[float, str]]

    def position(self, value: float) -> float:
        """Where a value lies, in per cent from the left: as exactly as it is printed, and no more.

        A picture that held more digits than its words could be read for what the words round away.
        """
        share = (round(value, 1) - self.lowest) / (self.highest - self.lowest)
        return min(100.0, max(0.0, 100 * share))

    def stretch(self, low: float | None, high: float | None) -> tuple[float, float] | None:
        """Where an interval lies. One narrower than what is printed is drawn a tenth wide, never as a dot.

        None where there is no interval, or one without width: everyone answered.
        """
        if low is None or high is None or low == high:
            return None
        start, end = self.position(low), self.position(high)
        if start == end:
            half = 5 / (self.highest - self.lowest)
            start, end = max(0.0, start - half), min(100.0, end + half)
        return start, end

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
