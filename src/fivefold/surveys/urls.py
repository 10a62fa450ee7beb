from django.urls import path
from django.urls.resolvers import URLPattern, URLResolver

from fivefold.surveys import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("p/<publicid:partnership_id>/surveys/", views.surveys, name="surveys"),
]
