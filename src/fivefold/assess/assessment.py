"""What a survey says about a partnership, with the conditions under which each number holds."""

from collections import abc
from dataclasses import dataclass

from fivefold.assess.answer import Answer
from fivefold.assess.text import Text
from fivefold.files.sentences import Sentence
from fivefold.stats.estimates import Difference, Mean


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A mean on 0–100 that may be shown, with its conditions; the fields are those of `stats.Mean`."""

    n: int
    mean: float
    low: float
    high: float
    sd: float | None
    members: int | None
    population: int | None
    responses: int
    rate: float | None
    bounds: tuple[float, float] | None

    @classmethod
    def of(cls, mean: Mean) -> "Figure":
        return cls(**{name: getattr(mean, name) for name in cls.__dataclass_fields__})

    @property
    def everyone_answered(self) -> bool:
        """All members answered the survey: a description of everyone has no interval."""
        return self.n == self.population

    @property
    def unscored(self) -> int:
        """People who answered the survey, and too little of this to have a score on it."""
        return self.responses - self.n


@dataclass(frozen=True, kw_only=True)
class Withheld:
    """Something whose figure may be withheld; then every number is None."""

    key: str
    figure: Figure | None

    @property
    def suppressed(self) -> bool:
        return self.figure is None

    @property
    def n(self) -> int | None:
        return self.figure.n if self.figure else None

    @property
    def mean(self) -> float | None:
        return self.figure.mean if self.figure else None

    @property
    def low(self) -> float | None:
        return self.figure.low if self.figure else None

    @property
    def high(self) -> float | None:
        return self.figure.high if self.figure else None

    @property
    def sd(self) -> float | None:
        return self.figure.sd if self.figure else None

    @property
    def bounds(self) -> tuple[float, float] | None:
        return self.figure.bounds if self.figure else None

    @property
    def members(self) -> int | None:
        return self.figure.members if self.figure else None

    @property
    def responses(self) -> int | None:
        return self.figure.responses if self.figure else None

    @property
    def rate(self) -> float | None:
        return self.figure.rate if self.figure else None


@dataclass(frozen=True, kw_only=True)
class GroupResult(Withheld):
    """One side's mean on one scale."""

    def to_dict(self) -> dict[str, object]:
        if self.figure is None:
            return {"key": self.key, "suppressed": True}
        figure = self.figure
        return {"key": self.key, "n": figure.n, "mean": figure.mean, "low": figure.low, "high": figure.high}


@dataclass(frozen=True, kw_only=True)
class ItemResult(Withheld):
    """One item, turned to the direction of its scale. Shown, never ranked."""

    text: Text
    cannot_tell: float | None
    not_applicable: float | None


@dataclass(frozen=True, kw_only=True)
class SideDifference:
    """First side less second, in points of 0–100, as a comparison: without a correction for the roster."""

    between: tuple[str, str]
    mean: float
    low: float
    high: float

    @classmethod
    def of(cls, between: tuple[str, str], found: Difference) -> "SideDifference":
        return cls(between=between, mean=found.mean, low=found.low, high=found.high)

    def to_dict(self) -> dict[str, object]:
        return {"between": list(self.between), "mean": self.mean, "low": self.low, "high": self.high}


@dataclass(frozen=True, kw_only=True)
class ScaleResult(Figure):
    """One scale of one dimension. Means are on 0–100; `answers` lead back to the scale's own words."""

    key: str
    title: Text
    dimension: str | None
    items: int
    answers: tuple[Answer, ...]
    cannot_tell: float | None
    not_applicable: float | None
    alpha: float | None
    alpha_interval: tuple[float, float] | None
    omega: float | None
    omega_interval: tuple[float, float] | None
    groups: tuple[GroupResult, ...]
    difference: SideDifference | None
    item_results: tuple[ItemResult, ...]

    def group(self, key: str) -> GroupResult | None:
        return next((group for group in self.groups if group.key == key), None)

    @property
    def without_spread(self) -> tuple[str, ...]:
        """Sides shown on which everybody has the same score: no difference may be claimed from them."""
        return tuple(group.key for group in self.groups if group.sd == 0.0)

    @property
    def may_claim_difference(self) -> bool:
        return self.difference is not None and not {*self.difference.between} & {*self.without_spread}

    def to_dict(self, language: str = "en") -> dict[str, object]:
        return {
            "key": self.key,
            "title": self.title.in_language(language),
            "items": self.items,
            "n": self.n,
            "mean": self.mean,
            "low": self.low,
            "high": self.high,
            "bounds": list(self.bounds) if self.bounds else None,
            "cannot_tell": self.cannot_tell,
            "not_applicable": self.not_applicable,
            "alpha": self.alpha,
            "omega": self.omega,
            "groups": [group.to_dict() for group in self.groups],
            "difference": self.difference.to_dict() if self.difference else None,
        }


