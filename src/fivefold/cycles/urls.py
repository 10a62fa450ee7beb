from django.urls import path
from django.urls.resolvers import URLPattern, URLResolver

from fivefold.cycles.views import calendars, days, items, knowing, years

urlpatterns: list[URLPattern | URLResolver] = [
    path("p/<publicid:partnership_id>/year/", years.year, name="year"),
    path("p/<publicid:partnership_id>/year/begin/", years.year_begin, name="year_begin"),
    path("p/<publicid:partnership_id>/year/days/", days.year_days, name="year_days"),
    path("p/<publicid:partnership_id>/year/days/new/", days.year_add_days, name="year_add_days"),
    path(
        "p/<publicid:partnership_id>/year/days/calendar/",
        calendars.year_bring_calendar,
        name="year_bring_calendar",
    ),
    path(
        "p/<publicid:partnership_id>/year/days/calendar/choose/",
        calendars.year_choose_days,
        name="year_choose_days",
    ),
    path(
        "p/<publicid:partnership_id>/year/days/<publicid:black_out_id>/remove/",
        days.year_remove_days,
        name="year_remove_days",
    ),
    path(
        "p/<publicid:partnership_id>/year/getting-to-know/", knowing.getting_to_know, name="getting_to_know"
    ),
    path("p/<publicid:partnership_id>/year/items/<publicid:item_id>/", items.year_item, name="year_item"),
    path(
        "p/<publicid:partnership_id>/year/items/<publicid:item_id>/move/", items.year_move, name="year_move"
    ),
    path("p/<publicid:partnership_id>/year/<publicid:cycle_id>/", years.year_of, name="year_of"),
    path("p/<publicid:partnership_id>/year/<publicid:cycle_id>/close/", years.year_close, name="year_close"),
    path(
        "p/<publicid:partnership_id>/year/<publicid:cycle_id>/phase/",
        items.year_add_phase,
        name="year_add_phase",
    ),
    path(
        "p/<publicid:partnership_id>/year/<publicid:cycle_id>/activity/",
        items.year_add_activity,
        name="year_add_activity",
    ),
]
