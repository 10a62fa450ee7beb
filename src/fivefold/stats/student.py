"""Student's t at the one level of confidence used throughout: 95%."""

import math

from scipy.special import stdtr, stdtrit

LEVEL = 0.95


def half_width(standard_error: float, df: float) -> float:
    """Half the width of the 95% interval around an estimate."""
    if standard_error == 0.0:
        return 0.0
    return float(stdtrit(df, 0.5 + LEVEL / 2)) * standard_error


def two_sided_p(estimate: float, standard_error: float, df: float) -> float:
    """Two-sided p against zero; the standard error is above zero."""
    return float(2 * stdtr(df, -math.fabs(estimate / standard_error)))
