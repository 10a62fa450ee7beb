"""What a person may take away, and what was made for them."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from fivefold.health.models import Assessment
from fivefold.health.queries import CardPage, card_page
from fivefold.partnerships.models import Membership
from fivefold.partnerships.queries import spaces_open_to
from fivefold.reports.models import ReportFile
from fivefold.reports.policies import why_not_taken
from fivefold.reports.subject import Subject, subject_of

if TYPE_CHECKING:
    from fivefold.accounts.models import Person


def subject_for(membership: Membership, assessment_id: str) -> Subject:
    """The card as its page shows it to this member, and nothing more."""
    return subject_of(page_for(membership, assessment_id))


def page_for(membership: Membership, assessment_id: str) -> CardPage:
    """Everything that the full report needs: every round that its charts draw."""
    return card_page(membership, assessment_id, whole_history=True)


def kept_files(person: "Person", assessment: Assessment) -> QuerySet[ReportFile]:
    """What the worker made of a card for this person, newest first; the contents stay in the database."""
    return (
        ReportFile.objects.filter(person=person, assessment=assessment, kept_until__gt=timezone.now())
        .select_related("assessment__partnership")
        .defer("content")
    )


def kept_file(membership: Membership, assessment_id: str, file_id: str) -> ReportFile:
    """One's own file, while its time has not run out and its card is still open to one and holds."""
    found = ReportFile.objects.filter(
        public_id=file_id,
        person_id=membership.person_id,
        kept_until__gt=timezone.now(),
        assessment__public_id=assessment_id,
        assessment__partnership_id=membership.partnership_id,
        assessment__space__in=spaces_open_to(membership),
    ).select_related("assessment__round")
    one = found.first()
    if one is None or why_not_taken(one.assessment) is not None:
        raise Http404
    return one
