import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.files.codebooks.markup import plain


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("How often?", "How often?"),
        ("<div>How&nbsp;often</div><div><br></div>did we <b>m</b>eet?", "How often did we meet?"),
        ("a < b &amp; c > d", "a < b & c > d"),
        ("<style>p {color: red}</style><script>alert(1)</script>Agree", "Agree"),
        ("¿Cu&aacute;nto?\r\n  <!-- a note -->¡Mucho!", "¿Cuánto? ¡Mucho!"),
        ("&lt;b&gt;", "<b>"),
        (
            "Teachers at <SCHOOL NAME> met <5 times, or <? times",
            "Teachers at <SCHOOL NAME> met <5 times, or <? times",
        ),
        ("<p>Line<br/>two</p><img src='x'>", "Line two"),
        ("a <!-- never ended <script>b</script> c <!-- nor this", "a <!-- never ended c <!-- nor this"),
        ("<SCRIPT>a<!-- b</script >c --> d", "c --> d"),
        ("<!-- <style> --> a </style> b", "a </style> b"),
        ("<!----> a <!--x-->", "a"),
        (None, ""),
        (False, ""),
        ({"a": 1}, ""),
        (5, "5"),
        (1.5, "1.5"),
    ],
)
def test_a_text_as_a_person_reads_it(written: object, read: str) -> None:
    assert plain(written) == read


@given(st.text(alphabet=st.characters(exclude_characters="<&")))
def test_a_text_without_markup_keeps_its_words(text: str) -> None:
    assert plain(text).split() == text.split()


@pytest.mark.parametrize("trap", ["<!--", "<script ", "<style>", "<script></script", "<a ", "&#", "</"])
def test_what_never_ends_is_read_once(trap: str) -> None:
    began = time.process_time()
    plain(trap * (400_000 // len(trap)))
    assert time.process_time() - began < 2
