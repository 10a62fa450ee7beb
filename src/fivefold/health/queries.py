"""What a person may see of the assessments, and which of them a page needs."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from fivefold.assess import frameworks
from fivefold.assess.assessment import Assessment as Figures
from fivefold.assess.frameworks import Dimension, Framework
from fivefold.assess.instruments import Instrument
from fivefold.assess.text import Text
from fivefold.health.card import ReportCard
from fivefold.health.models import Assessment
from fivefold.health.reader import EarlierRound, report_card
from fivefold.health.reading import NoChange
from fivefold.health.record import record_of
from fivefold.partnerships.models import Membership
from fivefold.partnerships.permissions import Permission
from fivefold.partnerships.queries import spaces_open_to
from fivefold.partnerships.states import SpaceSide
from fivefold.surveys.lines import instrument_of
from fivefold.surveys.models import Round

# What a card draws: open dots for the two rounds before it. The first of all is read too, for the change
# over all of them.
EARLIER_READ = 2
# What tells whether a round still stands.
OF_A_ROUND = ("round__corrected_by", "round__corrects", "round__partnership", "round__withdrawn_by")


def current_assessments(membership: Membership) -> QuerySet[Assessment]:
    """Newest round first, in the spaces this member may see. Figures stay in the database until asked for."""
    return (
        Assessment.objects.filter(
            partnership_id=membership.partnership_id,
            space__in=spaces_open_to(membership),
        )
        .select_related("space", *OF_A_ROUND)
        .defer("record")
        .order_by("-round__ended_on", "-pk")
    )


def card_of_round(membership: Membership, round_id: str) -> Assessment:
    found = current_assessments(membership).filter(round__public_id=round_id).first()
    if found is None:
        raise Http404
    return found


def standing(found: Iterable[Assessment], spaces: Collection[int]) -> list[Assessment]:
    """Those that speak for the partnership: not withdrawn, and corrected by no round in one of the spaces.

    A correction that one side keeps to itself takes nothing from what both sides read.
    """
    return [one for one in found if not one.round.is_withdrawn and correction_seen(one, spaces) is None]


def correction_seen(of: Assessment, spaces: Collection[int]) -> Round | None:
    correction = of.round.correction
    return correction if correction is not None and correction.space_id in spaces else None


def current_of(round_: Round) -> Assessment | None:
    """The figures of a round that pages show, whichever version of its framework they were read against."""
    found = Assessment.objects.filter(round=round_, framework_key=round_.framework_key)
    return found.select_related("space").order_by("-framework_version").first()


def successor(membership: Membership, assessment_id: str) -> Assessment | None:
    """What took the place of a card that was worked out again: where its address in a mail now leads.

    Both must be open to this member.
    """
    older = Assessment.with_superseded.filter(
        public_id=assessment_id,
        superseded_at__isnull=False,
        partnership_id=membership.partnership_id,
        space__in=spaces_open_to(membership),
    ).first()
    if older is None:
        return None
    return current_assessments(membership).filter(round_id=older.round_id).first()


@dataclass(frozen=True)
class CardPage:
    """One assessment, read, and the others a reader can go to."""

    assessment: Assessment
    card: ReportCard
    figures: Figures
    others: tuple[Assessment, ...]
    earlier: tuple[EarlierRound, ...]

    @property
    def correction(self) -> Round | None:
        """The round that stands in its place, as far as all readers of this page can see one."""
        return self._if_seen_by_all(self.assessment.round.correction)

    @property
    def former_correction(self) -> Round | None:
        """A round that stood in its place, was withdrawn, and lets this one stand again."""
        return self._if_seen_by_all(self.assessment.round.former_correction)

    @property
    def corrects(self) -> Round | None:
        return self._if_seen_by_all(self.assessment.round.corrects)

    def _if_seen_by_all(self, other: Round | None) -> Round | None:
        space = self.assessment.space
        seen = other is not None and (not space.is_shared or other.space_id == space.pk)
        return other if seen else None

    @property
    def newer_beside(self) -> tuple[Assessment, ...]:
        """What both sides read of later rounds, too narrow to open in the place of this one."""
        return tuple(one for one in self.others if one.space.is_shared and _is_before(self.assessment, one))

    @property
    def title(self) -> str:
        return self.assessment.round.title

    @property
    def instrument(self) -> Instrument | None:
        return instrument_of(self.assessment.round)


def card_page(
    membership: Membership, assessment_id: str | None = None, *, whole_history: bool = False
) -> CardPage:
    """The card asked for, else the newest that both sides see, else the newest of one's own side.

    A round that asked one side alone, or about few dimensions, is nobody's newest card while there is one
    that asked both sides about the whole.

    A fixed number of queries, however many rounds there are and however much is counted.
    """
    found = list(current_assessments(membership))
    shared = [one for one in found if one.space.is_shared]
    own = standing(found, {one.space_id for one in found})
    both = standing(shared, {one.space_id for one in shared})
    chosen = _named(found, assessment_id) if assessment_id is not None else _newest(both, own)
    beside = both if chosen.space.is_shared else own
    comparable, no_change = earlier_rounds(chosen, beside, as_shared=chosen.space.is_shared)
    others = [one for one in found if one in both or one in own or one == chosen]
    return _read(chosen, others, comparable, no_change, whole_history=whole_history)


def cards_to_share(membership: Membership) -> list[Assessment]:
    """Cards of one's own side that wait for whoever may share them; the newest first."""
    if Permission.RECORD_SHARE not in membership.permissions:
        return []
    found = list(current_assessments(membership))
    return [one for one in standing(found, {one.space_id for one in found}) if not one.space.is_shared]


