"""Everything said in English is said in Spanish, and what is compiled is what was written."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils import formats, translation

from tools import messages


def test_every_message_has_a_spanish_text() -> None:
    catalog = messages.merged(messages.read(messages.PO), messages.said(messages.PACKAGE))
    assert messages.untranslated(catalog) == [], "write these in django.po, then run make messages"


def test_the_catalog_is_in_step_with_the_code() -> None:
    catalog = messages.merged(messages.read(messages.PO), messages.said(messages.PACKAGE))
    assert messages.PO.read_bytes() == messages.as_po(catalog), "run make messages"


def test_the_compiled_catalog_is_the_written_one() -> None:
    assert messages.MO.read_bytes() == messages.as_mo(messages.read(messages.PO)), "run make messages"


def test_the_hour_leaves_no_trace_in_what_is_compiled() -> None:
    catalog = messages.read(messages.PO)
    earlier = messages.as_mo(catalog)
    catalog.creation_date = catalog.revision_date = datetime(2031, 1, 1, tzinfo=UTC)
    assert messages.as_mo(catalog) == earlier


def test_translations_keep_placeholders_and_markup() -> None:
    assert messages.slips(messages.read(messages.PO)) == []


def _catalog(tmp_path: Path, body: str) -> messages.Catalog:
    po = tmp_path / "django.po"
    po.write_text(
        'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n' + body, encoding="utf-8"
    )
    return messages.read(po)


def test_a_time_of_day_may_end_a_sentence() -> None:
    evening = datetime(2026, 4, 22, 22, 59, tzinfo=UTC)
    with translation.override("en"):
        said = [formats.date_format(evening, form) for form in ("DATETIME_FORMAT", "TIME_FORMAT")]
    assert said == ["April 22, 2026, 10:59 PM UTC", "10:59 PM UTC"]


def test_an_unknown_placeholder_is_found(tmp_path: Path) -> None:
    catalog = _catalog(tmp_path, 'msgid "%(n)s of %(all)s"\nmsgstr "%(n)s de %(todos)s"\n')
    assert messages.slips(catalog) == ["%(n)s of %(all)s"]


def test_a_singular_may_leave_its_number_out(tmp_path: Path) -> None:
    catalog = _catalog(
        tmp_path,
        'msgid "One person"\nmsgid_plural "%(n)s people"\n'
        'msgstr[0] "Una persona"\nmsgstr[1] "%(n)s personas"\n',
    )
    assert messages.slips(catalog) == []


def test_a_missing_plural_form_is_found(tmp_path: Path) -> None:
    body = 'msgid "One person"\nmsgid_plural "%(n)s people"\nmsgstr[0] "Una persona"\nmsgstr[1] ""\n'
    assert len(messages.untranslated(_catalog(tmp_path, body))) == 1


@pytest.mark.parametrize(
    ("name", "source", "expected"),
    [
        ("room/views.py", 'title = _("One thing")\n', "One thing"),
        ("room/models.py", 'label = pgettext_lazy("menu", "Home")\n', "Home"),
        ("room/templates/a.html", '<div>\n      {% translate "Sign in" %}\n  </div>', "Sign in"),
        (
            "room/templates/b.html",
            "<p>\n    it's {{ x }}\n  {% blocktranslate trimmed %}\n Run by {{ operator }}.\n"
            "   {% endblocktranslate %}</p>",
            "Run by %(operator)s.",
        ),
    ],
)
def test_messages_are_found_in_code_and_in_templates(
    tmp_path: Path, name: str, source: str, expected: str
) -> None:
    path = tmp_path / "fivefold" / name
    path.parent.mkdir(parents=True)
    path.write_text(source, encoding="utf-8")
    catalog = messages.said(tmp_path / "fivefold")
    assert [message.id for message in catalog if message.id] == [expected]


def test_what_is_no_longer_said_leaves_and_what_is_kept_stays(tmp_path: Path) -> None:
    written = _catalog(tmp_path, 'msgid "Gone"\nmsgstr "Ido"\n\nmsgid "Kept"\nmsgstr "Queda"\n')
    template = messages.empty_catalog()
    template.add("Kept")
    template.add("Keep")
    merged = messages.as_po(messages.merged(written, template)).decode()
    assert "Gone" not in merged
    assert 'msgid "Kept"\nmsgstr "Queda"' in merged
    assert 'msgid "Keep"\nmsgstr ""' in merged
