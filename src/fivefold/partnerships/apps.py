from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnershipsConfig(AppConfig):
    name = "fivefold.partnerships"
    label = "partnerships"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from fivefold.accounts import closing, district, knowledge, naming
        from fivefold.partnerships import acts, emergency, inviting, knowing
        from fivefold.partnerships.actions import circles_of, why_not_left

        naming.register(circles_of)
        knowledge.say_acts(lambda act: acts.in_words(act, {}))
        district.register(inviting.account_at)
        closing.register(why_not_left)
        closing.register_ending(emergency.end_with_account)
        knowledge.register(
            knowing.told,
            knowing.forget,
            {
                "memberships": _("Your memberships, also ended ones"),
                "invitations_to_you": _("Invitations to you"),
                "invitations_you_sent": _("Invitations that you sent"),
                "emergency_access_you_took": _("Emergency access that you took"),
                "records_you_made": _("Records that you made"),
            },
        )
