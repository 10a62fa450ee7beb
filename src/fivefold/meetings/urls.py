from django.urls import path
from django.urls.resolvers import URLPattern, URLResolver

from fivefold.meetings.views import agendas, capturing, closing, dialogue, meetings

HERE = "p/<publicid:partnership_id>"
ONE = f"{HERE}/meetings/<publicid:meeting_id>"

urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{HERE}/meetings/", meetings.meetings, name="meetings"),
    path(f"{HERE}/meetings/new/", meetings.meeting_plan, name="meeting_plan"),
    path(f"{HERE}/year/items/<publicid:item_id>/meeting/", meetings.meeting_prepare, name="meeting_prepare"),
    path(f"{ONE}/", meetings.meeting, name="meeting"),
    path(f"{ONE}/change/", meetings.meeting_change, name="meeting_change"),
    path(f"{ONE}/agenda/", agendas.meeting_agenda, name="meeting_agenda"),
    path(f"{ONE}/agenda/<publicid:line_id>/", agendas.agenda_line, name="agenda_line"),
    path(f"{ONE}/minutes/", capturing.meeting_minutes, name="meeting_minutes"),
    path(f"{ONE}/minutes/<publicid:entry_id>/", capturing.minutes_entry, name="minutes_entry"),
    path(f"{ONE}/close/", closing.meeting_close, name="meeting_close"),
    path(f"{ONE}/dialogue/", dialogue.dialogue, name="dialogue"),
    path(f"{ONE}/dialogue/<publicid:strategy_id>/", dialogue.dialogue_strategy, name="dialogue_strategy"),
    path(f"{ONE}/dialogue/<publicid:strategy_id>/write/", dialogue.dialogue_write, name="dialogue_write"),
    path(f"{ONE}/dialogue/<publicid:strategy_id>/brief/", dialogue.dialogue_brief, name="dialogue_brief"),
]
