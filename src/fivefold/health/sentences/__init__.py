"""What the rules found, in words. No sentence claims more than its rule."""

from fivefold.health.sentences.comparing import (
    apart,
    apart_in_sentence,
    change,
    difference,
    in_scale,
    moved,
    moved_or_why_not,
    no_change,
    no_comparison,
    widest,
)
from fivefold.health.sentences.dimensions import agreement, chosen_because, glance, lead, strand, trend_title
from fivefold.health.sentences.figures import (
    conditions,
    hangs_together,
    in_words,
    nothing,
    round_conditions,
    scope,
    side,
    sides_conditions,
)
from fivefold.health.sentences.opening import favorable, gap, holding, is_down, is_up, talk

__all__ = [
    "agreement",
    "apart",
    "apart_in_sentence",
    "change",
    "chosen_because",
    "conditions",
    "difference",
    "favorable",
    "gap",
    "glance",
    "hangs_together",
    "holding",
    "in_scale",
    "in_words",
    "is_down",
    "is_up",
    "lead",
    "moved",
    "moved_or_why_not",
    "no_change",
    "no_comparison",
    "nothing",
    "round_conditions",
    "scope",
    "side",
    "sides_conditions",
    "strand",
    "talk",
    "trend_title",
    "widest",
]
