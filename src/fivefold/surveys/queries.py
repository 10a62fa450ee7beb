"""What a person may see of the rounds and of the imports."""

from django.db.models import QuerySet
from django.http import Http404

from fivefold.assess.mapping import SIDES
from fivefold.assess.proposal.organizations import Organizations
from fivefold.partnerships.models import Membership, Partnership, Space
from fivefold.partnerships.queries import spaces_open_to
from fivefold.surveys.models import Import, Round
from fivefold.surveys.states import OPEN, ImportState


def rounds_open_to(membership: Membership) -> QuerySet[Round]:
    """Newest first, each with the space it lies in. Answers are never part of a list."""
    return (
        Round.objects.filter(partnership_id=membership.partnership_id, space__in=spaces_open_to(membership))
        .select_related("space")
        .order_by("-ended_on", "-pk")
    )


def rounds_in(space: Space) -> QuerySet[Round]:
    return (
        Round.objects.filter(space=space)
        .select_related("space", "withdrawn_by", "corrected_by", "corrects", "sheet")
        .defer("sheet__content")
        .order_by("-ended_on", "-pk")
    )


def round_brought_by(space: Space, public_id: str) -> Round:
    """A round whose answers lie in this side's own space, wherever its figures are by now."""
    try:
        return rounds_brought_by(space).get(public_id=public_id)
    except Round.DoesNotExist:
        raise Http404 from None


def rounds_brought_by(space: Space) -> QuerySet[Round]:
    return (
        Round.objects.filter(sheet__space=space)
        .select_related("space", "sheet", "corrected_by")
        .defer("sheet__content")
        .order_by("-ended_on", "-pk")
    )


def correctable(space: Space) -> QuerySet[Round]:
    """Rounds of this side in whose place a new import may stand."""
    return rounds_brought_by(space).filter(withdrawn_at__isnull=True, corrected_by__isnull=True)


def imports_in(space: Space) -> QuerySet[Import]:
    """What is under way, and what became a round; what was discarded is gone."""
    return (
        Import.objects.filter(space=space, state__in=[*OPEN, ImportState.IMPORTED])
        .select_related("made_by", "round", "job", "partnership")
        .defer("content")
    )


def get_import(space: Space, public_id: str) -> Import:
    """An import in this space; elsewhere, or discarded, there is nothing there."""
    found = (
        Import.objects.filter(space=space, public_id=public_id)
        .exclude(state=ImportState.DISCARDED)
        .select_related("partnership", "space", "job", "round", "made_by", "matched_as")
        .first()
    )
    if found is None:
        raise Http404
    return found


def newest_of_shape(of: Import) -> Import | None:
    """The last import of a file of the same shape that this side has matched to its end.

    What was withdrawn may have been matched wrong: nothing is learned from it.
    """
    return (
        Import.objects.filter(space=of.space, shape=of.shape, state=ImportState.IMPORTED)
        .filter(round__withdrawn_at__isnull=True)
        .defer("content")
        .order_by("-pk")
        .first()
    )


def same_file(of: Import) -> Import | None:
    """An import of the very same file that became a round, or is under way."""
    return imports_in(of.space).filter(fingerprint=of.fingerprint).exclude(pk=of.pk).order_by("-pk").first()


def organizations_of(partnership: Partnership) -> Organizations:
    """By which names a file may call the sides of a partnership."""
    named = {side: partnership.organization_of(side) for side in SIDES}
    return Organizations({side: (one.name, one.short_name) for side, one in named.items() if one})
