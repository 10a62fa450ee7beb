"""The frame, the components and the pages that show them."""

import re

import pytest
from django import forms
from django.template import engines
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import translation

from fivefold.core.demonstration import mark_as_demonstration
from tests.cast import Cast


def render(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render(context)  # type: ignore[attr-defined]


class Target(forms.Form):
    target = forms.IntegerField(label="Target", help_text="A whole number.", min_value=32)
    first = forms.ChoiceField(label="Who first", widget=forms.RadioSelect, choices=[("a", "A"), ("b", "B")])

    def clean(self) -> None:
        raise forms.ValidationError("The two do not fit together.")


def test_a_field_says_label_hint_and_input_in_this_order() -> None:
    html = Target()["target"].as_field_group()
    assert html.index("Target</label>") < html.index("A whole number.") < html.index("<input")
    assert 'aria-describedby="id_target_helptext"' in html
    assert 'id="id_target_helptext"' in html


def test_a_field_to_fix_says_so_where_a_screen_reader_finds_it() -> None:
    html = Target({"target": "29"})["target"].as_field_group()
    assert "Fix: Ensure this value is greater than or equal to 32." in html
    assert 'aria-invalid="true"' in html
    described = re.search(r'aria-describedby="([^"]+)"', html).group(1).split()  # type: ignore[union-attr]
    assert all(f'id="{name}"' in html for name in described)
    assert "id_target_error" in described


def test_choices_are_a_group_with_a_legend() -> None:
    html = Target()["first"].as_field_group()
    assert "<legend>Who first</legend>" in html
    assert html.count("<fieldset") == html.count("</fieldset>") == 1


def test_the_summary_counts_what_is_to_fix_and_leads_there() -> None:
    html = render("{% error_summary form %}", form=Target({"target": "29", "first": "a"}))
    assert "Two things to fix" in html
    assert "The two do not fit together." in html
    assert 'href="#id_target"' in html
    assert "autofocus" in html
    # The first choice is where a link to a group of choices must land.
    assert 'href="#id_first_0"' in render("{% error_summary form %}", form=Target({"target": "40"}))


def test_a_form_without_faults_has_no_summary() -> None:
    assert "error-summary" not in render("{% error_summary form %}", form=Target())


def test_not_yet_stays_in_reach_and_says_why() -> None:
    html = render('{% submit "Share" reason="Nothing is written yet." %}')
    assert 'aria-disabled="true"' in html
    assert " disabled" not in html
    described = re.search(r'aria-describedby="([^"]+)"', html).group(1)  # type: ignore[union-attr]
    assert f'id="{described}"' in html
    assert "aria-disabled" not in render('{% submit "Share" %}')


def test_what_people_write_is_never_markup() -> None:
    nasty = "<script>alert(1)</script>"
    html = render(
        '{% ask heading=n action=n url="/x/" %}{{ n }}{% endask %}{% empty heading=n %}{{ n }}{% endempty %}'
        '{% conditions %}{{ n }}{% endconditions %}{% chip "now" n %}{% badge 1 n %}'
        "{% note heading=n %}{% endnote %}"
        "{% status heading=n %}{% endstatus %}{% submit n reason=n %}",
        n=nasty,
    )
    assert "<script" not in html
    assert html.count("&lt;script&gt;") >= 11


def test_the_strip_marks_the_current_dimension() -> None:
    five = [{"number": number, "name": f"D{number}", "url": f"/{number}/"} for number in range(1, 6)]
    html = render("{% dimension_strip five 2 %}", five=five)
    assert re.findall(r'href="(/\d/)" aria-current="page"', html) == ["/2/"]


def test_a_page_needs_neither_inline_styles_nor_inline_scripts() -> None:
    for name in ("core/base.html", "core/bare.html", "partnerships/page.html"):
        html = render('{% extends "' + name + '" %}')
        assert not re.search(r"\sstyle=|\son\w+=|<style|<script(?![^>]*src=)", html)


def test_the_frame_survives_without_visitor_or_database() -> None:
    """As when an error page is drawn because the session could not be read."""
    html = render('{% extends "core/base.html" %}{% block main %}<h1>x</h1>{% endblock %}')
    assert '<main id="main"' in html
    assert "<form" not in html


@pytest.mark.django_db
def test_specimens_are_for_demonstrations() -> None:
    assert Client().get(reverse("specimens")).status_code == 404
    with override_settings(DEBUG=True):
        assert Client().get(reverse("specimens")).status_code == 200
    mark_as_demonstration()
    response = Client().get(reverse("specimens"))
    assert response.status_code == 200
    html = response.content.decode()
    assert html.count("<h1") == 1
    for part in ("error-summary", "withheld", "strand", "strip", "plot", "glance", "aria-disabled"):
        assert part in html


@pytest.mark.django_db
def test_accessibility_is_open_to_everyone_and_says_who_to_tell() -> None:
    html = Client().get(reverse("accessibility")).content.decode()
    assert "Lakeshore Education Service Agency" in html
    assert "Nobody has certified these pages" in html


@pytest.mark.django_db
def test_a_persons_theme_is_on_the_page(cast: Cast) -> None:
    address = reverse("accessibility")
    client = Client()
    client.force_login(cast.marcus)
    assert "data-theme" not in client.get(address).content.decode()
    cast.marcus.theme = "dark"
    cast.marcus.save()
    assert 'data-theme="dark"' in client.get(address).content.decode()


@pytest.mark.django_db
def test_the_footer_says_who_runs_the_server_and_what_private_means() -> None:
    html = Client().get(reverse("accessibility")).content.decode()
    assert "Run by Lakeshore Education Service Agency." in html
    assert "Records law, a court or the operator’s administrators" in html


@pytest.mark.django_db
def test_the_language_of_the_page_is_declared() -> None:
    with translation.override(None):
        html = Client(headers={"accept-language": "es"}).get(reverse("accessibility")).content.decode()
    assert '<html lang="es"' in html
    assert 'lang="en">English' in html


@pytest.mark.django_db
def test_three_places_and_the_closed_one_is_no_link(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.priya)
    html = client.get(reverse("people", args=[cast.cedar.public_id])).content.decode()
    bar = html[html.index('class="space-bar') : html.index("</nav>", html.index('class="space-bar'))]
    kinds = re.findall(r'<li class="(\w+)">\s*<(a|span)', bar)
    assert kinds == [("practice", "span"), ("shared", "a"), ("research", "a")]
    assert 'aria-current="true"' in bar
    assert '<body class="space-shared">' in html
