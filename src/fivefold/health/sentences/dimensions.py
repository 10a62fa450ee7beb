"""A dimension in a sentence: on Home, at the head of its page, and whether its strands agree."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from fivefold.health.card import DimensionCard, ReportCard, ScaleCard
from fivefold.health.language import language
from fivefold.health.numbers import whole
from fivefold.health.opening import Talk
from fivefold.health.prompts import Reason
from fivefold.health.reading import (
    Accord,
    Agreement,
    Strand,
    Verdict,
)
from fivefold.health.sentences.comparing import difference, drift_figures, moved, since, widest
from fivefold.health.sentences.figures import caution, conditions, in_words, nothing
from fivefold.health.sentences.moves import moves_over_all
from fivefold.health.sentences.record import counts, strands_in_words


def glance(one: DimensionCard, card: ReportCard, tongue: str) -> str:
    """One sentence for a dimension on Home: what moved, else what members say."""
    if not one.facts.asked:
        return _("Not asked in this round.")
    if not one.scales:
        return _("Not shown, to protect small groups")
    if len(one.scales) > 1:
        return _("%(count)s scales: see the report card.") % {"count": whole(len(one.scales))}
    scale = one.scales[0]
    ranged = card.has_several_ranges
    words, _around = in_words(scale.say, scale.answers, tongue, ranged=ranged)
    said = words or conditions(scale.say, scale.answers, ranged=ranged)
    more = [f"{text}." for text in [moved(scale, card)] if text]
    if one.facts.sides_differ and scale.drift is None:
        more.append(_("The sides see it differently."))
    if one.facts.strands_differ:
        more.append(strands_in_words(one))
    more.extend(filter(None, [caution(scale)]))
    return " ".join([said if said.endswith(".") else f"{said}.", *more])


def lead(one: DimensionCard, card: ReportCard) -> str:
    """What a dimension's page says first: what members say, then what was counted where it speaks."""
    return " ".join([_lead(one, card), *counts([one.key], card)])


def _lead(one: DimensionCard, card: ReportCard) -> str:
    if not one.facts.asked:
        return _("Not asked in this round.")
    if card.nothing is not None:
        return nothing(card)
    if not one.scales:
        return _("No scale of this dimension was answered by enough people to be shown.")
    parts = [_LEADS[one.facts.verdict]()]
    scale = widest(one.scales)
    if one.facts.sides_differ:
        parts.append(_("The two sides see it differently: %(apart)s.") % {"apart": difference(scale)})
    parts.extend(f"{clause}." for clause in _moves(one, card))
    parts.extend(filter(None, map(caution, one.scales)))
    return " ".join(parts)


def _moves(one: DimensionCard, card: ReportCard) -> list[str]:
    """Over all rounds and since the last, each where it is more than the other says."""
    drifting = [drift_figures(scale, card) for scale in one.scales if scale.drift is not None]
    if drifting:
        return drifting
    lately, over_all = one.facts.movement, one.facts.movement_over_all
    name = one.dimension.short.in_language(language())
    claimed = over_all is not None and over_all.is_claimed
    clauses = moves_over_all(over_all, [one.key], card, lambda _key: name) if over_all and claimed else []
    if lately is not None and not (claimed and not lately.is_claimed and lately.claim == over_all):
        clauses.append(since(lately, card.compared_with))
    return clauses


_LEADS: dict[Verdict, Callable[[], str]] = {
    Verdict.STRENGTH: lambda: _("Members’ answers are clearly favorable."),
    Verdict.GAP: lambda: _("Members’ answers are not yet favorable: look at how the work is designed."),
    Verdict.NOT_ENOUGH: lambda: _("Members’ answers leave it open whether this is in place."),
}


def agreement(found: Agreement, one: DimensionCard | None = None) -> tuple[str, str]:
    """What stands beside the three circles: the verdict, then why."""
    told = strands_in_words(one) if one else ""
    match found.accord:
        case Accord.AGREE:
            return _("The strands agree."), told
        case Accord.DIFFER if found.apart is not None:
            return _("The strands differ."), _("%(strand)s stands apart.") % {"strand": strand(found.apart)}
        case Accord.DIFFER:
            return _("The strands differ."), told
        case _ if found.speaking:
            return _("Do the strands agree? Not enough to say."), _("One strand so far.")
        case _:
            return _("Do the strands agree? Not enough to say."), _("No strand speaks clearly so far.")


def chosen_because(card: ReportCard) -> str:
    """Why the question for the next meeting is about its dimension."""
    if card.question is None:
        return ""
    key, reason = card.question
    match reason:
        case _ if card.opening.talk == Talk.STRANDS_DIFFER:
            text = _("Chosen by rule: answers and record point apart there.")
        case Reason.APART:
            text = _("Chosen by rule: the sides differ most there.")
        case Reason.UNSEEN:
            text = _("Chosen by rule: that is what most members cannot tell about.")
        case Reason.GAP:
            text = _("Chosen by rule: the first dimension whose answers are not yet favorable.")
        case _ if key in card.opening.strengths:
            text = _("Chosen by rule: the first dimension, since the answers on all of them are favorable.")
        case _:
            text = _("Chosen by rule: the first dimension whose answers leave it open.")
    return text


def strand(which: Strand) -> str:
    return {
        Strand.SAY: _("What members say"),
        Strand.RECORD: _("What the record shows"),
        Strand.JUDGE: _("What partners judge"),
    }[which]


def trend_title(label: str, scale: ScaleCard, card: ReportCard) -> str:
    """The finding of a chart over rounds; where no change is shown, it claims none."""
    text = moved(scale, card)
    return f"{label}: {_lower_first(text)}" if text else _("%(name)s, round by round") % {"name": label}


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
