"""The mark of a dimension: number, shape and color together, so that none of them carries it alone."""

from django.utils.safestring import SafeString

from fivefold.core.charts import svg

_SHAPES: dict[int, tuple[str, dict[str, svg.Value]]] = {
    1: ("circle", {"cx": 13, "cy": 13, "r": 11.5}),
    2: ("rect", {"x": 2, "y": 2, "width": 22, "height": 22, "rx": 1.5}),
    3: ("path", {"d": "M13 1.5 25.5 24H.5Z"}),
    4: ("path", {"d": "M13 .5 25.5 13 13 25.5.5 13Z"}),
    5: ("path", {"d": "M8 1.5h10V8h6.5v10H18v6.5H8V18H1.5V8H8Z"}),
}


def dimension_badge(number: int, *, label: str = "", size: int = 26) -> SafeString:
    """With a label the badge speaks for itself; without one the word stands beside it and it is silent."""
    slot = svg.slot(number)
    tag, shape = _SHAPES[slot]
    outline = svg.element(tag, class_=f"f-d{slot}", fill=svg.color(number), **shape)
    numeral = svg.element(
        "text",
        str(number),
        class_="t-paper",
        x=13,
        y=20.5 if slot == 3 else 17.5,
        fill=svg.PAPER,
        font_size=12.5,
        font_weight=700,
        text_anchor="middle",
        font_family=svg.FONT,
    )
    named: dict[str, svg.Value] = {"role": "img", "aria_label": label} if label else {"aria_hidden": "true"}
    title = (svg.element("title", label),) if label else ()
    return svg.element(
        "svg", *title, outline, numeral, class_="badge", viewBox="0 0 26 26", width=size, height=size, **named
    )
