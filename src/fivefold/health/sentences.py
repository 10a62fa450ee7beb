"""What the rules found, in words. No sentence claims more than its rule: each has its honest fallback."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from fivefold.assess import wording
from fivefold.assess.answer import Answer
from fivefold.core.charts.numbers import decimal, interval, share
from fivefold.health.card import DimensionCard, Interval, ReportCard, Say, ScaleCard
from fivefold.health.numbers import listed, of, whole
from fivefold.health.opening import Gap, Holding, Nothing, Talk
from fivefold.health.reading import (
    Accord,
    Agreement,
    Movement,
    NoChange,
    NoComparison,
    Showing,
    Strand,
    Verdict,
    excludes_none,
)

Names = Callable[[str], str]


def holding(card: ReportCard, name: Names) -> str:
    said = card.opening
    up = is_up([name(key) for key in said.up], card)
    strong = favorable([name(key) for key in said.strengths if key not in said.up])
    match said.holding:
        case Holding.NOT_CLAIMED:
            return nothing(card)
        case Holding.UP_AND_STRENGTH:
            return f"{up} {strong}"
        case Holding.UP:
            return up
        case Holding.STRENGTH:
            return strong
        case _:
            return _("No dimension stands out as clearly strong in this round.")


def is_up(names: Sequence[str], card: ReportCard) -> str:
    return ngettext(
        "%(names)s is up since %(round)s, more than chance would explain.",
        "%(names)s are up since %(round)s, more than chance would explain.",
        len(names),
    ) % {"names": listed(names), "round": card.compared_with}


def is_down(names: Sequence[str], card: ReportCard) -> str:
    return ngettext(
        "%(names)s is down since %(round)s, more than chance would explain.",
        "%(names)s are down since %(round)s, more than chance would explain.",
        len(names),
    ) % {"names": listed(names), "round": card.compared_with}


def favorable(names: Sequence[str]) -> str:
    return _("Members’ answers on %(names)s are clearly favorable.") % {"names": listed(names)}


def gap(card: ReportCard, name: Names) -> str:
    said = card.opening
    low = _("Members’ answers on %(names)s lie clearly low.") % {
        "names": listed([name(key) for key in said.gaps])
    }
    down = is_down([name(key) for key in said.down], card)
    match said.gap:
        case Gap.NOT_CLAIMED:
            return _("Without more answers, none can be named.")
        case Gap.GAP:
            return f"{low} {down}" if said.down else low
        case Gap.DOWN:
            return down
        case Gap.NO_GAP:
            return _("No dimension falls short in members’ answers.")
        case _:
            return _("No dimension falls clearly short; on %(names)s the answers leave it open.") % {
                "names": listed([name(one.key) for one in card.dimensions if one.key not in said.strengths])
            }


def talk(card: ReportCard, name: Names, question: str) -> str:
    said = card.opening
    about = card.dimension(said.talk_about) if said.talk_about else None
    match said.talk:
        case Talk.SIDES_DIFFER if about is not None:
            scale = widest(about.scales)
            return _("On %(name)s %(difference)s") % {
                "name": name(about.key),
                "difference": apart_in_sentence(scale),
            }
        case Talk.CANNOT_TELL if about is not None:
            return _("On %(name)s, %(share)s of answers were “I cannot tell”. How visible is this work?") % {
                "name": name(about.key),
                "share": share(about.facts.cannot_tell or 0.0),
            }
        case Talk.SILENT if card.members is not None:
            silent = card.members - card.responses
            return _("%(silent)s members did not answer. What would they have said?") % {
                "silent": of(silent, card.members)
            }
        case Talk.TINY:
            return _(
                "With fewer than ten members on a side, talk leads: this survey cannot compare the sides."
            )
        case _:
            return question


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
    return _("No scale was answered by enough people to be shown.")


def widest(scales: Sequence[ScaleCard]) -> ScaleCard:
    """The scale on which the sides are furthest apart."""

    def distance(scale: ScaleCard) -> tuple[bool, float]:
        found = scale.difference
        return (found.excludes_none, abs(found.mean)) if found else (False, -1.0)

    return max(scales, key=distance)


def in_scale(points: float, answers: Sequence[Answer]) -> float:
    """A distance on 0–100, in the numbers of the answers."""
    return points / 100 * (answers[-1].number - answers[0].number)


def apart(difference: Interval, answers: Sequence[Answer]) -> tuple[str, str]:
    """How far apart, and its interval: both without a sign, because the words say who is lower."""
    near, far = sorted(abs(in_scale(end, answers)) for end in (difference.low, difference.high))
    return decimal(abs(in_scale(difference.mean, answers))), interval(near, far)


def apart_in_sentence(scale: ScaleCard) -> str:
    assert scale.difference is not None  # noqa: S101 - for the type checker; asked only where they differ
    far, around = apart(scale.difference, scale.answers)
    if scale.difference.mean < 0:
        text = _("the sides are %(far)s apart (%(interval)s): practice answers lower.")
    else:
        text = _("the sides are %(far)s apart (%(interval)s): research answers lower.")
    return text % {"far": far, "interval": around}


def difference(scale: ScaleCard) -> str:
    """The line that comes before the two sides' own numbers."""
    found = scale.difference
    if found is None:
        return no_comparison(scale.against_comparison)
    if found.excludes_none:
        far, around = apart(found, scale.answers)
        lower = (
            _("%(far)s apart (%(interval)s): practice lower than research")
            if found.mean < 0
            else _("%(far)s apart (%(interval)s): research lower than practice")
        )
        return lower % {"far": far, "interval": around}
    return _("No clear difference: %(difference)s (%(interval)s), practice less research") % {
        "difference": decimal(in_scale(found.mean, scale.answers)),
        "interval": interval(in_scale(found.low, scale.answers), in_scale(found.high, scale.answers)),
    }


