"""An assessment as plain text for a terminal: every number beside the conditions under which it holds."""

import textwrap
from collections.abc import Iterator

from fivefold.assess.assessment import Assessment, Figure, GroupResult, ScaleResult, SideDifference
from fivefold.assess.terminal import harmless
from fivefold.assess.wording import in_hundredths, in_words

NARROWEST = 64
LABEL = 18
WIDEST = 100
NOT_SHOWN = "Not shown, to protect small groups"


def plain_text(assessment: Assessment, width: int = 80) -> str:
    """The assessment in English, in lines of at most `width` signs."""
    width = min(max(width, NARROWEST), WIDEST)
    lines = [*_head(assessment, width)]
    for dimension in assessment.dimensions:
        if dimension.scales:
            short, name = dimension.short.in_language("en"), dimension.name.in_language("en")
            lines += ["", *_rule(f"{short}: {name[:1].lower()}{name[1:]}", width)]
            for scale in dimension.scales:
                lines += _scale(scale, assessment, width)
    if assessment.other_scales:
        lines += ["", *_rule("Other scales, which the mapping gives to no dimension", width)]
        for scale in assessment.other_scales:
            lines += _scale(scale, assessment, width)
    return harmless("\n".join([*lines, *_foot(assessment, width)])) + "\n"


def _head(assessment: Assessment, width: int) -> Iterator[str]:
    source = assessment.source
    yield from _wrapped(f"What members say, from {source.file}", width)
    framework = f"Framework {assessment.framework_key}, version {assessment.framework_version}."
    protected = f"Nothing about fewer than {assessment.threshold} people is shown."
    answered = _answered(assessment.responses, assessment.members)
    yield from _wrapped(f"{answered} {framework} {protected}", width)
    for side in assessment.sides:
        if side.members is not None and _is_shown(assessment, side.key):
            yield from _wrapped(f"{side.key.capitalize()}: {_answered(side.responses, side.members)}", width)
    if source.skipped:
        skipped = f"{len(source.skipped)} of {source.rows} rows"
        yield from _wrapped(f"Skipped, being previews or tests of the survey tool: {skipped}.", width)
    if assessment.scales:
        yield ""
        yield from _wrapped(_legend(assessment), width)


def _legend(assessment: Assessment) -> str:
    if assessment.below_half:
        return (
            "Fewer than half answered, so no mean or interval is shown. Bounds: where the mean would lie, "
            "from 0 to 100, if every silent member had answered at the bottom, or at the top."
        )
    silent = ""
    if assessment.members is not None:
        silent = (
            " Bounds: where it would lie if every silent member had answered at the bottom, or at the top."
        )
    return (
        "Means run from 0 to 100. Interval: 95%, if silent members resemble those who answered."
        f"{silent} n: people with a score."
    )


def _answered(responses: int, members: int | None) -> str:
    if members is None:
        people = "person" if responses == 1 else "people"
        return f"{responses} {people} answered; how many were asked, and so the response rate, is unknown."
    return f"{responses} of {members} members answered ({100 * responses / members:.0f}%)."


def _is_shown(assessment: Assessment, side: str) -> bool:
    groups = [group for scale in assessment.scales if (group := scale.group(side))]
    return any(not group.suppressed for group in groups)


def _scale(scale: ScaleResult, assessment: Assessment, width: int) -> Iterator[str]:
    candid = not assessment.below_half and _half_have_a_score(scale)
    title = scale.title.in_language("en")
    words = in_words(scale.mean, scale.answers, "en") if candid else ""
    runs = f" on {scale.answers[0].number:g}–{scale.answers[-1].number:g}" if words else ""
    bounds = scale.bounds is not None
    yield ""
    yield from _wrapped(f"{title}{': ' if words else ''}{words}{runs}", width, "  ")
    label = LABEL + width - NARROWEST
    heads = _row(
        "mean" if candid else None, "interval" if candid else None, "bounds" if bounds else None, "n"
    )
    yield f"    {'':<{label}}{heads}"
    yield f"    {'all who answered':<{label}}{_numbers(scale, candid=candid, bounds=bounds)}"
    compares = not assessment.warns("tiny_side")
    for group in scale.groups if compares else ():
        yield f"    {group.key:<{label}}{_group(group, candid=candid, bounds=bounds)}"
    if candid and compares and scale.difference:
        yield from _wrapped(_difference(scale, scale.difference), width, "    ")
    yield from _wrapped(_conditions(scale), width, "    ")


