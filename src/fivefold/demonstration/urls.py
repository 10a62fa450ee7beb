from django.urls import path
from django.urls.resolvers import URLPattern, URLResolver

from fivefold.demonstration import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("demo/", views.people_page, name="people_page"),
    path("demo/<slug:who>/", views.come_in, name="come_in"),
]
