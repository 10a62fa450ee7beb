"""Whether a scale's statements hang together well enough to be read as one number."""

LEAST_RELIABLE = 0.6
"""Of omega, else alpha. Below it figures stay, and whatever is said of them carries the caution."""


def coefficient(alpha: float | None, omega: float | None) -> float | None:
    """Omega, which does not suppose that all statements measure equally well; else alpha."""
    return alpha if omega is None else omega


def hangs_together(alpha: float | None, omega: float | None) -> bool | None:
    """None where no coefficient can be worked out: one statement, or scores that do not vary."""
    found = coefficient(alpha, omega)
    return None if found is None else found >= LEAST_RELIABLE
