"""Reads marks back from their SVG, as a browser would place them."""

import xml.etree.ElementTree as ET

from django.utils.safestring import SafeString


def parse(picture: SafeString) -> ET.Element:
    return ET.fromstring(picture)


def at(element: ET.Element, attribute: str) -> float:
    """A position in per cent."""
    value = element.attrib[attribute]
    assert value.endswith("%"), value
    return float(value[:-1])


def dots(picture: SafeString, radius: str) -> list[float]:
    return [at(circle, "cx") for circle in parse(picture).iter("circle") if circle.get("r") == radius]


def bars(picture: SafeString, width: str) -> list[tuple[float, float]]:
    """Level lines of one stroke width, from where to where."""
    return [
        (at(line, "x1"), at(line, "x2"))
        for line in parse(picture).iter("line")
        if line.get("stroke-width") == width and line.get("y1") == line.get("y2")
    ]


def written(picture: SafeString) -> list[str]:
    return [text.text or "" for text in parse(picture).iter("text")]
