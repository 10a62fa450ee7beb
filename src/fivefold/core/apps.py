from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.urls import register_converter


class CoreConfig(AppConfig):
    name = "fivefold.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from fivefold.core.identifiers import PublicIdConverter
        from fivefold.core.ledger.triggers import put_back_after_migrating
        from fivefold.core.links import TokenConverter

        register_converter(PublicIdConverter, "publicid")
        register_converter(TokenConverter, "token")
        post_migrate.connect(
            put_back_after_migrating, sender=self, dispatch_uid="fivefold.core.ledger.triggers"
        )
