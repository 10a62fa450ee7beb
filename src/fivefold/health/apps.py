from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HealthConfig(AppConfig):
    name = "fivefold.health"
    label = "health"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from fivefold.health import receivers, waiting
        from fivefold.partnerships import acts, needs
        from fivefold.surveys.signals import round_recorded

        round_recorded.connect(receivers.make_card, dispatch_uid="health.make_card")

        needs.register(waiting.needs)
        acts.register(
            {
                "health.assessed": _("worked out the report card of {round}"),
                "health.assessed_again": _("had the report card of {round} worked out again"),
            }
        )
