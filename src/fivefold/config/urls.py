from django.urls import include, path

urlpatterns = [
    path("", include("fivefold.core.urls")),
    path("", include("fivefold.accounts.urls")),
    path("", include("fivefold.partnerships.urls")),
    path("", include("fivefold.reminders.urls")),
    path("", include("fivefold.cycles.urls")),
    path("", include("fivefold.commitments.urls")),
    path("", include("fivefold.asks.urls")),
    path("", include("fivefold.meetings.urls")),
    path("", include("fivefold.surveys.urls")),
    path("", include("fivefold.health.urls")),
    path("", include("fivefold.reports.urls")),
    path("", include("fivefold.api.urls")),
    path("", include("fivefold.goals.urls")),
    path("", include("fivefold.agreements.urls")),
    path("", include("fivefold.shares.urls")),
    path("", include("fivefold.demonstration.urls")),
]

handler400 = "fivefold.core.views.errors.bad_request"
handler403 = "fivefold.core.views.errors.forbidden"
handler404 = "fivefold.core.views.errors.nothing_here"
handler500 = "fivefold.core.views.errors.our_fault"
