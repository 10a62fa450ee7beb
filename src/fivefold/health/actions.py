"""The only writers of assessments."""

import json
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fivefold.assess import frameworks
from fivefold.assess.frameworks import Framework
from fivefold.core import ledger
from fivefold.core.jobs.actions import WayBack, start, unfinished
from fivefold.core.models import Job
from fivefold.core.publication import record_publication
from fivefold.core.rules import RuleError
from fivefold.health.analysis import assess_answers
from fivefold.health.models import Assessment
from fivefold.health.queries import current_of
from fivefold.partnerships.models import Membership
from fivefold.partnerships.permissions import Permission, require
from fivefold.partnerships.queries import get_membership
from fivefold.surveys.models import AnswerSheet, Round
from fivefold.surveys.queries import rounds_open_to
from fivefold.surveys.sheets import StoredAnswers, unpack

if TYPE_CHECKING:
    from fivefold.accounts.models import Person

ASSESS = "health.assess"


@transaction.atomic
def assess_round(round_: Round, *, by: "Person") -> Assessment:
    """Work out the figures of a round, or work them out again: the newer take the place of the older.

    They lie where the older ones did, else where the round does. Where they are the same as the older
    ones, those stay and nothing is written.
    """
    _may_assess(round_, by)
    round_ = Round.objects.select_for_update(no_key=True).get(pk=round_.pk)
    framework = frameworks.load(round_.framework_key)
    sheet = unpack(bytes(AnswerSheet.objects.get(round=round_).content))
    found = assess_answers(
        sheet,
        framework=framework,
        members=round_.roster,
        title=round_.title,
        threshold=round_.threshold,
    )
    record = found.to_record()
    older = current_of(round_)
    if older is not None:
        if _says_the_same(older.record, record):
            return older
        older.superseded_at = timezone.now()
        older.save(update_fields=["superseded_at"])
    newer = Assessment.objects.create(
        partnership=round_.partnership,
        space=older.space if older else round_.space,
        made_by=by,
        round=round_,
        framework_key=framework.key,
        framework_version=framework.version,
        record=record,
        dimensions_asked=_dimensions_asked(sheet, framework),
    )
    _remember(newer, older, by)
    return newer


def _dimensions_asked(sheet: StoredAnswers, framework: Framework) -> int:
    """By the mapping: in the figures, what is withheld looks as if nobody had been asked."""
    return len({scale.dimension for scale in sheet.mapping.scales} & {*framework.dimension_keys})


def _says_the_same(older: dict[str, Any], newer: dict[str, Any]) -> bool:
    """Whichever version of the program worked them out."""
    return _without_program(older) == _without_program(json.loads(json.dumps(newer)))


def _without_program(record: dict[str, Any]) -> dict[str, Any]:
    return {**record, "assessment": {**record["assessment"], "fivefold": None}}


@transaction.atomic
def start_assessing(assessment: Assessment, *, by: "Person") -> Job:
    """Have the figures worked out again outside this request: one such job a round, whoever asks."""
    _may_assess(assessment.round, by)
    Round.objects.select_for_update(no_key=True).get(pk=assessment.round_id)
    arguments = {"round": assessment.round.public_id}
    started = unfinished(ASSESS, arguments)
    if started is None:
        back = WayBack(assessment.partnership.name, assessment.get_absolute_url())
        return start(ASSESS, arguments, by=by, space_key=assessment.space.key, back=back)
    if started.by_id != by.pk:
        raise RuleError(
            "being_worked_out",
            _("These figures are being worked out again at this moment. Reload this page a little later."),
        )
    return started


def _may_assess(round_: Round, by: "Person") -> Membership:
    membership = get_membership(by, round_.partnership.public_id)
    require(Permission.HEALTH_ASSESS, membership)
    rounds_open_to(membership).get(pk=round_.pk)
    if round_.is_withdrawn:
        raise RuleError("withdrawn", _("This round was withdrawn, and its answers are deleted."))
    return membership


def _remember(newer: Assessment, older: Assessment | None, by: "Person") -> None:
    about = f"assessment:{newer.public_id}"
    ledger.append(
        newer.space.key,
        "health.assessed_again" if older else "health.assessed",
        by=by,
        about=about,
        detail={"round": newer.round.title, "framework": newer.framework_key},
    )
    if newer.space.is_shared:
        # Both sides read the newer figures from now on, so they too have left.
        record_publication(
            kind="assessment",
            about=about,
            audience=", ".join(one.name for one in newer.partnership.organizations),
            figures=newer.figures_shown(),
            space_key=newer.space.key,
            by=by,
        )