def _difference(scale: ScaleResult, found: SideDifference) -> str:
    said = f"{' less '.join(found.between)}: {_signed(found.mean)}"
    if not scale.may_claim_difference:
        return f"{said} (no interval: on one side everybody has the same score)"
    return f"{said} (95% interval {_signed(found.low)} to {_signed(found.high)})"


def _half_have_a_score(figure: Figure) -> bool:
    return figure.population is None or 2 * figure.n >= figure.population


def _numbers(figure: Figure, *, candid: bool, bounds: bool) -> str:
    told = _half_have_a_score(figure)
    interval = f"{figure.low:.1f}–{figure.high:.1f}"
    if figure.everyone_answered:
        # Who answered the survey, and too little of this, was not silent and is not among n.
        interval = "none silent" if figure.unscored else "all answered"
    ends = f"{figure.bounds[0]:.1f}–{figure.bounds[1]:.1f}" if figure.bounds else ""
    n = f"{figure.n}" if figure.population is None else f"{figure.n} of {figure.population}"
    return _row(
        (f"{figure.mean:.1f}" if told else "") if candid else None,
        (interval if told else "under half") if candid else None,
        ends if bounds else None,
        n,
    )


def _row(mean: str | None, interval: str | None, bounds: str | None, n: str) -> str:
    """The columns of a scale's table; those that are None are not there."""
    cells = ((mean, 5), (interval, 12), (bounds, 11), (n, 11))
    return " ".join(f"{cell:>{size}}" for cell, size in cells if cell is not None)


def _group(group: GroupResult, *, candid: bool, bounds: bool) -> str:
    return NOT_SHOWN if group.figure is None else _numbers(group.figure, candid=candid, bounds=bounds)


def _conditions(scale: ScaleResult) -> str:
    told = [f"{scale.items} {'item' if scale.items == 1 else 'items'}"]
    if scale.members is not None and scale.unscored:
        told.append(f"{scale.n} of {scale.members} members have a score")
    if scale.cannot_tell is not None:
        told.append(f"{100 * scale.cannot_tell:.0f}% of answers cannot tell")
    if scale.not_applicable is not None:
        told.append(f"{100 * scale.not_applicable:.0f}% do not apply")
    if scale.alpha is not None:
        told.append(f"alpha {in_hundredths(scale.alpha)}")
    if scale.omega is not None:
        told.append(f"omega {in_hundredths(scale.omega)}")
    return ", ".join(told)


def _signed(value: float) -> str:
    text = f"{value:+.1f}".replace("-", "−")
    return "0.0" if text in ("+0.0", "−0.0") else text


def _foot(assessment: Assessment, width: int) -> Iterator[str]:
    absent = [one.short.in_language("en") for one in assessment.dimensions if not one.scales]
    if absent and assessment.scales:
        yield ""
        yield from _wrapped(f"No scale is shown for: {', '.join(absent)}.", width)
    if assessment.warnings:
        yield ""
        yield "To keep in mind"
        for warning in assessment.warnings:
            yield from textwrap.wrap(
                warning.message, width, initial_indent="- ", subsequent_indent="  ", break_on_hyphens=False
            )


def _rule(title: str, width: int) -> list[str]:
    return [*_wrapped(title, width), "─" * width]


def _wrapped(text: str, width: int, indent: str = "") -> list[str]:
    return textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
