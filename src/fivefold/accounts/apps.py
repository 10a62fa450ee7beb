from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "fivefold.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from fivefold.accounts import administrators, browsers, knowledge, second_steps  # noqa: F401 - their receivers

        knowledge.register(administrators.told, administrators.forget)
