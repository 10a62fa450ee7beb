"""The templates that ship, read once; a fault names its key, as in every data file of the house."""

from functools import cache
from importlib import resources

from fivefold.assess.errors import AssessError
from fivefold.assess.text import Text
from fivefold.assess.toml_tables import TomlTable
from fivefold.cycles.states import Lane, PhaseKind
from fivefold.cycles.year_templates.template import Item, Span, YearTemplate

# In the order in which they are offered.
KEYS = ("mist-year", "improvement-90", "semester", "blank")
SPAN = ("after_months", "after_school_days", "lasts_months", "lasts_school_days")


def all_templates() -> tuple[YearTemplate, ...]:
    return tuple(load(key) for key in KEYS)


@cache
def load(key: str) -> YearTemplate:
    """By its key; for an unknown one a KeyError, since no page offers it."""
    if key not in KEYS:
        raise KeyError(key)
    file = f"{key}.toml"
    return parse(resources.files(__package__).joinpath(file).read_text(encoding="utf-8"), file)


def name_of(template_item: str) -> Text | None:
    """What the item "mist-year/dialogue" is called; nothing, of other words and of what no longer ships."""
    key, slash, item_key = template_item.partition("/")
    if not slash or key not in KEYS:
        return None
    template = load(key)
    items = (*template.phases, *template.activities)
    return next((one.name for one in items if one.name and one.key == item_key), None)


def parse(text: str, file: str) -> YearTemplate:
    table = TomlTable.parse(text, file, AssessError)
    table.refuse_unknown(
        ("key", "version", "title", "sentence", "usual_start", *SPAN, "phases", "activities")
    )
    month, day = (int(one) for one in table.string("usual_start").split("-"))
    return YearTemplate(
        key=table.string("key"),
        version=table.integer("version", 1),
        title=table.text("title"),
        sentence=table.text("sentence"),
        span=_span(table),
        usual_start=(month, day),
        phases=_items(table, "phases", "kind", PhaseKind.values),
        activities=_items(table, "activities", "lane", Lane.values),
    )


def _items(table: TomlTable, key: str, sort: str, known: list[str]) -> tuple[Item, ...]:
    return tuple(_item(one, sort, known) for one in table.tables(key)) if table.has(key) else ()


def _item(table: TomlTable, sort: str, known: list[str]) -> Item:
    table.refuse_unknown(("key", sort, "name", *SPAN))
    value = table.string(sort)
    if value not in known:
        raise ValueError(f"{table.file}: {table.at(sort)} is {value}, none of {known}")
    name: Text | None = table.text("name") if table.has("name") else None
    return Item(table.string("key") if table.has("key") else value, value, name, _span(table))


def _span(table: TomlTable) -> Span:
    def number(key: str) -> int:
        return table.integer(key, 0) if table.has(key) else 0

    return Span(
        after_months=number("after_months"),
        after_school_days=number("after_school_days") if table.has("after_school_days") else None,
        lasts_months=number("lasts_months"),
        lasts_school_days=number("lasts_school_days"),
    )
