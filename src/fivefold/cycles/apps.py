from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CyclesConfig(AppConfig):
    name = "fivefold.cycles"
    label = "cycles"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from fivefold.cycles import dating, waiting
        from fivefold.partnerships import acts, dates, needs

        needs.register(waiting.needs)
        dates.register(dating.dates)
        acts.register(
            {
                "cycles.year_begun": _("planned the year “{name}”, from {first} to {last}"),
                "cycles.year_done": _("closed the year “{name}”"),
                "cycles.year_called_off": _("called off the year “{name}”"),
                "cycles.year_taken_back": _("took a step of the year “{name}” back"),
                "cycles.added": _("planned “{title}”: {first} to {last}"),
                "cycles.changed": _("changed how “{title}” is described"),
                "cycles.moved": _("moved “{title}” from {before} to {last}, because: “{reason}”"),
                "cycles.begun": _("began “{title}” on {first}"),
                "cycles.done": _("finished “{title}” on {last}"),
                "cycles.called_off": _("called off “{title}”, because: “{reason}”"),
                "cycles.taken_back": _("took a step of “{title}” back"),
                "cycles.black_out_added": _("entered days without research: {name}, {first} to {last}"),
                "cycles.black_out_removed": _("removed days without research: {name}, {first} to {last}"),
                "cycles.calendar_brought": _("took days without research from the calendar {file}: {count}"),
                "cycles.account_written": _("wrote a version of the two-page account"),
                "cycles.account_confirmed": _("confirmed the two-page account"),
                "cycles.known_since": _("recorded that both sides know each other since {since}: “{reason}”"),
            }
        )
