"""Small pieces of SVG: presentation attributes for paper, classes for the browser's themes."""

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

Value = str | float | int

FONT = "Public Sans, system-ui, Arial, sans-serif"
INK, INK_2, INK_3, RULE_2, RULE, PAPER = "#14202b", "#43505c", "#5b6670", "#79838c", "#d6dadd", "#ffffff"
# Dimensions are numbered from 1 in the order of the framework; more than five start over.
DIMENSION_COLORS = ("#082e84", "#067971", "#854408", "#5b2039", "#854ebd")


def slot(dimension: int) -> int:
    """Which of the five shapes and colors a dimension has, 1 to 5."""
    return (dimension - 1) % 5 + 1


def color(dimension: int) -> str:
    return DIMENSION_COLORS[slot(dimension) - 1]


def text_value(value: Value) -> str:
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return str(value)


def percent(value: float) -> str:
    return f"{text_value(float(value))}%"


def element(tag: str, *children: str, **attributes: Value) -> SafeString:
    """One element; `stroke_width` becomes stroke-width and `class_` becomes class. Children are escaped."""
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{conditional_escape(text_value(value))}"'
        for name, value in attributes.items()
    )
    inside = "".join(conditional_escape(child) for child in children)
    return mark_safe(f"<{tag}{written}>{inside}</{tag}>" if inside else f"<{tag}{written}/>")  # noqa: S308 all escaped above


def picture(
    name: str, height: int, *children: str, class_: str = "mark", width: Value = "100%"
) -> SafeString:
    """A picture with a text name. `title` is the alternative text in a PDF, the label is for a browser.

    No ids are involved, so the same mark may stand twice on one page.
    """
    return element(
        "svg",
        element("title", name),
        *children,
        class_=class_,
        role="img",
        aria_label=name,
        width=width,
        height=height,
        overflow="visible",
        font_family=FONT,
    )


def line(
    x1: float, y1: float, x2: float, y2: float, *, class_: str, stroke: str, width: float, **more: Value
) -> SafeString:
    """A straight line: x in per cent of the picture's width, y in pixels."""
    return element(
        "line",
        class_=class_,
        x1=percent(x1),
        y1=y1,
        x2=percent(x2),
        y2=y2,
        stroke=stroke,
        stroke_width=width,
        **more,
    )


def words(
    x: float,
    y: float,
    content: str,
    *,
    anchor: str = "start",
    size: int = 12,
    bold: bool = False,
    class_: str = "t-ink-2",
    **more: Value,
) -> SafeString:
    """Text at a fixed size, x in per cent. A halo of paper keeps it readable over lines."""
    fill = {"t-ink": INK, "t-ink-2": INK_2, "t-ink-3": INK_3}[class_]
    return element(
        "text",
        content,
        class_=class_,
        x=percent(x),
        y=y,
        fill=fill,
        font_size=size,
        font_weight=600 if bold else 400,
        text_anchor=anchor,
        **more,
    )


def group(*children: str, **attributes: Value) -> SafeString:
    return element("g", *children, **attributes)


def joined(*parts: str) -> SafeString:
    return format_html("{}" * len(parts), *parts)
