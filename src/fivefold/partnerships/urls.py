from django.urls import path
from django.urls.resolvers import URLPattern, URLResolver

from fivefold.partnerships import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("p/<publicid:partnership_id>/people/", views.people, name="people"),
    path("p/<publicid:partnership_id>/ledger/", views.ledger, name="ledger"),
    path("p/<publicid:partnership_id>/ledger/verify/", views.ledger_verify, name="ledger_verify"),
    path("p/<publicid:partnership_id>/private/", views.private_space, name="private_space"),
    path("p/<publicid:partnership_id>/share/<slug:kind>/<publicid:record_id>/", views.share, name="share"),
]
