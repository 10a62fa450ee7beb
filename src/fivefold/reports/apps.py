from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "fivefold.reports"
    label = "reports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from fivefold.partnerships import acts

        acts.register({"reports.taken_away": _("took “{title}” away as a file ({format})")})
