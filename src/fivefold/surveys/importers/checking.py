"""What an import would make, before it is made."""

from dataclasses import dataclass

from fivefold.agreements.queries import threshold_for
from fivefold.assess import frameworks
from fivefold.assess.assessing import assess
from fivefold.assess.assessment import Assessment
from fivefold.assess.errors import UsageError
from fivefold.files.errors import FileError
from fivefold.surveys.importers.faults import Fault
from fivefold.surveys.importers.opened import match_page
from fivefold.surveys.importers.page import MatchPage
from fivefold.surveys.models import Import, Round
from fivefold.surveys.queries import correctable

# Answers that are worked out while a page waits; more of them are the worker's.
AT_ONCE = 50_000


@dataclass(frozen=True)
class Checked:
    """`found` is None where the file is too large to be worked out while a page waits."""

    page: MatchPage
    found: Assessment | None
    refusal: FileError | UsageError | None

    @property
    def faults(self) -> list[Fault]:
        return self.page.faults

    @property
    def corrected(self) -> Round | None:
        wanted = self.page.form.cleaned_data.get("corrects")
        return correctable(self.page.brought.space).filter(public_id=wanted).first() if wanted else None

    @property
    def small(self) -> bool:
        return cells(self.page) <= AT_ONCE


def cells(page: MatchPage) -> int:
    return page.rows * sum(len(scale.items) for scale in page.matches.mapping.scales)


def check(brought: Import) -> Checked:
    page = match_page(brought, whole=False)
    if page.faults or cells(page) > AT_ONCE:
        return Checked(page, None, None)
    mapping = page.matches.mapping
    try:
        found = assess(
            page.packed.table(mapping.columns),
            mapping,
            framework=frameworks.load(page.form.cleaned_data["framework"]),
            members=page.form.members,
            threshold=threshold_for(brought.partnership, page.form.cleaned_data["ended_on"]),
        )
    except (FileError, UsageError) as refusal:
        return Checked(page, None, refusal)
    return Checked(page, found, None)
