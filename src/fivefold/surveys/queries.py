"""What a person may see of the rounds."""

from django.db.models import QuerySet

from fivefold.partnerships.models import Membership, Space
from fivefold.partnerships.queries import spaces_open_to
from fivefold.surveys.models import Round


def rounds_open_to(membership: Membership) -> QuerySet[Round]:
    """Newest first, each with the space it lies in. Answers are never part of a list."""
    return (
        Round.objects.filter(partnership_id=membership.partnership_id, space__in=spaces_open_to(membership))
        .select_related("space")
        .order_by("-ended_on", "-pk")
    )


def rounds_in(space: Space) -> QuerySet[Round]:
    return Round.objects.filter(space=space).order_by("-ended_on", "-pk")