@dataclass(frozen=True, kw_only=True)
class DimensionResult:
    key: str
    name: Text
    short: Text
    scales: tuple[ScaleResult, ...]


@dataclass(frozen=True, kw_only=True)
class SideCount:
    """How many of a side were asked and answered. Not to be shown for a side whose figures are withheld."""

    key: str
    members: int | None
    responses: int

    @property
    def size(self) -> int:
        """The number by which a side counts as tiny."""
        return self.responses if self.members is None else self.members


@dataclass(frozen=True, kw_only=True)
class SkippedRow:
    row: int
    reason: Sentence


@dataclass(frozen=True, kw_only=True)
class Source:
    file: str
    format: str
    rows: int
    used: int
    skipped: tuple[SkippedRow, ...]


@dataclass(frozen=True, kw_only=True)
class Caveat:
    """Something to keep in mind; a `warning` of the JSON object."""

    code: str
    message: Sentence


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """A survey read against a framework."""

    fivefold: str
    framework_key: str
    framework_version: int
    source: Source
    members: int | None
    responses: int
    response_rate: float | None
    threshold: int
    sides: tuple[SideCount, ...]
    dimensions: tuple[DimensionResult, ...]
    other_scales: tuple[ScaleResult, ...]
    warnings: tuple[Caveat, ...]

    @property
    def scales(self) -> tuple[ScaleResult, ...]:
        of_dimensions = tuple(scale for dimension in self.dimensions for scale in dimension.scales)
        return of_dimensions + self.other_scales

    def warns(self, code: str) -> bool:
        return any(warning.code == code for warning in self.warnings)

    @property
    def below_half(self) -> bool:
        """Under half answered, in the whole or on a side that is shown: then show n and bounds only."""
        return self.warns("below_half")

    @property
    def compares_sides(self) -> bool:
        """Whether a page may set practice beside research: not where one of them is tiny."""
        return not self.warns("tiny_side") and any(scale.difference for scale in self.scales)

    def dimension(self, key: str) -> DimensionResult:
        return next(dimension for dimension in self.dimensions if dimension.key == key)

    def to_dict(self, language: str = "en") -> dict[str, object]:
        """The object of `fivefold assess --json`, exactly; its schema ships as schema/assessment-1.json."""
        return {
            "fivefold": self.fivefold,
            "framework": {"key": self.framework_key, "version": self.framework_version},
            "source": {
                "file": self.source.file,
                "format": self.source.format,
                "rows": self.source.rows,
                "used": self.source.used,
                "skipped": [{"row": one.row, "reason": one.reason} for one in self.source.skipped],
            },
            "members": self.members,
            "responses": self.responses,
            "response_rate": self.response_rate,
            "threshold": self.threshold,
            "dimensions": [
                {
                    "key": dimension.key,
                    "name": dimension.name.in_language(language),
                    "scales": [scale.to_dict(language) for scale in dimension.scales],
                }
                for dimension in self.dimensions
            ],
            "other_scales": [scale.to_dict(language) for scale in self.other_scales],
            "warnings": [{"code": one.code, "message": one.message} for one in self.warnings],
        }

    def to_record(self) -> dict[str, object]:
        """Everything, for storage; `from_record` gives it back."""
        from fivefold.assess.record import to_record

        return to_record(self)

    @classmethod
    def from_record(cls, record: abc.Mapping[str, object]) -> "Assessment":
        from fivefold.assess.record import from_record

        return from_record(record)