def no_comparison(why: NoComparison | None) -> str:
    match why:
        case NoComparison.TINY_SIDE:
            return _(
                "A side has fewer than ten members. A few people would stand for a whole side, so the survey "
                "does not set the sides against each other: the record and the partners’ judgment lead."
            )
        case NoComparison.PROTECTED:
            return _("The sides are not compared: a figure is not shown, to protect small groups.")
        case NoComparison.BELOW_HALF:
            return _("The sides are not compared: on one of them fewer than half answered.")
        case _:
            return _("The sides are not compared: the survey does not tell them apart.")


def change(scale: ScaleCard, card: ReportCard) -> str:
    """Since the earlier round: what moved, the figures, and whether no change is among the possible."""
    if scale.change is None or scale.movement is None:
        return no_change(scale.no_change)
    found = scale.change
    inside = not excludes_none(found.low, found.high)
    figures = _("%(earlier)s to %(later)s, difference %(difference)s (%(interval)s).") % {
        "earlier": decimal(wording.native(found.earlier, scale.answers)),
        "later": decimal(wording.native(found.later, scale.answers)),
        "difference": decimal(in_scale(found.difference, scale.answers)),
        "interval": interval(in_scale(found.low, scale.answers), in_scale(found.high, scale.answers)),
    }
    if scale.movement.is_claimed:
        caution = ""
    elif inside:
        caution = _("The interval includes no change.")
    else:
        caution = _("Seen together with the other dimensions, chance could explain it.")
    return " ".join(part for part in (f"{moved(scale.movement, card)}:", figures, caution) if part)


def moved(movement: Movement, card: ReportCard) -> str:
    since = {"round": card.compared_with}
    match movement:
        case Movement.UP:
            return _("Up since %(round)s, more than chance would explain") % since
        case Movement.DOWN:
            return _("Down since %(round)s, more than chance would explain") % since
        case Movement.MAY_BE_UP:
            return _("May be up since %(round)s") % since
        case Movement.MAY_BE_DOWN:
            return _("May be down since %(round)s") % since
        case _:
            return _("About the same as in %(round)s") % since


def no_change(why: NoChange | None) -> str:
    match why:
        case NoChange.OTHER_INSTRUMENT:
            return _("Not compared with earlier rounds: they asked other questions, or other people.")
        case NoChange.BELOW_HALF:
            return _("No change is claimed: in one of the two rounds fewer than half answered.")
        case NoChange.WITHHELD:
            return _("Not compared: the earlier round shows no figure here.")
        case _:
            return _("First round: there is nothing to compare with yet.")


def agreement(found: Agreement) -> tuple[str, str]:
    """What stands beside the three circles: the verdict, then why."""
    match found.accord:
        case Accord.AGREE:
            return _("The strands agree."), ""
        case Accord.DIFFER if found.apart is not None:
            return _("The strands differ."), _("%(strand)s stands apart.") % {"strand": strand(found.apart)}
        case Accord.DIFFER:
            return _("The strands differ."), ""
        case _ if found.speaking:
            return _("Not enough to say."), _("Only what members say speaks so far.")
        case _:
            return _("Not enough to say."), _("No strand speaks clearly so far.")


def strand(which: Strand) -> str:
    return {
        Strand.SAY: _("What members say"),
        Strand.RECORD: _("What the record shows"),
        Strand.JUDGE: _("What partners judge"),
    }[which]


