"""The three sentences that a report card begins with."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from fivefold.core.charts.numbers import share
from fivefold.health.card import ReportCard
from fivefold.health.numbers import listed, of
from fivefold.health.opening import Gap, Holding, Talk
from fivefold.health.sentences.comparing import apart_in_sentence, widest
from fivefold.health.sentences.figures import caution, nothing
from fivefold.health.sentences.moves import Names, fallen, risen


def holding(card: ReportCard, name: Names) -> str:
    said = card.opening
    return _cautioned(_holding(card, name), (*said.strengths, *said.up, *said.up_over_all), card, name)


def _holding(card: ReportCard, name: Names) -> str:
    said = card.opening
    moved = {*said.up, *said.up_over_all}
    strong = [name(key) for key in said.strengths if key not in moved]
    match said.holding:
        case Holding.NOT_CLAIMED:
            return nothing(card)
        case Holding.NOTHING_CLEAR:
            return _("No dimension stands out as clearly strong in this round.")
        case _:
            return _sentence([*risen(card, name), *([_favorable(strong, card)] if strong else [])])


def _sentence(clauses: Sequence[str]) -> str:
    text = "; ".join(clauses)
    return f"{text[:1].upper()}{text[1:]}."


def _favorable(names: Sequence[str], card: ReportCard) -> str:
    match card.one_side:
        case "practice":
            text = _("the practice side’s answers on %(names)s are clearly favorable")
        case "research":
            text = _("the research side’s answers on %(names)s are clearly favorable")
        case _:
            text = _("members’ answers on %(names)s are clearly favorable")
    return text % {"names": listed(names)}


def _not_yet(names: Sequence[str], card: ReportCard) -> str:
    match card.one_side:
        case "practice":
            text = _("the practice side’s answers on %(names)s are not yet favorable")
        case "research":
            text = _("the research side’s answers on %(names)s are not yet favorable")
        case _:
            text = _("members’ answers on %(names)s are not yet favorable")
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
    match said.gap:
        case Gap.NOT_CLAIMED:
            return _("Without more answers, none can be named.")
        case Gap.GAP:
            return _sentence([_not_yet([name(key) for key in said.gaps], card), *fallen(card, name)])
        case Gap.DOWN:
            return _sentence(fallen(card, name))
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
