from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AsksConfig(AppConfig):
    name = "fivefold.asks"
    label = "asks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from fivefold.accounts import knowledge
        from fivefold.asks import handing_on, in_year, knowing, waiting
        from fivefold.cycles import alongside
        from fivefold.cycles.states import Lane
        from fivefold.partnerships import acts, dates, needs, turns

        needs.register(waiting.needs)
        dates.register(waiting.dates)
        turns.register(handing_on.pass_on)
        alongside.register_lane(in_year.lane, before=Lane.MEETINGS)
        alongside.register_section("asks/staff_time.html", in_year.section, style="asks/asks.css")
        alongside.register_told(in_year.told)
        alongside.register_deed(in_year.deed)
        alongside.register_item_deed(in_year.item_deed)
        alongside.register_booked(in_year.booked)
        knowledge.register(
            knowing.told,
            knowing.forget,
            {
                "asks_you_made": _("Your asks for staff time"),
                "asks_of_you": _("Time that you were asked for"),
            },
        )
        acts.register(
            {
                "asks.asked": _("asked for staff time for “{title}”: {people} × {minutes} minutes"),
                "asks.approved": _("approved the ask “{title}”: {people} × {minutes} minutes"),
                "asks.changed": _("offered something else for “{title}”: {people} × {minutes} minutes"),
                "asks.accepted": _("accepted what was offered for “{title}”: {people} × {minutes} minutes"),
                "asks.declined": _("declined the ask “{title}”, because: “{reason}”"),
                "asks.withdrawn": _("withdrew the ask “{title}”"),
                "asks.cancelled": _("cancelled the ask “{title}”, because: “{reason}”"),
                "asks.done": _("noted what “{title}” took: {people} × {minutes} minutes"),
                "asks.exception": _("made an exception from the budget for “{title}”, because: “{reason}”"),
                "asks.told": _("wrote what came of “{title}”"),
                "asks.passed_on": _("passed the ask “{title}” on to whoever leads"),
            }
        )
