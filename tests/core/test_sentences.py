from pathlib import Path

import pytest
from django.template import Context, Template

from fivefold.core import sentences
from fivefold.core.sentences import in_language
from fivefold.files.errors import FileError
from fivefold.files.reading import open_table

SPANISH = {
    "Row {row} has {cells} cells, but the header names {width}.": (
        "La fila {row} tiene {cells} celdas, pero el encabezado nombra {width}."
    ),
    "The file is {what}, not a table of answers.": "El archivo es {what}, no una tabla de respuestas.",
    "a PDF document": "un documento PDF",
}


@pytest.fixture
def spanish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentences, "gettext", lambda pattern: SPANISH.get(pattern, pattern))


def fault_of(path: Path, content: str) -> FileError:
    path.write_text(content, encoding="utf-8")
    with pytest.raises(FileError) as caught:
        open_table(path)
    return caught.value


@pytest.mark.usefixtures("spanish")
def test_a_fault_met_in_the_other_process_is_told_in_the_readers_language(tmp_path: Path) -> None:
    fault = fault_of(tmp_path / "survey.csv", "a,b\n1,2,3\n")
    assert in_language(fault.message) == "La fila 2 tiene 3 celdas, pero el encabezado nombra 2."
    assert fault.message == "Row 2 has 3 cells, but the header names 2."


@pytest.mark.usefixtures("spanish")
def test_a_sentence_inside_a_sentence_is_translated_too(tmp_path: Path) -> None:
    fault = fault_of(tmp_path / "survey.csv", "%PDF-1.7\n")
    assert in_language(fault.message) == "El archivo es un documento PDF, no una tabla de respuestas."


def test_what_the_catalog_lacks_stays_english(tmp_path: Path) -> None:
    fault = fault_of(tmp_path / "survey.csv", "a,b\n1,2,3\n")
    assert in_language(fault.message) == str(fault.message)


@pytest.mark.usefixtures("spanish")
def test_a_template_says_it_and_escapes_what_came_from_the_file(tmp_path: Path) -> None:
    fault = fault_of(tmp_path / "survey.csv", "a,b\n1,2,3\n")
    page = Template("{{ fault.message|said }} {{ column|said }}")
    shown = page.render(Context({"fault": fault, "column": "<b>"}))
    assert shown == "La fila 2 tiene 3 celdas, pero el encabezado nombra 2. &lt;b&gt;"
