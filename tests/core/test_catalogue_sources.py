"""What the tool reads: a message that it overlooks would stay English for ever, with every check green."""

import pytest

from crm.core.catalogues import files, python_source, template_source
from crm.core.catalogues.message import Key, gathered

HEAD = """from django.utils.translation import gettext_lazy as _, ngettext, pgettext_lazy
from django.utils import translation
"""


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ('_("One " "sentence.")', (Key("One sentence."), "")),
        ('ngettext("%(n)s task", "%(n)s tasks", n) % {"n": n}', (Key("%(n)s task"), "%(n)s tasks")),
        ('pgettext_lazy("of a person", "Left")', (Key("Left", "of a person"), "")),
        ('translation.gettext("There")', (Key("There"), "")),
    ],
)
def test_python_is_read_by_the_names_a_file_gives(call, expected):
    assert list(python_source.messages_of(HEAD + call)) == [expected]


@pytest.mark.parametrize("call", ['_(f"Hello {name}")', '_("Hello %s" % name)', "_(name)", 'ngettext("one")'])
def test_words_known_only_at_run_time_are_refused(call):
    with pytest.raises(python_source.Unreadable):
        list(python_source.messages_of(HEAD + call))


def test_a_function_of_the_same_name_is_no_gettext():
    assert list(python_source.messages_of('"translation"\nfrom somewhere import twice as _\n_("x")')) == []


def test_templates_are_read_with_trimming_plurals_contexts_and_constants():
    source = """
    <c-card title="{% translate 'In an attribute' %}">{% translate "100% sure" context "odds" %}
      {% blocktranslate trimmed count n=tasks|length %}
        {{ n }} task
      {% plural %}
        {{ n }} tasks
      {% endblocktranslate %}{% badge _("New") "info" %} {{ name|default:_("Nobody") }}
    </c-card>"""
    assert set(template_source.messages_of(source)) == {
        (Key("In an attribute"), ""),
        (Key("100%% sure", "odds"), ""),
        (Key("%(n)s task"), "%(n)s tasks"),
        (Key("New"), ""),
        (Key("Nobody"), ""),
    }


def test_bare_words_are_found_in_texts_and_attributes_only():
    source = """{% comment %}Not this{% endcomment %}<p class="nor-this" title="{{ name }}">
      {% translate "nor this" %}
      <kbd>Ctrl</kbd> · 5 <b>But this</b> <input placeholder="and this"></p>
      {% block page_class %}narrow{% endblock %}"""
    assert list(template_source.bare_words(source)) == ["But this", "and this"]


@pytest.mark.parametrize(
    "source",
    [
        'wrong_person("Ask them.", "code")',
        'Field(verbose_name="name")',
        'class State(models.TextChoices):\n    OPEN = "open", "Open"',
    ],
)
def test_unmarked_words_in_python_are_found(source):
    assert [text for _line, text in python_source.unmarked(source)]


def test_an_update_keeps_what_holds_and_drops_what_is_gone():
    first = gathered([(Key("Save"), "", "a.py"), (Key("Old"), "", "a.py"), (Key("One"), "", "a.py")])
    catalog = files.updated(files.SteadyCatalog(locale="fr"), first, "fr")
    for entry in catalog:
        entry.string = entry.string or f"fr {entry.id}"
    catalog = files.updated(catalog, gathered([(Key("Save"), "", "b.py"), (Key("One"), "Many", "b.py")]), "fr")
    assert {entry.id: entry.string for entry in catalog if entry.id} == {"Save": "fr Save", ("One", "Many"): ("", "")}


def test_english_says_what_the_source_says():
    catalog = files.updated(files.SteadyCatalog(locale="en"), gathered([(Key("Save"), "", "a.py")]), "en")
    assert catalog["Save"].string == "Save"
    assert files.compiled(catalog) == files.compiled(catalog)
    assert b"Date" not in files.as_text(catalog)
