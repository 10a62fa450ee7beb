from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "fivefold.partnerships"
    label = "partnerships"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from fivefold.accounts import naming
        from fivefold.partnerships.actions import circles_of

        naming.register(circles_of)
