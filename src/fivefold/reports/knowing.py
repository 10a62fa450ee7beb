"""What this room knows about a person, and how it lets go of them."""

from typing import TYPE_CHECKING

from fivefold.reports.models import ReportFile

if TYPE_CHECKING:
    from fivefold.accounts.knowledge import Known
    from fivefold.accounts.models import Person


def told(person: "Person") -> "Known":
    kept = ReportFile.objects.filter(person=person).defer("content").order_by("pk")
    return {"files_kept_for_you": [{"name": one.name, "until": one.kept_until} for one in kept]}


def forget(person: "Person") -> tuple[str, ...]:
    """Nothing in the ledger is about the person: what was taken away is about the card."""
    ReportFile.objects.filter(person=person).delete()
    return ()
