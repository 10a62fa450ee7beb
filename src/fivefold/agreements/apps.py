from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgreementsConfig(AppConfig):
    name = "fivefold.agreements"
    label = "agreements"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from fivefold.accounts import knowledge
        from fivefold.agreements import knowing, waiting
        from fivefold.partnerships import acts, needs

        needs.register(waiting.needs)

        knowledge.register(
            knowing.told,
            knowing.forget,
            {
                "terms_that_name_you": _("Working terms that name you"),
                "terms_you_answered": _("Working terms that you answered"),
            },
        )
        acts.register(
            {
                "agreements.terms_proposed": _("proposed working terms, from {since}"),
                "agreements.terms_withdrawn": _("withdrew the proposal of working terms from {since}"),
                "agreements.terms_returned": _("returned a proposal of working terms, because: “{because}”"),
                "agreements.terms_confirmed": _("confirmed working terms: they are in force from {since}"),
            }
        )
