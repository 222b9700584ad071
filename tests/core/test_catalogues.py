"""Every word in every language. `./concord manage catalogues` writes into locale/ what there is to translate."""

import pytest
from babel.messages.catalog import Catalog
from django.conf import settings
from django.utils import translation
from django.utils.translation import ngettext
from django_countries import countries

from crm.core.catalogues import complaints
from crm.core.catalogues.message import Key, gathered
from crm.core.country_names import AS_THE_UNITED_NATIONS_SAY


def test_the_catalogues_are_whole():
    languages = [code for code, _name in settings.LANGUAGES]
    assert list(complaints.of_catalogues(settings.BASE_DIR, languages)) == []


def test_no_word_stands_outside_of_gettext():
    assert list(complaints.of_markings(settings.BASE_DIR)) == []


@pytest.mark.parametrize(
    ("string", "flags", "complaint"),
    [
        (("%(n)s tâche", "%(n)s tâches"), (), ""),
        (("une tâche", "%(n)s tâches"), (), ""),
        (("", ""), (), "is not translated"),
        (("%(n)s tâche", ""), (), "lacks a plural form"),
        (("%(n)s tâche",), (), "lacks a plural form"),
        (("%(n)s tâche", "%(n)s tâches"), ("fuzzy",), "is only guessed"),
        (("%(n)s tâche", "des tâches"), (), "has lost %(n)s"),
        (("%(m)s tâche", "%(n)s tâches"), (), "has placeholders that the source has not: %(m)s"),
    ],
)
def test_each_flaw_has_its_complaint(string, flags, complaint):
    catalog = Catalog(locale="fr")
    catalog.add(("%(n)s task", "%(n)s tasks"), string, flags=flags)
    found = list(complaints.of_entries(catalog, gathered([(Key("%(n)s task"), "%(n)s tasks", "a.py")])))
    assert [complaint in sentence for sentence in found] == ([True] if complaint else [])


@pytest.mark.parametrize(
    ("language", "number", "expected"),
    [
        ("fr", 0, "0 jour de retard"),
        ("fr", 2, "2 jours de retard"),
        ("es", 1, "1 día de retraso"),
        ("en", 2, "2 days late"),
    ],
)
def test_the_site_counts_as_the_language_does(language, number, expected):
    with translation.override(language):
        assert ngettext("%(days)s day late", "%(days)s days late", number) % {"days": number} == expected


def test_countries_are_called_as_the_united_nations_call_them():
    english = {str(name) for _code, name in countries}
    assert [name for name in AS_THE_UNITED_NATIONS_SAY if name not in english] == []
    with translation.override("fr"):
        assert countries.name("MM") == "Myanmar"
        assert countries.name("KR") == "République de Corée"
