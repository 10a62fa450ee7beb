from django.urls import path
from django.urls.resolvers import URLPattern, URLResolver

from fivefold.reports import views

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        "p/<publicid:partnership_id>/reports/<publicid:assessment_id>/",
        views.take_away,
        name="take_away",
    ),
    path(
        "p/<publicid:partnership_id>/reports/<publicid:assessment_id>/<publicid:file_id>/",
        views.report_file,
        name="report_file",
    ),
]
