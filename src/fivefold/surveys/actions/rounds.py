"""The only writers of rounds and their answers."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fivefold.agreements.queries import threshold_for
from fivefold.assess import frameworks
from fivefold.assess.assessing import assess
from fivefold.assess.instruments import Instrument
from fivefold.assess.mapping import Mapping
from fivefold.assess.roster import Members
from fivefold.core import ledger
from fivefold.files.table import Table
from fivefold.partnerships.models import Membership, Partnership, Space
from fivefold.partnerships.permissions import Permission, require
from fivefold.partnerships.queries import get_membership, other_members
from fivefold.partnerships.telling import tell
from fivefold.surveys import policies
from fivefold.surveys.models import AnswerSheet, Round
from fivefold.surveys.sheets import pack
from fivefold.surveys.signals import round_recorded

if TYPE_CHECKING:
    from fivefold.accounts.models import Person


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
    language: str = "",
    corrects: Round | None = None,
    detail: dict[str, Any] | None = None,
) -> Round:
    """Keep one round of answers in the private space of whoever brought it.

    members: the roster of those invited: by side, in all, or None where nobody wrote it down.
    framework_key: what the scales are mapped to; an instrument brings its own. corrects: the round in
    whose place this one stands. detail: what else the ledger is to remember. Raises what `assess`
    raises for answers or a roster that do not fit; nothing is kept then.
    """
    space = own_space(partnership, by)
    framework = frameworks.load(instrument.framework if instrument else framework_key)
    # Before the transaction: others must not wait for the arithmetic.
    threshold = threshold_for(partnership, ended_on)
    found = assess(table, mapping, framework=framework, members=members, threshold=threshold)
    content = pack(table, mapping)
    with transaction.atomic():
        if corrects is not None and (refusal := policies.why_not_corrected(corrects, space)):
            raise refusal
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
            sides=list(mapping.sides),
            responses=found.responses,
            threshold=threshold,
            language=language,
            corrects=corrects,
        )
        AnswerSheet.objects.create(
            partnership=partnership, space=space, made_by=by, round=facts, content=content
        )
        ledger.append(
            space.key,
            "surveys.round_corrected" if corrects else "surveys.round_recorded",
            by=by,
            about=f"round:{facts.public_id}",
            detail={
                "title": title,
                "responses": found.responses,
                "members": found.members,
                **({"corrected": corrects.title} if corrects else {}),
                **(detail or {}),
            },
        )
        round_recorded.send(sender=Round, round=facts, by=by)
    return facts


@transaction.atomic
def withdraw_round(round_: Round, *, because: str, by: "Person") -> Round:
    """Take a round back: its answers are deleted; what was shown of it stays, and says that it was withdrawn.

    Whoever could read the figures gets a message that they no longer hold, and why.
    """
    space = own_space(round_.partnership, by)
    row = Round.objects.select_for_update(of=("self",)).select_related("space").get(pk=round_.pk)
    if refusal := policies.why_not_withdrawn(row, space, because):
        raise refusal
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_because = timezone.now(), by, because.strip()
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    AnswerSheet.objects.filter(round=row).delete()
    for key in {space.key, row.space.key}:
        ledger.append(
            key,
            "surveys.round_withdrawn",
            by=by,
            about=f"round:{row.public_id}",
            detail={"title": row.title, "because": row.withdrawn_because},
        )
    if row.space.is_shared:
        _tell_readers(row, get_membership(by, row.partnership.public_id))
    return row


def _tell_readers(round_: Round, withdrawer: Membership) -> None:
    for reader in other_members(withdrawer):
        tell(
            reader,
            subject=_("%(who)s withdrew “%(title)s”"),
            template="surveys/mail/withdrawn.txt",
            sender=withdrawer,
            record=round_,
            address=reverse("card_of_round", args=[round_.partnership.public_id, round_.public_id]),
            key="surveys.withdrawn",
        )


def own_space(partnership: Partnership, by: "Person") -> Space:
    """The private space of the side that this person may record rounds for."""
    membership = get_membership(by, partnership.public_id)
    require(Permission.SURVEYS_RECORD, membership)
    require(Permission.PRIVATE_VIEW, membership)
    return Space.objects.get(partnership=partnership, side=membership.side)
