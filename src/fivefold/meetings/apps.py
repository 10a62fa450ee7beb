from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "fivefold.meetings"
    label = "meetings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from fivefold.accounts import knowledge
        from fivefold.commitments import sources
        from fivefold.cycles import alongside, dating
        from fivefold.meetings import agenda, in_year, knowing, proposing, queries, waiting
        from fivefold.meetings.actions import pass_on
        from fivefold.partnerships import acts, dates, needs, turns

        headings = {
            "meetings_attended": _("Meetings in which you were"),
            "meetings_you_prepare": _("Meetings that you prepare"),
            "minutes_you_wrote": _("What you wrote down in meetings"),
            "commitments_in_minutes": _("Commitments of yours in minutes"),
        }
        knowledge.register(knowing.told, knowing.forget, headings)
        needs.register(waiting.needs)
        dates.register(waiting.dates)
        dating.shown_elsewhere.append(queries.have_meetings)
        turns.register(pass_on)
        alongside.register_item_deed(in_year.item_deed)
        sources.register("meeting", queries.as_sources)
        agenda.register(proposing.of_the_commitments)
        agenda.register(proposing.of_the_year)
        agenda.register(proposing.of_the_agreement)
        acts.register(
            {
                "meetings.prepared": _("began to prepare the meeting “{title}”"),
                "meetings.changed": _("changed time, place or kind of the meeting “{title}”"),
                "meetings.line_added": _("put “{line}” on the agenda of “{title}”"),
                "meetings.line_removed": _("took “{line}” off the agenda of “{title}”"),
                "meetings.note_written": _("wrote a note in the minutes of “{title}”"),
                "meetings.decision_written": _("wrote a decision in the minutes of “{title}”"),
                "meetings.commitment_written": _("wrote a commitment in the minutes of “{title}”"),
                "meetings.entry_changed": _("changed an entry of their own in the minutes of “{title}”"),
                "meetings.talk_written": _("wrote on “{strategy}” for the dialogue “{title}”"),
                "meetings.attendance_said": _("said who was at the meeting “{title}”"),
                "meetings.closed": _("closed the meeting “{title}”"),
                "meetings.passed_on": _("passed the meeting “{title}” on to {name}"),
            }
        )
