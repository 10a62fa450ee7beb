"""The only writers of rounds and their answers."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from fivefold.assess import frameworks
from fivefold.assess.assessing import assess
from fivefold.assess.instruments import Instrument
from fivefold.assess.mapping import Mapping
from fivefold.assess.roster import Members
from fivefold.core import ledger
from fivefold.files.table import Table
from fivefold.partnerships.models import Partnership, Space
from fivefold.partnerships.permissions import Permission, require
from fivefold.partnerships.queries import get_membership
from fivefold.surveys.models import AnswerSheet, Round
from fivefold.surveys.sheets import pack

if TYPE_CHECKING:
    from fivefold.accounts.models import Person


@transaction.atomic
def record_round(
    *,
    partnership: Partnership,
    title: str,
    began_on: date,
    ended_on: date,
    table: Table,
    mapping: Mapping,
    members: Members,
    by: "Person",
    instrument: Instrument | None = None,
    framework_key: str = frameworks.DEFAULT,
) -> Round:
    """Keep one round of answers in the private space of whoever brought it.

    members: the roster of those invited: by side, in all, or None where nobody wrote it down.
    framework_key: what the scales are mapped to; an instrument brings its own. Raises what `assess`
    raises for answers or a roster that do not fit; nothing is kept then.
    """
    space = _own_space(partnership, by)
    framework = frameworks.load(instrument.framework if instrument else framework_key)
    found = assess(table, mapping, framework=framework, members=members)
    facts = Round.objects.create(
        partnership=partnership,
        space=space,
        made_by=by,
        title=title,
        began_on=began_on,
        ended_on=ended_on,
        instrument_key=instrument.key if instrument else "",
        instrument_version=instrument.version if instrument else None,
        framework_key=framework.key,
        members=found.members,
        members_by_side={one.key: one.members for one in found.sides if one.members is not None},
        responses=found.responses,
    )
    AnswerSheet.objects.create(
        partnership=partnership, space=space, made_by=by, round=facts, content=pack(table, mapping)
    )
    ledger.append(
        space.key,
        "surveys.round_recorded",
        by=by,
        about=f"round:{facts.public_id}",
        detail={"title": title, "responses": found.responses, "members": found.members},
    )
    return facts


def _own_space(partnership: Partnership, by: "Person") -> Space:
    membership = get_membership(by, partnership.public_id)
    require(Permission.SURVEYS_RECORD, membership)
    require(Permission.PRIVATE_VIEW, membership)
    return Space.objects.get(partnership=partnership, side=membership.side)
