"""Figures as flat pairs, so that two assessments can be compared number by number."""

from fivefold.assess.assessment import Assessment as Figures


def plain(found: Figures) -> dict[str, object]:
    """Every number and word of the scales, by its path."""
    paths: dict[str, object] = {}

    def walk(path: str, value: object) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                walk(f"{path}.{key}", inner)
        elif isinstance(value, list | tuple):
            for place, inner in enumerate(value):
                walk(f"{path}.{place}", inner)
        else:
            paths[path] = value

    walk("", [scale.to_dict() for scale in found.scales])
    return paths
