from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    name = "fivefold.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from fivefold.accounts import closing, knowledge
        from fivefold.api import actions, knowing
        from fivefold.partnerships import acts

        closing.register_ending(actions.end_tokens_of)
        knowledge.register(knowing.told, knowing.forget, {"tokens_for_programs": _("Tokens for programs")})
        acts.register(
            {
                actions.MADE: _("made a token with which a program can read for them ({name})"),
                actions.ENDED: _("ended a token with which a program could read for them ({name})"),
            }
        )
