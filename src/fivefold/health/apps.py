from django.apps import AppConfig


class HealthConfig(AppConfig):
    name = "fivefold.health"
    label = "health"
    default_auto_field = "django.db.models.BigAutoField"
