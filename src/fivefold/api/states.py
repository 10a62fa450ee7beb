"""What a token may open, and for how long."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    ROUNDS = "rounds", _("Survey rounds: when, who was asked, how many answered")
    FIGURES = "figures", _("Report cards and their figures")


class Days(models.IntegerChoices):
    WEEK = 7, _("A week")
    MONTH = 30, _("30 days")
    QUARTER = 90, _("90 days")
    HALF_YEAR = 180, _("180 days")
    YEAR = 365, _("A year")
