from django.urls import path
from django.urls.resolvers import URLPattern, URLResolver

from fivefold.reminders import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("me/calendar/", views.my_calendar, name="my_calendar"),
    path("calendar/<token:token>.ics", views.calendar_feed, name="calendar_feed"),
]
