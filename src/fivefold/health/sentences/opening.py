"""The three sentences that a report card begins with."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fivefold.core.charts.numbers import share
from fivefold.health.card import ReportCard
from fivefold.health.numbers import listed, of
from fivefold.health.opening import Gap, Holding, Talk
from fivefold.health.sentences.comparing import (
    apart_in_sentence,
    widest,
)
from fivefold.health.sentences.figures import (
    nothing,
)

Names = Callable[[str], str]


def holding(card: ReportCard, name: Names) -> str:
    said = card.opening
    up = is_up([name(key) for key in said.up], card)
    strong = favorable([name(key) for key in said.strengths if key not in said.up], card)
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


def favorable(names: Sequence[str], card: ReportCard) -> str:
    match card.one_side:
        case "practice":
            text = _("The practice side’s answers on %(names)s are clearly favorable.")
        case "research":
            text = _("The research side’s answers on %(names)s are clearly favorable.")
        case _:
            text = _("Members’ answers on %(names)s are clearly favorable.")
    return text % {"names": listed(names)}


def not_yet(names: Sequence[str], card: ReportCard) -> str:
    match card.one_side:
        case "practice":
            text = _("The practice side’s answers on %(names)s are not yet favorable.")
        case "research":
            text = _("The research side’s answers on %(names)s are not yet favorable.")
        case _:
            text = _("Members’ answers on %(names)s are not yet favorable.")
    return text % {"names": listed(names)}


def gap(card: ReportCard, name: Names) -> str:
    said = card.opening
    low = not_yet([name(key) for key in said.gaps], card)
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
                "With fewer than ten people on a side, talk leads: this survey cannot compare the sides."
            )
        case _:
            return question
