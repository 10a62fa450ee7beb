from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "fivefold.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from fivefold.accounts import administrators, browsers, knowledge, second_steps  # noqa: F401 - their receivers

        knowledge.register(
            administrators.told,
            administrators.forget,
            {
                "invitations_to_administer": _("Invitations to look after the installation"),
                "invitations_to_administer_you_sent": _("Invitations to administrators that you sent"),
            },
        )
