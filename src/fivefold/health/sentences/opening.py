"""The three sentences that a report card begins with."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fivefold.core.charts.numbers import share
from fivefold.health.card import ReportCard
from fivefold.health.numbers import listed, of, whole
from fivefold.health.opening import Gap, Holding, Talk
from fivefold.health.sentences.comparing import (
    apart_in_sentence,
    widest,
)
from fivefold.health.sentences.figures import caution, nothing

Names = Callable[[str], str]


def holding(card: ReportCard, name: Names) -> str:
    said = card.opening
    return _cautioned(_holding(card, name), (*said.strengths, *said.up, *said.up_over_all), card, name)


def _holding(card: ReportCard, name: Names) -> str:
    said = card.opening
    up = _risen(card, name)
    moved = {*said.up, *said.up_over_all}
    strong = favorable([name(key) for key in said.strengths if key not in moved], card)
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


def _risen(card: ReportCard, name: Names) -> str:
    lately, all_along = card.opening.up, card.opening.up_over_all
    return _moves(card, name, lately, all_along, (is_up, is_up_over_all))


def _fallen(card: ReportCard, name: Names) -> str:
    lately, all_along = card.opening.down, card.opening.down_over_all
    return _moves(card, name, lately, all_along, (is_down, is_down_over_all))


def _moves(
    card: ReportCard,
    name: Names,
    lately: Sequence[str],
    all_along: Sequence[str],
    say: tuple[Callable[[Sequence[str], ReportCard], str], Callable[[Sequence[str], ReportCard], str]],
) -> str:
    """What moved since the last round, then what moved over all of them, each dimension in one of the two."""
    parts = []
    if all_along:
        parts.append(say[1]([name(key) for key in all_along], card))
    only_lately = [name(key) for key in lately if key not in all_along]
    if only_lately:
        parts.append(say[0](only_lately, card))
    return " ".join(parts)


def is_up_over_all(names: Sequence[str], card: ReportCard) -> str:
    return ngettext(
        "Over %(count)s rounds, since %(round)s, %(names)s is up, more than chance would explain.",
        "Over %(count)s rounds, since %(round)s, %(names)s are up, more than chance would explain.",
        len(names),
    ) % {"names": listed(names), "round": card.compared_with_first, "count": whole(card.comparable_rounds)}


def is_down_over_all(names: Sequence[str], card: ReportCard) -> str:
    return ngettext(
        "Over %(count)s rounds, since %(round)s, %(names)s is down, more than chance would explain.",
        "Over %(count)s rounds, since %(round)s, %(names)s are down, more than chance would explain.",
        len(names),
    ) % {"names": listed(names), "round": card.compared_with_first, "count": whole(card.comparable_rounds)}


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


def _cautioned(text: str, claimed: Sequence[str], card: ReportCard, name: Names) -> str:
    """What is claimed of a dimension whose statements may not hang together is said with that."""
    loose = [name(one.key) for one in card.dimensions if one.key in claimed and any(map(caution, one.scales))]
    if not loose:
        return text
    return "{} {}".format(
        text,
        _("Nothing shows that the statements on %(names)s hang together: read them one by one.")
        % {"names": listed(loose)},
    )


def gap(card: ReportCard, name: Names) -> str:
    said = card.opening
    return _cautioned(_gap(card, name), (*said.gaps, *said.down, *said.down_over_all), card, name)


def _gap(card: ReportCard, name: Names) -> str:
    said = card.opening
    low = not_yet([name(key) for key in said.gaps], card)
    down = _fallen(card, name)
    match said.gap:
        case Gap.NOT_CLAIMED:
            return _("Without more answers, none can be named.")
        case Gap.GAP:
            return f"{low} {down}".strip()
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
            differs = _("On %(name)s %(difference)s") % {
                "name": name(about.key),
                "difference": apart_in_sentence(scale),
            }
            return " ".join(filter(None, [differs, caution(scale)]))
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
            leads = _("With fewer than ten people on a side, talk leads:")
            return f"{leads} {question}".strip()
        case _:
            return question
