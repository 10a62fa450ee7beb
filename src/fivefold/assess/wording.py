"""A score said in the words and numbers of the scale it comes from."""

from collections import abc

from fivefold.assess.answer import Answer

# Within this share of a step, a mean is as good as the answer itself.
SAME_WORD = 0.25
ROUNDING = 1e-9


def native(score: float, answers: abc.Sequence[Answer]) -> float:
    """A score on 0–100, mapped back to the numbers of its answers."""
    lowest, highest = answers[0].number, answers[-1].number
    return lowest + score / 100 * (highest - lowest)


def in_words(score: float, answers: abc.Sequence[Answer], language: str) -> str:
    """`Sometimes to often, 3.5`: the nearest answer, or the two it lies between, and the number.

    answers: lowest first. Within a quarter of a step of an answer that answer alone is named. Answers
    that have no words, only numbers, give the number alone.
    """
    value = native(score, answers)
    number = in_number(value)
    words = _words(value, answers, language)
    return f"{words}, {number}" if words else number


def interval_in_words(low: float, high: float, answers: abc.Sequence[Answer]) -> str:
    """`3.3–3.7`: an interval on 0–100 in the numbers of the answers."""
    return f"{in_number(native(low, answers))}–{in_number(native(high, answers))}"


def in_number(value: float) -> str:
    """One decimal, after a point in both languages: so Spanish is written in the United States."""
    text = f"{value:.1f}".replace("-", "−")
    return "0.0" if text == "−0.0" else text


def in_hundredths(coefficient: float) -> str:
    """A coefficient without the zero before its point, as the field writes it."""
    text = f"{coefficient:.2f}".replace("-", "−")
    if text in {"0.00", "−0.00"}:
        return ".00"
    return text.replace("0.", ".", 1) if abs(coefficient) < 0.995 else text


def _words(value: float, answers: abc.Sequence[Answer], language: str) -> str:
    upper = next(place for place, one in enumerate(answers) if value <= one.number + ROUNDING)
    lower = max(upper - 1, 0)
    step = answers[upper].number - answers[lower].number
    if upper == lower or answers[upper].number - value <= SAME_WORD * step + ROUNDING:
        near = [answers[upper]]
    elif value - answers[lower].number <= SAME_WORD * step + ROUNDING:
        near = [answers[lower]]
    else:
        near = [answers[lower], answers[upper]]
    labels = [one.label.in_language(language).strip() for one in near]
    if any(_is_number(label) for label in labels):
        return ""
    joined = _joined([label.lower() for label in labels], language)
    return joined[:1].upper() + joined[1:]


def _joined(labels: list[str], language: str) -> str:
    """Spanish says between, because answers such as “a menudo” begin with its word for to."""
    if len(labels) == 1:
        return labels[0]
    return f"entre {labels[0]} y {labels[1]}" if language.startswith("es") else f"{labels[0]} to {labels[1]}"


def _is_number(label: str) -> bool:
    return not any(letter.isalpha() for letter in label)
