from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SurveysConfig(AppConfig):
    name = "fivefold.surveys"
    label = "surveys"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from fivefold.partnerships import acts

        acts.register(
            {
                "surveys.round_recorded": _("recorded the survey round “{title}”"),
                "surveys.round_corrected": _("recorded “{title}”, which corrects “{corrected}”"),
                "surveys.round_withdrawn": _("withdrew the survey round “{title}”: {because}"),
            }
        )
