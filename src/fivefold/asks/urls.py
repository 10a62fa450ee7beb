from django.urls import path
from django.urls.resolvers import URLPattern, URLResolver

from fivefold.asks.views import links, lists, one

urlpatterns: list[URLPattern | URLResolver] = [
    path("p/<publicid:partnership_id>/asks/", lists.asks, name="asks"),
    path("p/<publicid:partnership_id>/asks/new/", lists.ask_new, name="ask_new"),
    path("p/<publicid:partnership_id>/asks/mine/", lists.asks_mine, name="asks_mine"),
    path("p/<publicid:partnership_id>/asks/<publicid:ask_id>/", one.ask, name="ask"),
    path("ask/<token:token>/", links.ask_link, name="ask_link"),
]
