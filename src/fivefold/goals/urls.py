from django.urls import path
from django.urls.resolvers import URLPattern, URLResolver

from fivefold.goals import views

HERE = "p/<publicid:partnership_id>"

urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{HERE}/goals/", views.goals, name="goals"),
    path(f"{HERE}/goals/new/", views.goal_new, name="goal_new"),
    path(f"{HERE}/goals/<publicid:goal_id>/", views.goal, name="goal"),
    path(f"{HERE}/goals/<publicid:goal_id>/revise/", views.goal_revise, name="goal_revise"),
    path(f"{HERE}/goals/<publicid:goal_id>/end/", views.goal_end, name="goal_end"),
    path(f"{HERE}/goals/<publicid:goal_id>/strategy/", views.strategy_new, name="strategy_new"),
    path(f"{HERE}/strategies/<publicid:strategy_id>/revise/", views.strategy_revise, name="strategy_revise"),
    path(f"{HERE}/strategies/<publicid:strategy_id>/end/", views.strategy_end, name="strategy_end"),
]