def conditions(say: Say, answers: Sequence[Answer], cannot_tell: float | None = None) -> str:
    """Who answered, what the interval supposes, where the mean could lie at all, who cannot tell."""
    parts = [_answered(say)]
    if say.showing == Showing.INTERVAL:
        parts.append(_("95% interval, if silent members resemble those who answered;"))
    if say.bounds is not None:
        low, high = (wording.native(end, answers) for end in say.bounds)
        parts.append(_("%(bounds)s whatever the silent would say.") % {"bounds": interval(low, high)})
    if cannot_tell is not None:
        parts.append(_("%(share)s cannot tell.") % {"share": share(cannot_tell)})
    return " ".join(part for part in parts if part)


def _answered(say: Say) -> str:
    if say.n is None:
        return ""
    if say.population is None or say.rate is None:
        return _(
            "%(n)s answered; how many were asked, and so the response rate, is unknown. 95% interval."
        ) % {"n": whole(say.n)}
    answered = {"answered": of(say.n, say.population), "rate": share(say.rate)}
    if say.showing == Showing.EVERYONE:
        return _("%(answered)s: everyone answered.") % answered
    if say.showing == Showing.BOUNDS:
        return (
            _("%(answered)s answered, %(rate)s: fewer than half, so no typical answer is shown;") % answered
        )
    return _("%(answered)s answered, %(rate)s.") % answered


def in_words(say: Say, answers: Sequence[Answer], language: str) -> tuple[str, str]:
    """“Sometimes to often, 3.5” and “(3.3–3.7)”; either may be empty."""
    if say.mean is None:
        return "", ""
    around = ""
    if say.low is not None and say.high is not None:
        around = f"({wording.interval_in_words(say.low, say.high, answers, language)})"
    return wording.in_words(say.mean, answers, language), around


def hangs_together(coefficient: float) -> str:
    """Internal consistency, in plain words."""
    if coefficient >= 0.8:
        return _("the statements hang together well, so one number for them is fair")
    if coefficient >= 0.7:
        return _("the statements hang together, so one number for them is fair")
    if coefficient >= 0.6:
        return _("the statements hang together loosely: read them one by one as well")
    return _("the statements do not hang together: read them one by one rather than as one number")


def side(key: str) -> str:
    return {
        "practice": pgettext("side", "Practice"),
        "research": pgettext("side", "Research"),
        "broker": pgettext("side", "Between the sides"),
    }[key]


def glance(one: DimensionCard, card: ReportCard, language: str) -> str:
    """One sentence for a dimension on Home: what moved, else what members say."""
    if not one.scales:
        return _("Not shown, to protect small groups")
    if len(one.scales) > 1:
        return _("%(count)s scales: see the report card.") % {"count": whole(len(one.scales))}
    scale = one.scales[0]
    words, _around = in_words(scale.say, scale.answers, language)
    said = words or conditions(scale.say, scale.answers)
    more = []
    if scale.movement is not None:
        more.append(f"{moved(scale.movement, card)}.")
    if one.facts.sides_differ:
        more.append(_("The sides see it differently."))
    return " ".join([said if said.endswith(".") else f"{said}.", *more])


def lead(one: DimensionCard, card: ReportCard) -> str:
    """What a dimension's page says first."""
    if card.nothing is not None:
        return nothing(card)
    if not one.scales:
        return _("No scale of this dimension was answered by enough people to be shown.")
    parts = [_LEADS[one.facts.verdict]()]
    scale = widest(one.scales)
    if one.facts.sides_differ:
        parts.append(_("The two sides see it differently: %(apart)s.") % {"apart": difference(scale)})
    if one.facts.movement is not None:
        parts.append(f"{moved(one.facts.movement, card)}.")
    return " ".join(parts)


_LEADS: dict[Verdict, Callable[[], str]] = {
    Verdict.STRENGTH: lambda: _("Members’ answers are clearly favorable."),
    Verdict.GAP: lambda: _("Members’ answers lie clearly low: look at how the work is designed."),
    Verdict.NOT_ENOUGH: lambda: _("Members’ answers are neither clearly favorable nor clearly low."),
}


def trend_title(label: str, scale: ScaleCard, card: ReportCard) -> str:
    """The finding of a chart over rounds; where no change is shown, it claims none."""
    if scale.movement is None:
        return _("%(name)s, round by round") % {"name": label}
    return f"{label}: {_lower_first(moved(scale.movement, card))}"


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


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


def sides_conditions(scale: ScaleCard) -> str:
    """The conditions of both sides' numbers, side by side."""
    return " ".join(
        f"{side(one.key)}: {conditions(one.say, scale.answers)}"
        for one in scale.sides
        if not one.say.withheld
    )
