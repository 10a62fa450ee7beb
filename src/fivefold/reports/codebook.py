"""What each column of the figures means. The names are the same in every language; the words are not."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Column:
    name: str
    kind: str
    means: Promise


COLUMNS = (
    Column("dimension", "text", _("Key of the dimension in the framework; empty for a scale outside it")),
    Column("dimension_name", "text", _("The dimension in words")),
    Column("scale", "text", _("Key of the scale")),
    Column("scale_title", "text", _("The scale in words")),
    Column("statement", "text", _("Key of one statement; empty where the figure is of the whole scale")),
    Column("statement_text", "text", _("The statement in words")),
    Column(
        "figure",
        "text",
        _(
            "What is told: mean, difference_of_sides (practice less research), change (this round less the "
            "earlier one), change_of_difference (practice less research, now less then), "
            "cannot_tell_percent (share of answers “I cannot tell”), alpha, omega (reliability), counted "
            "(what the record shows: done, out of what was due)"
        ),
    ),
    Column("who", "text", _("all, practice, research, broker, or practice_less_research")),
    Column(
        "shown",
        "text",
        _(
            "interval: mean with its 95% interval; everyone: all answered, so there is none; unknown_rate: "
            "nobody wrote down how many were asked; bounds: fewer than half answered, so only the ends are "
            "shown; withheld: not shown, to protect small groups; not_asked: not part of this round; "
            "counted: told with what was due; too_early: fewer than three were due, so what was done is "
            "not told"
        ),
    ),
    Column(
        "value",
        "number",
        _("The figure, as exactly as the page prints it; a mean in the answers’ numbers"),
    ),
    Column("low", "number", _("Lower end of the 95% interval")),
    Column("high", "number", _("Upper end of the 95% interval")),
    Column("least", "number", _("The mean if every silent member had given the lowest answer")),
    Column("most", "number", _("The mean if every silent member had given the highest answer")),
    Column("answered", "number", _("n: how many are behind the figure")),
    Column("asked", "number", _("N: how many of those asked could be behind it; empty where unknown")),
    Column("rate_percent", "number", _("Response rate: answered of asked, in per cent")),
    Column("lowest_answer", "number", _("Number of the lowest answer of this scale")),
    Column("highest_answer", "number", _("Number of the highest answer of this scale")),
    Column("count", "text", _("Key of what was counted; empty for what members say")),
    Column("count_text", "text", _("What was counted, in words")),
    Column("done", "number", _("How many of those due were done; of hours, how many were asked")),
    Column("due", "number", _("How many were due; of hours, how many were agreed")),
    Column("counted_from", "date", _("First day that was counted")),
    Column("counted_to", "date", _("Last day that was counted")),
    Column("since", "text", _("The earlier round that a change is measured from")),
    Column("partnership", "text", _("Name of the partnership")),
    Column("round", "text", _("Title of the survey round")),
    Column("round_began", "date", _("First day of the round")),
    Column("round_ended", "date", _("Last day of the round")),
    Column("framework", "text", _("Key of the framework")),
    Column("framework_version", "number", _("Version of the framework")),
    Column("survey", "text", _("Key of the instrument; empty for a survey from elsewhere")),
    Column("survey_version", "number", _("Version of the instrument")),
    Column("threshold", "number", _("Fewest people behind any figure shown")),
    Column("ledger_head", "text", _("Newest entry of the ledger of this space when the file was made")),
    Column("made_on", "date", _("Day on which the file was made")),
    Column("fivefold", "text", _("Version of the program that made it")),
)
