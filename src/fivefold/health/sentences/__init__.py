"""What the rules found, in words. No sentence claims more than its rule."""

from fivefold.health.sentences.comparing import (
    apart,
    change,
    difference,
    in_scale,
    moved_or_why_not,
    no_change,
    no_comparison,
    widest,
)
from fivefold.health.sentences.dimensions import agreement, chosen_because, glance, lead, strand, trend_title
from fivefold.health.sentences.figures import (
    caution,
    conditions,
    how_it_hangs_together,
    in_words,
    nothing,
    on_its_range,
    round_conditions,
    scope,
    side,
    sides_conditions,
    why_counts_differ,
)
from fivefold.health.sentences.moves import over_all_rounds
from fivefold.health.sentences.opening import Said, gap, holding, in_brief, not_asked, talk
from fivefold.health.sentences.record import strands_in_words, too_early, window

__all__ = [
    "Said",
    "agreement",
    "apart",
    "caution",
    "change",
    "chosen_because",
    "conditions",
    "difference",
    "gap",
    "glance",
    "holding",
    "how_it_hangs_together",
    "in_brief",
    "in_scale",
    "in_words",
    "lead",
    "moved_or_why_not",
    "no_change",
    "no_comparison",
    "not_asked",
    "nothing",
    "on_its_range",
    "over_all_rounds",
    "round_conditions",
    "scope",
    "side",
    "sides_conditions",
    "strand",
    "strands_in_words",
    "talk",
    "too_early",
    "trend_title",
    "why_counts_differ",
    "widest",
    "window",
]
