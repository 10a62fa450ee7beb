"""One mean in words: the score, who answered, what the interval supposes."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from fivefold.assess import wording
from fivefold.assess.answer import Answer
from fivefold.assess.reliability import LEAST_RELIABLE, hangs_together
from fivefold.core.charts.numbers import interval, share
from fivefold.health.card import ReportCard, Say, ScaleCard
from fivefold.health.numbers import of, whole
from fivefold.health.opening import Nothing
from fivefold.health.reading import (
    Showing,
)


def on_its_range(number: str, answers: Sequence[Answer]) -> str:
    """“3.4 on 1–5”, in the numbers of these answers."""
    lowest, highest = (f"{end.number:g}" for end in (answers[0], answers[-1]))
    return _("%(line)s on %(lowest)s–%(highest)s") % {"line": number, "lowest": lowest, "highest": highest}


def in_words(say: Say, answers: Sequence[Answer], language: str, *, ranged: bool = False) -> tuple[str, str]:
    """“Sometimes to often, 3.5” and “(3.3–3.7)”; either may be empty.

    ranged: beside numbers of another range, “3.5 on 1–5”.
    """
    if say.mean is None:
        return "", ""
    around = ""
    if say.low is not None and say.high is not None:
        around = f"({wording.interval_in_words(say.low, say.high, answers)})"
    words = wording.in_words(say.mean, answers, language)
    return on_its_range(words, answers) if ranged else words, around


def conditions(
    say: Say, answers: Sequence[Answer], cannot_tell: float | None = None, *, ranged: bool = False
) -> str:
    """Who answered, where the mean could lie at all, who cannot tell. What every interval supposes is said
    once a page, by its legend.
    """
    parts = [_answered(say)]
    if say.bounds is not None:
        low, high = (wording.native(end, answers) for end in say.bounds)
        bounds = interval(low, high)
        # Beneath a mean, which has said its range, they lie on the same.
        bounds = on_its_range(bounds, answers) if ranged and not say.has_mean else bounds
        parts.append(_("%(bounds)s whatever the silent would say.") % {"bounds": bounds})
    if cannot_tell is not None:
        parts.append(_("%(share)s cannot tell.") % {"share": share(cannot_tell)})
    return " ".join(part for part in parts if part)


def _answered(say: Say) -> str:
    if say.n is None:
        return ""
    if say.population is None or say.rate is None:
        return _(
            "%(n)s answered; how many were asked, and so the response rate, is unknown. 95%% interval."
        ) % {"n": whole(say.n)}
    answered = {"answered": of(say.n, say.population), "rate": share(say.rate)}
    if say.unscored and say.showing in {Showing.EVERYONE, Showing.INTERVAL}:
        return _scored(say.n, say.population, say.unscored, say.showing)
    if say.showing == Showing.EVERYONE:
        return _("%(answered)s: everyone answered.") % answered
    if say.showing == Showing.BOUNDS:
        return (
            _("%(answered)s answered, %(rate)s: fewer than half, so no typical answer is shown;") % answered
        )
    return _("%(answered)s answered, %(rate)s.") % answered


def _scored(n: int, population: int, unscored: int, showing: Showing) -> str:
    """Where some answered the survey and too little of this: who counts, never that everyone answered."""
    if showing == Showing.EVERYONE:
        return _(
            "%(counted)s members count here: all answered the survey, but %(unscored)s too little of this."
        ) % {"counted": of(n, population + unscored), "unscored": whole(unscored)}
    answered = {"answered": of(n, population), "rate": share(n / population)}
    if 2 * n < population + unscored:
        return _(
            "%(answered)s answered, %(rate)s; %(unscored)s more members answered too little of this to count."
        ) % {**answered, "unscored": whole(unscored)}
    return _("%(answered)s answered, %(rate)s.") % answered


def why_counts_differ(card: ReportCard) -> str:
    """Said once, where the number of those counted is not the same everywhere."""
    if not card.counts_differ:
        return ""
    return _(
        "The counts differ because a person counts on a scale only where they answered at least half of its "
        "statements; who could not tell on most of them is left out there, and out of the number asked."
    )


def caution(scale: ScaleCard) -> str:
    """Where nothing shows that a scale's statements hang together, no number of theirs is read by itself."""
    together = hangs_together(scale.alpha, scale.omega)
    if scale.say.mean is None or together:
        return ""
    if together is not None:
        return _("These statements do not hang together: read them one by one rather than as one number.")
    if len(scale.items) == 1:
        return _("One statement alone: nothing tells how reliable an answer to it is.")
    return _("Nothing shows that these statements hang together: read them one by one as well.")


def round_conditions(card: ReportCard, title: str) -> str:
    """The round, and how many answered."""
    if card.responses < card.threshold:
        return f"{title}. {nothing(card)}"
    if card.members is None or card.response_rate is None:
        unknown = _("%(n)s people answered; how many were asked, and so the response rate, is unknown.")
        return f"{title}. {unknown % {'n': whole(card.responses)}}"
    return _("%(round)s. %(answered)s members answered (%(rate)s).") % {
        "round": title,
        "answered": of(card.responses, card.members),
        "rate": share(card.response_rate),
    }


def scope(card: ReportCard) -> str:
    """Whom a round speaks for, where that is not the whole partnership."""
    match card.one_side:
        case "practice":
            return _(
                "This round asked people of the practice side alone: it speaks for those it asked, "
                "not for the partnership."
            )
        case "research":
            return _(
                "This round asked people of the research side alone: it speaks for those it asked, "
                "not for the partnership."
            )
        case "broker":
            return _("This round asked the broker alone: it speaks for the broker, not for the partnership.")
        case _:
            return ""


def sides_conditions(scale: ScaleCard) -> str:
    """The conditions of both sides' numbers, side by side."""
    return " ".join(
        f"{side(one.key)}: {conditions(one.say, scale.answers)}"
        for one in scale.sides
        if not one.say.withheld
    )


def nothing(card: ReportCard) -> str:
    """Why nothing is claimed from a round as a whole."""
    if card.nothing == Nothing.BELOW_HALF and card.members is not None:
        return _("%(answered)s members answered, fewer than half. Nothing is claimed from that.") % {
            "answered": of(card.responses, card.members)
        }
    if card.nothing == Nothing.UNDER_THRESHOLD:
        return _("Fewer than %(threshold)s people answered, so no figure is shown.") % {
            "threshold": whole(card.threshold)
        }
    if card.nothing == Nothing.NOT_ASKED:
        return _("Nobody was asked about any of these dimensions in this round.")
    return _("No scale was answered by enough people to be shown.")


def side(key: str) -> str:
    return {
        "practice": pgettext("side", "Practice"),
        "research": pgettext("side", "Research"),
        "broker": pgettext("side", "Between the sides"),
    }[key]


def how_it_hangs_together(coefficient: float, low: float | None) -> str:
    """Internal consistency, in plain words; `low` is the lower end of its interval."""
    if low is not None and low < LEAST_RELIABLE <= coefficient:
        return _("too few answers to say how well the statements hang together: read them one by one as well")
    if coefficient >= 0.8:
        return _("the statements hang together well")
    if coefficient >= 0.7:
        return _("the statements hang together")
    if coefficient >= LEAST_RELIABLE:
        return _("the statements hang together loosely: read them one by one as well")
    return _("the statements do not hang together: read them one by one rather than as one number")
