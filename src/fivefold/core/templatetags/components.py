"""The components of every page, one tag each; a builtin library, so templates load nothing.

Specimens of all of them, with their markup's variants, stand on /specimens/.
"""

from collections.abc import Iterable
from typing import Any
from zlib import crc32

from django import template
from django.forms import BaseForm
from django.utils.html import format_html
from django.utils.safestring import SafeString

from fivefold.core.charts import numbers
from fivefold.core.charts.badge import dimension_badge
from fivefold.core.charts.chart import Chart
from fivefold.core.sentences import in_language

register = template.Library()

register.filter("decimal", numbers.decimal)
register.filter("share", numbers.share)
register.filter("said", in_language)


@register.simple_tag
def interval(low: float, high: float, places: int = 1) -> str:
    return numbers.interval(low, high, places)


@register.simple_tag
def badge(number: int, label: str = "", size: int = 26) -> SafeString:
    """A dimension's mark. Give a label only where its word does not stand beside it."""
    return dimension_badge(int(number), label=str(label), size=int(size))


@register.inclusion_tag("core/components/dimension_strip.html")
def dimension_strip(dimensions: Iterable[Any], current: int | None = None) -> dict[str, Any]:
    """Links to the five dimensions, each with `number`, `name` and `url`; on a phone the badges alone."""
    return {"dimensions": dimensions, "current": current}


@register.inclusion_tag("core/components/withheld.html")
def withheld() -> dict[str, Any]:
    """The one label for every number that is not shown. Never zero, a blank or a dash."""
    return {}


@register.simple_block_tag
def conditions(content: str) -> SafeString:
    """What a number is true of: n of N, rate, interval, date, version."""
    return format_html('<p class="conditions">{}</p>', content)


@register.simple_block_tag
def empty(content: str, heading: str) -> SafeString:
    """What will be here, what brings it and when; one link."""
    return format_html('<div class="empty"><p><strong>{}</strong> {}</p></div>', heading, content)


@register.simple_block_tag
def note(content: str, heading: str = "") -> SafeString:
    """Something to know before reading on."""
    lead = format_html("<strong>{}</strong> ", heading) if heading else ""
    return format_html('<div class="note"><p>{}{}</p></div>', lead, content)


@register.simple_block_tag
def status(content: str, heading: str = "") -> SafeString:
    """What has just happened, or what is being worked out. Screen readers announce it."""
    lead = format_html("<strong>{}</strong> ", heading) if heading else ""
    return format_html('<div class="note" role="status"><p>{}{}</p></div>', lead, content)


@register.simple_block_tag
def ask(
    content: str, heading: str, action: str, url: str, *, primary: bool = False, level: int = 2
) -> SafeString:
    """What somebody is asked for, then why, by when and how long; one button. Stands in `ul.asks`."""
    title = format_html("<h{0}>{1}</h{0}>", level, heading)
    kind = " primary" if primary else ""
    button = format_html('<a class="button{}" href="{}">{}</a>', kind, url, action)
    return format_html('<li class="ask"><div>{}<p>{}</p></div>{}</li>', title, content, button)


@register.inclusion_tag("core/components/error_summary.html")
def error_summary(form: BaseForm, focus: bool = True) -> dict[str, Any]:
    """Heads a page whose form came back and takes the focus: how many things to fix, each a link."""
    # A group of choices has no one input to name; its first choice is where a link must land.
    fields = [
        (field.id_for_label or f"{field.auto_id}_0", field.label, error)
        for field in form
        for error in field.errors
    ]
    count = len(fields) + len(form.non_field_errors())
    return {"form": form, "fields": fields, "count": count, "focus": focus}


@register.inclusion_tag("core/components/figure.html")
def figure(chart: Chart, level: int = 3) -> dict[str, Any]:
    """A chart: its finding, its measure, its picture, its conditions, and its numbers as a table."""
    return {"chart": chart, "heading": f"h{level}"}


@register.inclusion_tag("core/components/submit.html")
def submit(
    label: str, reason: str = "", primary: bool = True, name: str = "", value: str = ""
) -> dict[str, Any]:
    """A form's button. With a reason it is "not yet": it stays in reach, and says what is missing."""
    reason_id = f"why-{crc32(f'{label} {name} {value}'.encode()):x}" if reason else ""
    return {
        "label": label,
        "reason": reason,
        "reason_id": reason_id,
        "primary": primary,
        "name": name,
        "value": value,
    }


@register.simple_tag
def chip(kind: str, label: str) -> SafeString:
    """Where something stands: planned, now, done or late."""
    return format_html('<span class="chip {}">{}</span>', kind, label)


@register.inclusion_tag("core/components/space_icon.html")
def space_icon(kind: str) -> dict[str, Any]:
    return {"kind": kind}
