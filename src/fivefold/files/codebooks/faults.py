"""What can be wrong with a codebook, in sentences."""

from fivefold.files.errors import FileError
from fivefold.files.sentences import Sentence, say

KNOWN = say(
    "Give a Qualtrics survey definition (.qsf), an XLSForm, a REDCap data dictionary, "
    "or a LimeSurvey structure (.lss)."
)


def not_a_codebook() -> FileError:
    return FileError(
        "not_a_codebook",
        say("The file was given as a codebook, but it is none that is known."),
        remedy=KNOWN,
    )


def damaged(why: Sentence) -> FileError:
    return FileError(
        "damaged_file",
        say("The codebook cannot be read: {why}", why=why),
        remedy=say("Export it again from the survey tool."),
    )


def no_questions() -> FileError:
    return FileError(
        "no_questions",
        say("The codebook names no question."),
        remedy=say("Export it again from the survey tool, as the definition of a survey."),
    )


def too_large() -> FileError:
    return FileError("too_large", say("The codebook is larger than any survey's is."), remedy=KNOWN)
