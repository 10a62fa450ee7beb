from django.urls import path
from django.urls.resolvers import URLPattern, URLResolver

from fivefold.health import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("partnerships/", views.partnerships, name="partnerships"),
    path("p/<publicid:partnership_id>/", views.home, name="partnership_home"),
    path("p/<publicid:partnership_id>/health/", views.report_card, name="report_card"),
    path(
        "p/<publicid:partnership_id>/rounds/<publicid:round_id>/card/",
        views.card_of_round,
        name="card_of_round",
    ),
    path("p/<publicid:partnership_id>/health/methods/", views.methods, name="methods"),
    path(
        "p/<publicid:partnership_id>/health/<publicid:assessment_id>/",
        views.report_card,
        name="report_card_round",
    ),
    path(
        "p/<publicid:partnership_id>/health/<publicid:assessment_id>/again/",
        views.assess_again,
        name="assess_again",
    ),
    path(
        "p/<publicid:partnership_id>/health/<publicid:assessment_id>/<slug:dimension_key>/",
        views.dimension,
        name="dimension",
    ),
]
