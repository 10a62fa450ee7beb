"""How each number is made, in short: the sentences of the page of that name."""

from django.utils.translation import gettext as _

from fivefold.assess.frameworks import Framework
from fivefold.health.language import language
from fivefold.health.reading import RULES_VERSION


def methods(framework: Framework) -> tuple[str, ...]:
    return (
        _(
            "The typical answer is the mean of the persons’ scores. As a description of these members it "
            "comes with a 95%% interval (Student’s t) that grows narrower the more of them answered "
            "(finite-population correction, Cochran 1977). It holds if silent members resemble those who "
            "answered, and the page says so. Where nobody was silent there is nothing to be uncertain "
            "about: the page shows the dot alone, and says that everyone answered only where every member "
            "has a score."
        )
        % {},
        _(
            "Beside the interval stands what holds without any assumption: where the typical answer would "
            "lie if every silent member had given the lowest answer, or the highest (Manski 1989, 1990)."
        ),
        _(
            "Where fewer than half answered, of all members or of one side, only the number of answers "
            "and these two ends are shown: no typical answer, no interval, no claim of change."
        ),
        _(
            "Figures for fewer than five people are not shown. Neither is a second group that would give "
            "the first away by subtraction. One label stands for both, because a label that told them "
            "apart would help whoever wants to find out (Cox 1980; Hundepool and others 2012)."
        ),
        _(
            "What the record shows is counted from the rows that both sides see, from the first day of the "
            "working year up to the last day of the round: done, out of what was due. At least four in five "
            "is a strength, less is a gap; under three due it is too early to say. Several counts of one "
            "dimension are never added up: one that falls short makes a gap."
        ),
        _("Rules of reading, version %(version)s.") % {"version": RULES_VERSION},
        _source(framework),
    )


def _source(framework: Framework) -> str:
    tongue = language()
    title, note = framework.title.in_language(tongue), framework.license_note.in_language(tongue)
    return " ".join(filter(None, [f"{title}.", framework.citation, note]))
