from fivefold.cycles.models.acquaintance import AccountText, KnownSince, TwoPageAccount
from fivefold.cycles.models.black_outs import BlackOut
from fivefold.cycles.models.years import LONGEST_TITLE, Activity, Cycle, Move, Phase, Scheduled

__all__ = [
    "LONGEST_TITLE",
    "AccountText",
    "Activity",
    "BlackOut",
    "Cycle",
    "KnownSince",
    "Move",
    "Phase",
    "Scheduled",
    "TwoPageAccount",
]
