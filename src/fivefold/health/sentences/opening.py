"""What a report card says first: a line, then three places, each plain words with their figures beneath."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fivefold.assess import wording
from fivefold.core.charts.numbers import decimal, share
from fivefold.health.card import ReportCard, ScaleCard
from fivefold.health.language import language
from fivefold.health.numbers import listed, of
from fivefold.health.opening import Gap, Holding, Nothing, Talk
from fivefold.health.reading import Drift, Movement, Verdict
from fivefold.health.sentences.comparing import drift_figures, how_far_apart, widest
from fivefold.health.sentences.figures import caution, in_words, nothing, on_its_range
from fivefold.health.sentences.moves import Names, moves
from fivefold.health.sentences.record import counts, strands_in_words


@dataclass(frozen=True)
class Said:
    """Plain words that anybody can repeat, and the figures and conditions that they rest on."""

    plainly: str
    figures: str = ""


def in_brief(card: ReportCard, name: Names) -> str:
    """Does this partnership work? The answer in a line, from this round alone."""
    if card.nothing is not None:
        return nothing(card)
    facts = [one.facts for one in card.dimensions if one.facts.asked]
    strong = sum(one.verdict == Verdict.STRENGTH for one in facts)
    short = sum(one.verdict == Verdict.GAP for one in facts)
    if len(facts) == len(card.dimensions):
        parts = [_counted(strong, short, len(facts))]
    elif len(facts) == 1:
        parts = [_the_only_one(facts[0].verdict)]
    else:
        parts = [_counted_of_some(strong, short, len(facts))]
    if card.opening.talk == Talk.SIDES_DIFFER and card.opening.talk_about:
        parts.append(_("%(name)s is where the sides differ.") % {"name": name(card.opening.talk_about)})
    return " ".join(parts)


def _counted(strong: int, short: int, all_of_them: int) -> str:
    numbers = {"number": apnumber(strong), "all": apnumber(all_of_them)}
    if strong == 0:
        first = _("None of %(all)s dimensions clearly holds up") % numbers
    else:
        first = (
            ngettext("One of %(all)s dimensions holds up", "%(number)s of %(all)s dimensions hold up", strong)
            % numbers
        )
    return _sentence([first, *_not_there(short), *_unsaid(all_of_them - strong - short, short)])


def _counted_of_some(strong: int, short: int, asked: int) -> str:
    """As `_counted`, of a round that asked about some of the dimensions only."""
    numbers = {"number": apnumber(strong), "asked": apnumber(asked)}
    if strong == 0:
        first = _("None of the %(asked)s dimensions asked about clearly holds up") % numbers
    else:
        first = (
            ngettext(
                "One of the %(asked)s dimensions asked about holds up",
                "%(number)s of the %(asked)s dimensions asked about hold up",
                strong,
            )
            % numbers
        )
    return _sentence([first, *_not_there(short), *_unsaid(asked - strong - short, short)])


def _not_there(short: int) -> list[str]:
    if not short:
        return []
    text = ngettext("one is not there yet", "%(number)s are not there yet", short)
    return [text % {"number": apnumber(short)}]


def _unsaid(others: int, short: int) -> list[str]:
    """Of which dimensions this round cannot tell; where none falls short, the first part says enough."""
    if not others or not short:
        return []
    text = ngettext("of one it cannot be said", "of %(number)s it cannot be said", others)
    return [text % {"number": apnumber(others)}]


def _the_only_one(verdict: Verdict) -> str:
    match verdict:
        case Verdict.STRENGTH:
            return _("The only dimension asked about holds up.")
        case Verdict.GAP:
            return _("The only dimension asked about is not there yet.")
        case _:
            return _("The only dimension asked about does not clearly hold up.")


def not_asked(card: ReportCard, name: Names) -> str:
    """Which dimensions a round leaves out, where it asked about others."""
    keys = [one.key for one in card.dimensions if not one.facts.asked]
    if not keys or card.nothing == Nothing.NOT_ASKED:
        return ""
    return _("Not asked in this round: %(names)s.") % {"names": _names(keys, name)}


def holding(card: ReportCard, name: Names) -> Said:
    """What the answers carry, then what the record does."""
    said, keys = _holding(card, name), _bearing_out(card.opening.kept, card)
    if not keys:
        return said
    plainly = _("The record holds up on %(names)s.") % {"names": _names(keys, name)}
    return Said(
        _joined([said.plainly, plainly]), _joined([said.figures, *counts(keys, card, of=Verdict.STRENGTH)])
    )


def _bearing_out(keys: Sequence[str], card: ReportCard) -> list[str]:
    """Without those on which the answers point the other way: those are to talk about."""
    apart = _apart(card)
    return [key for key in keys if key not in apart]


def _apart(card: ReportCard) -> list[str]:
    return [one.key for one in card.dimensions if one.facts.strands_differ]


def _holding(card: ReportCard, name: Names) -> Said:
    said = card.opening
    if said.holding == Holding.NOT_CLAIMED:
        return Said(nothing(card))
    if said.holding == Holding.NOTHING_CLEAR:
        return Said(_("No dimension stands out as clearly strong."))
    up = _in_order({*said.up, *said.up_over_all}, card)
    plainly = [_favorable(said.strengths, card, name)]
    plainly += [_("Answers on %(names)s have risen.") % {"names": _names(up, name)}] if up else []
    plainly += [_come_closer(key, name) for key in said.closer]
    figures = [
        *moves(Movement.UP, card, name),
        *_levels([key for key in said.strengths if key not in up], card, name),
        *(drift_figures(scale, card) for scale in _drifting(said.closer, card)),
    ]
    claimed = (*said.strengths, *up, *said.closer)
    return Said(_joined(plainly), _joined([_sentence(figures), _looseness(claimed, card, name)]))


def gap(card: ReportCard, name: Names) -> Said:
    """What is not there yet, by the answers and by the record, then what nobody was asked about."""
    said, keys = _gap(card, name), _bearing_out(card.opening.fallen_short, card)
    if keys:
        plainly = _("The record falls short on %(names)s.") % {"names": _names(keys, name)}
        short = counts(keys, card, of=Verdict.GAP)
        said = Said(_joined([said.plainly, plainly]), _joined([said.figures, *short]))
    return replace(said, figures=_joined([said.figures, not_asked(card, name)]))


def _gap(card: ReportCard, name: Names) -> Said:
    said = card.opening
    match said.gap:
        case Gap.NOT_CLAIMED if card.nothing == Nothing.NOT_ASKED:
            return Said(_("Where nobody was asked, none can be named."))
        case Gap.NOT_CLAIMED:
            return Said(_("Without more answers, none can be named."))
        case Gap.NO_GAP:
            return Said(_("No dimension falls short in members’ answers."))
        case Gap.NOTHING_CLEAR:
            return Said(_("No dimension falls clearly short."), _left_open(card, name))
    down = _in_order({*said.down, *said.down_over_all}, card)
    plainly = [_not_yet(said.gaps, card, name)]
    plainly += [_("Answers on %(names)s have fallen.") % {"names": _names(down, name)}] if down else []
    figures = [*_levels(said.gaps, card, name), *moves(Movement.DOWN, card, name)]
    return Said(
        _joined(plainly),
        _joined(
            [
                _sentence(figures),
                _looseness((*said.gaps, *down), card, name),
                _("A gap is one in the design of the work, not in people."),
            ]
        ),
    )


def _left_open(card: ReportCard, name: Names) -> str:
    asked = [one.key for one in card.dimensions if one.facts.asked]
    open_ = [key for key in asked if key not in card.opening.strengths]
    return _("On %(names)s the answers leave it open.") % {"names": _names(open_, name)}


def talk(card: ReportCard, name: Names, question: str) -> Said:
    """What comes first, then where answers and record point apart, if that is not it."""
    said, apart = _talk(card, name, question), _apart(card)
    if not apart or card.opening.talk == Talk.STRANDS_DIFFER:
        return said
    plainly = _("On %(names)s answers and record point apart.") % {"names": _names(apart, name)}
    # Where the answers are the gap, what the record carries is what speaks against them.
    short = [*counts(apart, card, of=Verdict.GAP)] or counts(apart, card, of=Verdict.STRENGTH)
    return Said(_joined([said.plainly, plainly]), _joined([said.figures, *short]))


def _talk(card: ReportCard, name: Names, question: str) -> Said:
    said = card.opening
    about = card.dimension(said.talk_about) if said.talk_about else None
    match said.talk:
        case Talk.SIDES_DIFFER | Talk.SIDES_DRIFT if about is not None:
            return _sides(card, name)
        case Talk.STRANDS_DIFFER if about is not None:
            return Said(
                _("On %(names)s answers and record point apart.") % {"names": _names(_apart(card), name)},
                _joined([strands_in_words(about), *counts([about.key], card)]),
            )
        case Talk.CANNOT_TELL if about is not None:
            return Said(
                _("On %(name)s many cannot tell. How visible is this work?") % {"name": name(about.key)},
                _("%(share)s of answers were “I cannot tell”.")
                % {"share": share(about.facts.cannot_tell or 0.0)},
            )
        case Talk.SILENT if card.members is not None:
            silent = of(card.members - card.responses, card.members)
            return Said(
                _("%(silent)s members did not answer. What would they have said?") % {"silent": silent}
            )
        case Talk.TINY:
            return Said(question, _("With fewer than ten people on a side, asking tells more than counting."))
        case _:
            return Said(question or _("Which dimension should the next round ask about?"))


def _sides(card: ReportCard, name: Names) -> Said:
    """What is talked about first, then every other dimension on which the sides moved against each other."""
    keys = [key for key in (card.opening.talk_about, *card.opening.drifting) if key is not None]
    plainly, figures = [], []
    for key in dict.fromkeys(keys):
        one = card.dimension(key)
        if one is None:
            continue
        drifting = _drifting([key], card)
        scale = drifting[0] if drifting else widest(one.scales)
        plainly.append(_sides_plainly(scale, name(key)))
        figures += [drift_figures(scale, card)] if drifting else []
        figures += [how_far_apart(scale)] if one.facts.sides_differ else []
        figures += [text.removesuffix(".") for text in [caution(scale)] if text]
    return Said(_joined(plainly), _joined([f"{text}." for text in figures]))


def _sides_plainly(scale: ScaleCard, name: str) -> str:
    match scale.drift:
        case Drift.APART:
            text = _("On %(name)s the sides have drifted apart.")
        case Drift.ACROSS:
            text = _("On %(name)s the sides have changed places.")
        case Drift.CLOSER:
            text = _("On %(name)s the sides differ, less than before.")
        case _ if scale.difference is not None and scale.difference.mean < 0:
            text = _("On %(name)s practice answers lower than research.")
        case _:
            text = _("On %(name)s research answers lower than practice.")
    return text % {"name": name}


def _come_closer(key: str, name: Names) -> str:
    return _("On %(name)s the sides have come closer.") % {"name": name(key)}


def _drifting(keys: Sequence[str], card: ReportCard) -> list[ScaleCard]:
    return [
        scale for one in card.dimensions if one.key in keys for scale in one.scales if scale.drift is not None
    ]


def _favorable(keys: Sequence[str], card: ReportCard, name: Names) -> str:
    match card.one_side:
        case "practice":
            text = _("The practice side’s answers on %(names)s are favorable.")
        case "research":
            text = _("The research side’s answers on %(names)s are favorable.")
        case "broker":
            text = _("The broker’s answers on %(names)s are favorable.")
        case _:
            text = _("Answers on %(names)s are favorable.")
    return text % {"names": _names(keys, name)} if keys else ""


def _not_yet(keys: Sequence[str], card: ReportCard, name: Names) -> str:
    match card.one_side:
        case "practice":
            text = _("The practice side’s answers on %(names)s are not yet favorable.")
        case "research":
            text = _("The research side’s answers on %(names)s are not yet favorable.")
        case "broker":
            text = _("The broker’s answers on %(names)s are not yet favorable.")
        case _:
            text = _("Answers on %(names)s are not yet favorable.")
    return text % {"names": _names(keys, name)} if keys else ""


def _levels(keys: Sequence[str], card: ReportCard, name: Names) -> list[str]:
    """“District goals 3.6 (3.6–3.7)”, where one scale stands for the dimension."""
    found = []
    for one in card.dimensions:
        if one.key not in keys or len(one.scales) != 1:
            continue
        say, answers = one.scales[0].say, one.scales[0].answers
        if say.mean is not None:
            _words, around = in_words(say, answers, language())
            number = decimal(wording.native(say.mean, answers))
            number = on_its_range(number, answers) if card.has_several_ranges else number
            found.append(f"{name(one.key)} {number} {around}".strip())
    return found


def _looseness(claimed: Sequence[str], card: ReportCard, name: Names) -> str:
    """What is claimed of a dimension whose statements may not hang together is said with that."""
    loose = [one.key for one in card.dimensions if one.key in claimed and any(map(caution, one.scales))]
    if not loose:
        return ""
    return _("Nothing shows that the statements on %(names)s hang together: read them one by one.") % {
        "names": _names(loose, name)
    }


def _in_order(keys: set[str], card: ReportCard) -> list[str]:
    return [one.key for one in card.dimensions if one.key in keys]


def _names(keys: Sequence[str], name: Names) -> str:
    return listed([name(key) for key in keys])


def _sentence(clauses: Sequence[str]) -> str:
    text = "; ".join(clauses)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _joined(sentences: Sequence[str]) -> str:
    return " ".join(filter(None, sentences))
