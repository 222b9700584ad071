"""The components as pages use them, and the habits that keep them whole."""

import re
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.template.loader import get_template
from django.test import RequestFactory

from crm.core import charts, htmx
from crm.core.verdict import ALLOWED, wrong_moment
from crm.core.widgets import TypeAhead, TypeAheadMultiple

TEMPLATES = settings.BASE_DIR / "templates"
SPRITE = (settings.BASE_DIR / "static/icons/sprite.svg").read_text()


@pytest.fixture
def render(tmp_path, settings):
    """A page of one line, through the loaders that pages go through."""
    engine = settings.TEMPLATES[0] | {"DIRS": [tmp_path, TEMPLATES]}
    settings.TEMPLATES = [engine]

    def page(source: str, **context) -> str:
        (tmp_path / "page.html").write_text(source)
        return get_template("page.html").render(context, RequestFactory().get("/"))

    return page


def test_a_refusing_verdict_disables_the_button_and_says_why(render):
    html = render(
        '<c-button href="/go" :verdict="verdict">Approve</c-button>', verdict=wrong_moment("It is <decided>.")
    )
    assert 'aria-disabled="true"' in html
    assert "It is &lt;decided&gt;." in html
    assert "/go" not in html


def test_an_allowing_verdict_and_none_leave_the_button_alone(render):
    for verdict in (ALLOWED, None):
        html = render('<c-button name="do" value="it" :verdict="verdict">Approve</c-button>', verdict=verdict)
        assert 'name="do" value="it"' in html
        assert "aria-disabled" not in html


class SampleForm(forms.Form):
    name = forms.CharField(help_text="As registered.")
    public = forms.BooleanField(required=False)
    channel = forms.ChoiceField(choices=[("call", "Call")], widget=forms.RadioSelect)


def test_a_field_ties_label_help_and_error_to_its_control(render):
    html = render('<c-field :field="form.name" autocomplete="organization" />', form=SampleForm({}))
    assert 'for="id_name"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert 'autocomplete="organization"' in html


def test_a_group_has_a_legend_and_a_checkbox_its_label_beside_it(render):
    html = render('<c-field :field="form.channel" /><c-field :field="form.public" />', form=SampleForm())
    assert "<legend>Channel</legend>" in html
    assert '<label class="check" for="id_public">' in html


def test_the_summary_leads_to_each_field(render):
    assert 'href="#id_name"' in render('<c-form-errors :form="form" />', form=SampleForm({}))
    assert "notice" not in render('<c-form-errors :form="form" />', form=SampleForm())


def test_a_component_does_not_see_the_page_around_it(render):
    assert "leaked" not in render('<c-card>body</c-card><c-stat label="a" value="1" />', title="leaked", note="leaked")


class CountryForm(forms.Form):
    choices = [("KE", "Kenya"), ("SN", "Senegal"), ("VN", "Viet Nam")]
    one = forms.ChoiceField(choices=choices, widget=TypeAhead("core:styleguide_suggestions"))
    many = forms.MultipleChoiceField(choices=choices, widget=TypeAheadMultiple("core:styleguide_suggestions"))


def test_a_type_ahead_renders_only_what_is_chosen():
    form = CountryForm(initial={"one": "KE", "many": ["SN", "VN"]})
    assert 'value="KE" selected' in str(form["one"])
    assert "Senegal" not in str(form["one"])
    assert str(form["many"]).count("<option") == 2
    assert 'data-url="/styleguide/suggestions/"' in str(form["one"])


def test_events_of_htmx_add_up():
    response = htmx.close_dialog(htmx.toast(HttpResponse(), "Saved."), "reject")
    assert response["HX-Trigger"] == (
        '{"toast": {"text": "Saved.", "tone": "success"}, "dialog-close": {"id": "reject"}}'
    )


def test_a_chart_has_its_table_and_its_links():
    rows = [charts.Bar("2025 <x>", [3, 0], ["/a", "/b"]), charts.Bar("2026", [5, 2])]
    html = charts.stacked_bars(title="Partners", series=["New", "Old"], rows=rows)
    assert 'role="group"' in html
    assert 'href="/a"' in html
    assert "2025 &lt;x&gt;" in html
    assert html.count("<tr>") == 3
    assert "style=" not in html


@pytest.mark.parametrize("rows", [[], [charts.Bar("2026", [0])]])
def test_charts_of_nothing_draw(rows):
    assert charts.stacked_bars(title="None", series=["New"], rows=rows)
    assert charts.lines(title="None", series=["New"], rows=rows)
    assert charts.bars(title="None", series="New", rows=rows)


def template_files() -> list[Path]:
    return sorted(TEMPLATES.rglob("*.html"))


def test_every_icon_that_a_template_names_is_in_the_sprite():
    known = set(re.findall(r'<symbol id="([\w-]+)"', SPRITE))
    for path in template_files():
        named = re.findall(r"""(?:\{% icon |[\s]icon=)["']([\w-]+)["']""", path.read_text())
        assert set(named) <= known, path


# A block of data is no script: the policy lets it stand.
BLOCKED = re.compile(r"""<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*(?:\ssrc=|type="application/json"))""")


def test_no_template_needs_what_the_content_security_policy_blocks():
    for path in template_files():
        if "emails" in path.parts:
            continue
        text = re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", path.read_text(), flags=re.S)
        assert not BLOCKED.search(text), path


def test_every_declared_attribute_has_a_default():
    """Without one, django-cotton writes the attribute onto the outer element."""
    for path in (TEMPLATES / "components").glob("*.html"):
        declared = re.search(r"<c-vars (.*?)/>", path.read_text())
        assert not declared or not re.sub(r':?[\w-]+="[^"]*"', "", declared[1]).strip(), path
