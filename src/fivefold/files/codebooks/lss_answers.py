"""Answers that LimeSurvey itself offers to some types of questions, with the codes that it exports."""

from collections.abc import Mapping
from typing import TypeVar

Said = TypeVar("Said")

OTHER_CODE = "-oth-"
OTHER = {"en": "Other", "es": "Otro"}
COMMENT = {"en": "Comment", "es": "Comentario"}

YES_NO = {"en": {"Y": "Yes", "N": "No"}, "es": {"Y": "Sí", "N": "No"}}
FIXED: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "Y": YES_NO,
    "C": {
        "en": {"Y": "Yes", "U": "Uncertain", "N": "No"},
        "es": {"Y": "Sí", "U": "No sé", "N": "No"},
    },
    "E": {
        "en": {"D": "Decrease", "S": "Same", "I": "Increase"},
        "es": {"D": "Disminuyó", "S": "Igual", "I": "Aumentó"},
    },
    "G": {"en": {"F": "Female", "M": "Male"}, "es": {"F": "Femenino", "M": "Masculino"}},
    "M": {"en": {"Y": "Yes"}, "es": {"Y": "Sí"}},
    "P": {"en": {"Y": "Yes"}, "es": {"Y": "Sí"}},
}


def said_in(words: Mapping[str, Said], language: str) -> Said:
    return words.get(language.partition("-")[0], words["en"])
