from fivefold.surveys.models.imports import Import
from fivefold.surveys.models.round import AnswerSheet, Round

__all__ = ["AnswerSheet", "Import", "Round"]
