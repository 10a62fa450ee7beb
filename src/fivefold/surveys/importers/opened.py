"""An import as its pages read it."""

from fivefold.files.packed import PackedTable
from fivefold.surveys.actions.imports import matches_of
from fivefold.surveys.importers.facts import form_of
from fivefold.surveys.importers.page import MatchPage
from fivefold.surveys.models import Import


def match_page(brought: Import, *, whole: bool) -> MatchPage:
    matches = matches_of(brought)
    return MatchPage(
        brought,
        PackedTable(bytes(brought.content or b"")),
        matches,
        form_of(brought, matches.mapping),
        whole=whole,
    )
