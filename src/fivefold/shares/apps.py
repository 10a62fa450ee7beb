from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SharesConfig(AppConfig):
    name = "fivefold.shares"
    label = "shares"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from fivefold.accounts import knowledge
        from fivefold.partnerships import acts
        from fivefold.shares import knowing

        knowledge.register(
            knowing.told,
            knowing.forget,
            {
                "reports_sent_to_you": _("Report cards sent to you by a link"),
                "reports_you_sent_outside": _("Report cards that you shared with people outside"),
            },
        )
        acts.register(
            {
                "shares.sent": _("shared “{title}” with people outside: {people}, until {until}"),
                "shares.named": _("sent {name}, who is outside, a link to “{title}”"),
                "shares.sent_again": _("sent {name}, who is outside, the link once more"),
                "shares.opened": _("opened “{title}” to {name}, who is outside, after a code"),
                "shares.refused": _("refused the link of {name}, who is outside: three wrong codes"),
                "shares.taken_away": _("gave “{title}” as a file (PDF) to {name}, who is outside"),
                "shares.ended": _("ended the link of {name}, who is outside"),
                "shares.erased": _("erased the name and address of somebody outside"),
            }
        )
