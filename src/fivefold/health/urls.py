from django.urls import path
from django.urls.resolvers import URLPattern, URLResolver

from fivefold.health import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("partnerships/", views.partnerships, name="partnerships"),
    path("p/<str:partnership_id>/", views.home, name="partnership_home"),
    path("p/<str:partnership_id>/health/", views.report_card, name="report_card"),
    path("p/<str:partnership_id>/health/methods/", views.methods, name="methods"),
    path("p/<str:partnership_id>/health/<str:assessment_id>/", views.report_card, name="report_card_round"),
    path("p/<str:partnership_id>/health/<str:assessment_id>/again/", views.assess_again, name="assess_again"),
    path(
        "p/<str:partnership_id>/health/<str:assessment_id>/<str:dimension_key>/",
        views.dimension,
        name="dimension",
    ),
]
