from django.urls import path
from django.urls.resolvers import URLPattern, URLResolver

from fivefold.agreements import views

HERE = "p/<publicid:partnership_id>/agreement"

urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{HERE}/", views.agreement, name="agreement"),
    path(f"{HERE}/propose/", views.propose, name="terms_propose"),
    path(f"{HERE}/<publicid:terms_id>/", views.terms, name="terms"),
    path(f"{HERE}/<publicid:terms_id>/answer/", views.answer, name="terms_answer"),
]