def card_as_shared(chosen: Assessment) -> CardPage:
    """The card as both sides will read it once it is shared, or read it already."""
    shared = Assessment.objects.filter(
        partnership_id=chosen.partnership_id, space__side=SpaceSide.SHARED
    ).select_related("space", *OF_A_ROUND)
    found = list(shared.defer("record").order_by("-round__ended_on", "-pk"))
    beside = standing(found, {one.space_id for one in found})
    comparable, no_change = earlier_rounds(chosen, beside, as_shared=True)
    return _read(chosen, beside, comparable, no_change)


def _read(
    chosen: Assessment,
    found: Sequence[Assessment],
    comparable: Sequence[Assessment],
    no_change: NoChange | None,
    *,
    whole_history: bool = False,
) -> CardPage:
    read = comparable if whole_history else [*comparable[:EARLIER_READ], *comparable[EARLIER_READ:][-1:]]
    figures = _figures([chosen, *read])
    earlier = tuple(EarlierRound(one.round.title, figures[one.pk]) for one in read)
    now = figures[chosen.pk]
    framework = framework_of(now)
    card = report_card(
        now,
        framework=framework,
        earlier=earlier,
        no_change=no_change,
        comparable_rounds=len(comparable) + 1,
        record=record_of(chosen.round.partnership, chosen.round.ended_on, framework),
    )
    return CardPage(chosen, card, now, tuple(found), earlier)


def find_card(membership: Membership, assessment_id: str | None = None) -> CardPage | None:
    """As `card_page`, but a partnership without any card has none instead of nothing there."""
    try:
        return card_page(membership, assessment_id)
    except Http404:
        if assessment_id is not None:
            raise
        return None


def _named(found: Iterable[Assessment], assessment_id: str) -> Assessment:
    named = next((one for one in found if one.public_id == assessment_id), None)
    if named is None:
        raise Http404
    return named


@dataclass(frozen=True)
class RoundCard:
    """One round read by itself, without the rounds before it."""

    title: str
    card: ReportCard


def newest_shared_cards(partnerships: Collection[int]) -> dict[int, RoundCard]:
    """By partnership the card that opens for everyone there: two queries, however many there are."""
    shared = (
        Assessment.objects.filter(partnership__in=partnerships, space__side=SpaceSide.SHARED)
        .select_related("space", *OF_A_ROUND)
        .defer("record")
        .order_by("-round__ended_on", "-pk")
    )
    by_partnership: dict[int, list[Assessment]] = {}
    for one in shared:
        by_partnership.setdefault(one.partnership_id, []).append(one)
    both = [standing(found, {one.space_id for one in found}) for found in by_partnership.values()]
    chosen = [_newest(found, ()) for found in both if found]
    figures = _figures(chosen)
    return {
        one.partnership_id: RoundCard(
            one.round.title,
            report_card(figures[one.pk], framework=framework_of(figures[one.pk]), earlier=(), no_change=None),
        )
        for one in chosen
    }


def _newest(both: Sequence[Assessment], own: Sequence[Assessment]) -> Assessment:
    of_both_sides = [one for one in both if not one.asked_one_side]
    of_the_whole = [one for one in of_both_sides if not one.asked_about_few]
    candidates = of_the_whole or of_both_sides or [*both, *own]
    if not candidates:
        raise Http404
    return candidates[0]


def earlier_rounds(
    chosen: Assessment, found: Iterable[Assessment], *, as_shared: bool
) -> tuple[list[Assessment], NoChange | None]:
    """The rounds before this one that it may be compared with, newest first; or why there is none.

    What both sides read is compared only with what both sides may read: a private round never colors
    a shared page.
    """
    before = [one for one in found if one.pk != chosen.pk and _is_before(one, chosen)]
    before = [one for one in before if one.round_id != chosen.round.corrects_id]
    if as_shared:
        before = [one for one in before if one.space.is_shared]
    if not before:
        return [], NoChange.FIRST_ROUND
    alike = [one for one in before if one.comparable_by == chosen.comparable_by]
    if not alike:
        return [], NoChange.OTHER_INSTRUMENT
    answered = [one for one in alike if not _below_half(one)]
    return (answered, None) if answered else ([], NoChange.BELOW_HALF)


def _is_before(one: Assessment, chosen: Assessment) -> bool:
    return (one.round.ended_on, one.pk) < (chosen.round.ended_on, chosen.pk)


def _below_half(one: Assessment) -> bool:
    return one.round.members is not None and 2 * one.round.responses < one.round.members


def _figures(assessments: Sequence[Assessment]) -> dict[int, Figures]:
    records = Assessment.objects.filter(pk__in=[one.pk for one in assessments]).values_list("pk", "record")
    return {pk: Figures.from_record(record) for pk, record in records}


def framework_of(figures: Figures) -> Framework:
    """The framework in the version that was used; where it no longer ships, what the assessment kept."""
    key = figures.framework_key
    # Asked first, because `load` would take an unknown key for the path of a file.
    shipped = frameworks.keys()
    found = frameworks.load(key) if key in shipped else None
    if found and found.version == figures.framework_version:
        return found
    return Framework(
        key=figures.framework_key,
        version=figures.framework_version,
        title=Text(figures.framework_key),
        year=0,
        citation="",
        license_note=Text(""),
        steps=(),
        dimensions=tuple(
            Dimension(key=one.key, name=one.name, short=one.short, question=one.name, indicators=())
            for one in figures.dimensions
        ),
    )
