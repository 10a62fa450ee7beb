from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "fivefold.reports"
    label = "reports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.core import checks

        from fivefold.accounts import knowledge
        from fivefold.core.installation_checks import INSTALLATION
        from fivefold.partnerships import acts
        from fivefold.reports import knowing
        from fivefold.reports.checks import pango

        acts.register({"reports.taken_away": _("took “{title}” away as a file ({format})")})
        knowledge.register(
            knowing.told, knowing.forget, {"files_kept_for_you": _("Files that are kept for you for a day")}
        )
        # Among the checks of a deployment, so that no other command waits for it.
        checks.register(pango, INSTALLATION, deploy=True)
