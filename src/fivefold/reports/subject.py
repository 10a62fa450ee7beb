"""What a report is about: one read card and the facts that every page of it carries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from fivefold import __version__
from fivefold.assess.assessment import Assessment as Figures
from fivefold.assess.frameworks import Framework
from fivefold.assess.instruments import Instrument
from fivefold.core import ledger
from fivefold.core.sentences import in_language
from fivefold.health.card import ReportCard
from fivefold.health.queries import CardPage
from fivefold.health.reader import EarlierRound, report_card
from fivefold.health.reading import NoChange


@dataclass(frozen=True)
class Subject:
    """In the language that was active when it was made."""

    title: str
    card: ReportCard
    figures: Figures
    earlier: Sequence[EarlierRound]
    instrument: Instrument | None
    made_on: date
    partnership: str = ""
    between: str = ""
    began_on: date | None = None
    ended_on: date | None = None
    # Whose edges the pages have: "shared", "practice" or "research"; none where no installation keeps it.
    space: str = ""
    # "Shared by both sides", or whom it is private to.
    place: str = ""
    # A round that stands in the place of this one, or in whose place this one stands.
    standing: str = ""
    # The newest entry of the ledger of its space when it was made.
    head: str = ""
    program: str = __version__
    # What else to keep in mind, of a file that was assessed by itself.
    cautions: tuple[str, ...] = ()

    @property
    def dates(self) -> str:
        if self.began_on is None or self.ended_on is None:
            return ""
        first, last = (date_format(day, "DATE_FORMAT") for day in (self.began_on, self.ended_on))
        return first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}


def subject_of(page: CardPage) -> Subject:
    """What the page of a report card shows, to be taken away from it."""
    assessment = page.assessment
    round_, space, partnership = assessment.round, assessment.space, assessment.partnership
    return Subject(
        title=page.title,
        card=page.card,
        figures=page.figures,
        earlier=page.earlier,
        instrument=page.instrument,
        made_on=timezone.localdate(),
        partnership=partnership.name,
        between=partnership.between_in_full,
        began_on=round_.began_on,
        ended_on=round_.ended_on,
        space="shared" if space.is_shared else space.side,
        place=_("Shared by both sides")
        if space.is_shared
        else _("Private to %(owner)s") % {"owner": partnership.side_name(space.side)},
        standing=standing(page),
        head=ledger.head(space.key),
    )


def standing(page: CardPage) -> str:
    """Which round stands in the place of this one, or in whose place this one stands."""
    if page.correction is not None:
        return _("Corrected: these figures no longer hold. In their place stands “%(title)s”.") % {
            "title": page.correction.title
        }
    if page.former_correction is not None:
        return _("“%(title)s”, which corrected these figures, was withdrawn: they stand again.") % {
            "title": page.former_correction.title
        }
    if page.corrects is not None:
        return _("This round corrects “%(title)s”, and stands in its place.") % {"title": page.corrects.title}
    return ""


def subject_of_file(figures: Figures, framework: Framework, *, title: str) -> Subject:
    """A survey file that was assessed by itself: no partnership, no earlier round, no ledger."""
    card = report_card(figures, framework=framework, earlier=(), no_change=NoChange.FIRST_ROUND)
    return Subject(
        title=title,
        card=card,
        figures=figures,
        earlier=(),
        instrument=None,
        made_on=date.today(),
        cautions=tuple(in_language(one.message) for one in figures.warnings),
    )
