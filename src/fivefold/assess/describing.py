"""From answers to figures, under the same conditions for every scale."""

from collections import abc

import numpy as np

from fivefold.assess.answer import in_order
from fivefold.assess.assessment import Figure, GroupResult, ItemResult, ScaleResult, SideCount, SideDifference
from fivefold.assess.matching import Kind
from fivefold.assess.scoring import Floats, ScaleAnswers, SideAnswers
from fivefold.assess.text import Text
from fivefold.stats.disclosure import may_show, protect_groups
from fivefold.stats.errors import StatisticsError
from fivefold.stats.estimates import difference, group_mean
from fivefold.stats.item_disclosure import items_may_show
from fivefold.stats.reliability import Reliability, alpha, omega

HIDDEN_BY_ROUNDING = 10
"""Times the threshold: among so many, numbers rounded to a tenth of an answer no longer tell one person's."""

COMPARED = ("practice", "research")
"""The sides whose difference is taken, first less second."""


class Describer:
    """Describes the scales of one survey."""

    def __init__(
        self,
        sides: SideAnswers,
        counts: tuple[SideCount, ...],
        members: int | None,
        responses: int,
        threshold: int,
    ) -> None:
        self.sides = sides
        self.counts = counts
        self.members = members
        self.responses = responses
        self.threshold = threshold

    def scale(self, answers: ScaleAnswers) -> ScaleResult | None:
        """The scale's result; None when fewer than the threshold have a score."""
        n = int((~np.isnan(answers.scores)).sum())
        if not may_show(n, self.threshold):
            return None
        scale = answers.scale
        alpha_found, omega_found = (self._coefficient(of, answers.values) for of in (alpha, omega))
        groups = self._groups(answers.scores, n)
        items_shown = self._items_may_show(answers, n, groups)
        return ScaleResult(
            **vars(self._figure(answers.scores)),
            key=scale.key,
            title=scale.title,
            dimension=scale.dimension,
            items=len(scale.items),
            answers=in_order(answers.answers),
            cannot_tell=answers.share(Kind.CANNOT_TELL),
            not_applicable=answers.share(Kind.NOT_APPLICABLE),
            alpha=alpha_found.value if alpha_found else None,
            alpha_interval=_interval(alpha_found),
            omega=omega_found.value if omega_found else None,
            omega_interval=_interval(omega_found),
            groups=groups,
            difference=self._difference(answers.scores, groups),
            item_results=tuple(
                self._item(answers, place, may_be_shown=items_shown) for place in range(len(scale.items))
            ),
        )

    def _figure(self, scores: Floats) -> Figure:
        return Figure.of(group_mean(scores, self.members, self.responses))

    def _groups(self, scores: Floats, n: int) -> tuple[GroupResult, ...]:
        scored = ~np.isnan(scores)
        here = {one.key: self.sides.on(one.key) for one in self.counts}
        withheld = protect_groups(
            {key: int((on & scored).sum()) for key, on in here.items()}, n, threshold=self.threshold
        )
        return tuple(
            GroupResult(
                key=one.key,
                figure=None
                if one.key in withheld
                else Figure.of(group_mean(scores[here[one.key]], one.members, one.responses)),
            )
            for one in self.counts
        )

    def _difference(self, scores: Floats, groups: tuple[GroupResult, ...]) -> SideDifference | None:
        shown = {group.key for group in groups if not group.suppressed}
        if not shown.issuperset(COMPARED):
            return None
        first, second = (scores[self.sides.on(key)] for key in COMPARED)
        try:
            return SideDifference.of(COMPARED, difference(first, second))
        except StatisticsError:
            return None

    def _items_may_show(self, answers: ScaleAnswers, n: int, groups: tuple[GroupResult, ...]) -> bool:
        """Whether a scale, its sides and its items, side by side, give nobody away."""
        if n >= HIDDEN_BY_ROUNDING * self.threshold:
            return True
        shown = np.zeros(len(answers.scores), dtype=np.int8)
        for place, group in enumerate(groups, start=1):
            if not group.suppressed:
                shown[self.sides.on(group.key)] = place
        return items_may_show(
            ~np.isnan(answers.values), ~np.isnan(answers.scores), shown, threshold=self.threshold
        )

    def _coefficient(self, of: abc.Callable[[Floats], Reliability], values: Floats) -> Reliability | None:
        """None where the coefficient is not defined for these answers, or too few are behind it."""
        try:
            found = of(values)
        except StatisticsError:
            return None
        return found if may_show(found.n, self.threshold) else None

    def _item(self, answers: ScaleAnswers, place: int, *, may_be_shown: bool) -> ItemResult:
        values = answers.values[:, place]
        column = answers.columns[place]
        shown = may_be_shown and may_show(int((~np.isnan(values)).sum()), self.threshold)
        return ItemResult(
            key=column.name,
            text=Text(column.text or column.name),
            figure=self._figure(values) if shown else None,
            cannot_tell=answers.share(Kind.CANNOT_TELL, place) if shown else None,
            not_applicable=answers.share(Kind.NOT_APPLICABLE, place) if shown else None,
        )


def _interval(found: Reliability | None) -> tuple[float, float] | None:
    if found is None or found.low is None or found.high is None:
        return None
    return found.low, found.high
