from django.urls import path
from django.urls.resolvers import URLPattern, URLResolver

from fivefold.commitments import views

HERE = "p/<publicid:partnership_id>/commitments"
ONE = f"{HERE}/<publicid:commitment_id>"

urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{HERE}/", views.commitments, name="commitments"),
    path(f"{HERE}/new/", views.commitment_new, name="commitment_new"),
    path(f"{ONE}/", views.commitment, name="commitment"),
    path(f"{ONE}/act/", views.commitment_act, name="commitment_act"),
    path(f"{ONE}/move/", views.commitment_move, name="commitment_move"),
    path(f"{ONE}/drop/", views.commitment_drop, name="commitment_drop"),
    path(f"{ONE}/hand-on/", views.commitment_hand_on, name="commitment_hand_on"),
]
