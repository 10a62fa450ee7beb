from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RemindersConfig(AppConfig):
    name = "fivefold.reminders"
    label = "reminders"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from fivefold.accounts import closing, knowledge
        from fivefold.partnerships import acts
        from fivefold.reminders import actions, knowing

        closing.register_ending(actions.end_feeds_of)
        knowledge.register(
            knowing.told,
            knowing.forget,
            {
                "calendar_addresses": _("Addresses of your calendar"),
                "daily_mail": _("When your daily mail comes"),
                "daily_mails_of_late": _("Your daily mails of the last weeks"),
            },
        )
        acts.register(
            {
                actions.MADE: _("made an address for their calendar"),
                actions.ENDED: _("ended the address of their calendar"),
            }
        )
