from django.urls import path
from django.urls.resolvers import URLPattern, URLResolver

from fivefold.surveys.views import imports, rounds

urlpatterns: list[URLPattern | URLResolver] = [
    path("p/<publicid:partnership_id>/surveys/", rounds.surveys, name="surveys"),
    path(
        "p/<publicid:partnership_id>/surveys/<publicid:round_id>/withdraw/",
        rounds.withdraw,
        name="round_withdraw",
    ),
    path("p/<publicid:partnership_id>/imports/", imports.imports, name="imports"),
    path("p/<publicid:partnership_id>/imports/new/", imports.bring, name="import_bring"),
    path("p/<publicid:partnership_id>/imports/<publicid:import_id>/", imports.import_, name="import"),
    path(
        "p/<publicid:partnership_id>/imports/<publicid:import_id>/opening/",
        imports.import_opening,
        name="import_opening",
    ),
    path(
        "p/<publicid:partnership_id>/imports/<publicid:import_id>/members/",
        imports.import_members,
        name="import_members",
    ),
    path(
        "p/<publicid:partnership_id>/imports/<publicid:import_id>/check/",
        imports.import_check,
        name="import_check",
    ),
    path(
        "p/<publicid:partnership_id>/imports/<publicid:import_id>/map.toml",
        imports.import_mapping,
        name="import_mapping",
    ),
    path(
        "p/<publicid:partnership_id>/imports/<publicid:import_id>/discard/",
        imports.import_discard,
        name="import_discard",
    ),
]
