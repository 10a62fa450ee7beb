"""The one error of this room: a figure that cannot be computed, and why."""


class StatisticsError(ValueError):
    """A statistic is undefined for the data given.

    `code` is stable and meant for programs; `message` is a sentence for people.

    >>> StatisticsError("no_scores", "Nobody has a score.").code
    'no_scores'
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
