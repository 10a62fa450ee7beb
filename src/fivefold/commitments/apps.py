from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommitmentsConfig(AppConfig):
    name = "fivefold.commitments"
    label = "commitments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from fivefold.accounts import knowledge
        from fivefold.commitments import actions, knowing, waiting
        from fivefold.partnerships import acts, dates, needs, turns

        headings = {"commitments_you_own": _("Commitments that are yours")}
        knowledge.register(knowing.told, knowing.forget, headings)
        needs.register(waiting.needs)
        dates.register(waiting.dates)
        turns.register(actions.pass_on)
        acts.register(
            {
                "commitments.made": _("wrote down for {owner}: “{words}”, by {until}"),
                "commitments.done": _("said that it is done: “{words}”"),
                "commitments.moved": _("moved the day of “{words}” to {until}, because: “{reason}”"),
                "commitments.dropped": _("dropped “{words}”, because: “{reason}”"),
                "commitments.taken_back": _("took a step of “{words}” back"),
                "commitments.handed_on": _("handed “{words}” on from {giver} to {owner}"),
                "commitments.not_mine": _("gave “{words}” back to {owner}"),
                "commitments.passed_on": _("“{words}” passed from {giver} to {owner}"),
            }
        )
