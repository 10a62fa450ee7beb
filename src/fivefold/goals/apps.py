from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GoalsConfig(AppConfig):
    name = "fivefold.goals"
    label = "goals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from fivefold.accounts import knowledge
        from fivefold.goals import knowing
        from fivefold.partnerships import acts

        headings = {"goals_you_wrote": _("Versions of goals and strategies that you wrote")}
        knowledge.register(knowing.told, knowing.forget, headings)
        acts.register(
            {
                "goals.goal_set": _("wrote the goal “{words}”"),
                "goals.goal_revised": _(
                    "revised the goal “{words}” (version {number}), because: “{because}”"
                ),
                "goals.goal_reached": _("ended the goal “{words}” as reached: “{because}”"),
                "goals.goal_dropped": _("dropped the goal “{words}”, because: “{because}”"),
                "goals.goal_replaced": _("ended the goal “{words}”, which another replaces: “{because}”"),
                "goals.strategy_set": _("wrote the strategy “{words}”"),
                "goals.strategy_revised": _(
                    "revised the strategy “{words}” (version {number}), because: “{because}”"
                ),
                "goals.strategy_reached": _("ended the strategy “{words}” as reached: “{because}”"),
                "goals.strategy_dropped": _("dropped the strategy “{words}”, because: “{because}”"),
                "goals.strategy_replaced": _(
                    "ended the strategy “{words}”, which another replaces: “{because}”"
                ),
            }
        )
