"""What a file of companies does to the register."""

import pytest
from django.core.exceptions import ValidationError

from crm.companies.enums import FoundBy
from crm.companies.models import Company
from crm.core import countries
from crm.imports.enums import ImportState, Outcome
from crm.imports.models import ImportRow
from tests.factories import CompanyFactory

TEXT = "Company name,Pays,Secteur,Founded\n"
TEXT += "Baobab Foods Ltd,Sénégal,C10,1998\nRiver Bank,Hong Kong/China,Banking,2013 (1888)\n"


def outcomes(run):
    return list(ImportRow.objects.filter(run=run).values_list("outcome", flat=True))


def test_the_preview_writes_nothing_and_asks_what_is_unclear(steps):
    run = steps.previewed(TEXT)
    assert Company.objects.count() == 0
    assert (run.state, run.created, run.problems, run.listed) == (ImportState.PREVIEWED, 2, 0, 1)
    asked = {(q["field"], q["code"]): [o["value"] for o in q["options"]] for q in run.questions}
    assert asked == {("country", "unknown_country"): ["HK", "CN"], ("founded", "unclear_year"): ["2013", "1888"]}


def test_a_decision_holds_for_the_value_everywhere_and_is_kept_for_the_next_file(steps):
    run = steps.previewed(TEXT)
    keys = {q["field"]: q["key"] for q in run.questions}
    run = steps.committed(steps.decided(run, **{keys["country"]: "HK", keys["founded"]: "-"}))
    assert Company.objects.get(legal_name="River Bank").country.code == "HK"
    assert Company.objects.get(legal_name="River Bank").founded is None
    again = steps.previewed(TEXT.replace("River", "Other River"))
    assert (again.questions, again.listed) == ([], 0)


def test_undecided_values_are_left_empty_and_listed(steps):
    run = steps.imported(TEXT)
    assert (run.state, run.created, run.listed) == (ImportState.DONE, 2, 1)
    assert Company.objects.get(legal_name="River Bank").country.code in ("", None)
    row = ImportRow.objects.get(run=run, number=3)
    assert [(p["field"], p["code"]) for p in row.problems] == [
        ("country", "unknown_country"),
        ("founded", "unclear_year"),
    ]


def test_the_same_file_twice_adds_nothing(steps):
    steps.imported(TEXT)
    run = steps.imported(TEXT)
    assert (run.created, run.updated, run.same) == (0, 0, 2)
    assert Company.objects.count() == 2


def test_what_is_empty_is_completed_and_nothing_is_overwritten(steps):
    company = CompanyFactory(
        legal_name="Baobab Foods Limited", sort_name="baobab foods limited", country="SN", founded=1990
    )
    run = steps.imported("Name,Country,Founded,Web,LEI\nBaobab Foods Ltd,SN,1998,baobab.example,\n")
    company.refresh_from_db()
    assert (run.updated, run.listed) == (1, 1)
    assert (company.founded, company.website) == (1990, "https://baobab.example")


@pytest.mark.parametrize(
    ("row", "outcome"),
    [
        ("Baobab Foods,SN", Outcome.SAME),
        ("Baobab Foods GmbH,SN", Outcome.PROBLEM),
        ("Baobab Foods Ltd,", Outcome.PROBLEM),
        ("Baobab Foods Ltd,GH", Outcome.PROBLEM),
        ("Baobab Foods GmbH,DE", Outcome.CREATE),
        ("Baobab Trading Ltd,SN", Outcome.CREATE),
    ],
)
def test_legal_forms_are_passed_over_with_care(steps, row, outcome):
    CompanyFactory(legal_name="Baobab Foods Ltd", sort_name="baobab foods ltd", country="SN")
    assert outcomes(steps.previewed(f"Name,Country\n{row}\n")) == [outcome]


@pytest.mark.parametrize(
    ("choice", "created", "same", "skipped"), [("new", 1, 0, 0), ("same", 0, 1, 0), ("-", 0, 0, 1)]
)
def test_a_possible_duplicate_is_entered_matched_or_left_out(steps, choice, created, same, skipped):
    CompanyFactory(legal_name="Baobab Foods Ltd", sort_name="baobab foods ltd", country="SN")
    run = steps.previewed("Name,Country\nBaobab Foods GmbH,SN\n")
    run = steps.committed(steps.decided(run, **{run.questions[0]["key"]: choice}))
    assert (run.created, run.same, run.skipped, run.problems) == (created, same, skipped, 0)


def test_a_constant_stands_for_what_the_file_does_not_say(steps):
    mapping = {"columns": {"name": "Name"}, "constants": {"country": "KE", "found_by": "research"}}
    steps.imported("Name\nAcme\n", mapping=mapping)
    company = Company.objects.get()
    assert (company.country.code, company.found_by) == ("KE", FoundBy.RESEARCH)


@pytest.mark.parametrize(
    "mapping",
    [
        {"name": "Nowhere"},
        {"colour": "Name"},
        {"country": "Name"},
        {"columns": {"name": "Name"}, "constants": {"lei": "x"}},
    ],
)
def test_a_mapping_that_does_not_fit_is_refused(steps, mapping):
    with pytest.raises(ValidationError):
        steps.previewed("Name\nAcme\n", mapping=mapping)


def test_share_classes_are_one_company_with_two_symbols(steps):
    head, tail = "Symbol,Security,CIK,Headquarters Location\n", ',1652044,"Mountain View, California"\n'
    run = steps.imported(f"{head}GOOGL,Alphabet (Class A){tail}GOOG,Alphabet (Class C){tail}")
    company = Company.objects.get()
    assert (run.created, run.updated) == (1, 1)
    assert (company.legal_name, company.city, company.country.code) == ("Alphabet", "Mountain View", "US")
    assert {r.number for r in company.registrations.all()} == {"GOOGL", "GOOG", "CIK 1652044"}


@pytest.mark.parametrize(
    ("states", "country", "code"), [("Texas|Ohio|Utah", "US", "read_as_state"), ("Texas", "", "state_or_country")]
)
def test_georgia_is_a_state_among_states_and_a_question_alone(steps, states, country, code):
    places = [f'Co {s},"Town, {s}"' for s in states.split("|")]
    run = steps.imported("Name,Headquarters\n" + "\n".join([*places, 'Peach,"Atlanta, Georgia"']) + "\n")
    assert (Company.objects.get(legal_name="Peach").country.code or "") == country
    assert [p["code"] for p in ImportRow.objects.get(run=run, label="Peach").problems] == [code]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Sénégal", "SN"),
        ("Alemania", "DE"),
        ("UK", "GB"),
        ("CHE", "CH"),
        ("Hong Kong", "HK"),
        ("Corée du Sud", "KR"),
        ("NA", "NA"),
    ],
)
def test_countries_are_known_by_name_and_code(text, code):
    assert countries.find(text) == code


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Kong/China", ["HK", "CN"]),
        ("Netherlands/ United Kingdom", ["NL", "GB"]),
        ("Korea", ["KR", "KP"]),
        ("Senegl", ["SN"]),
    ],
)
def test_what_is_no_country_is_not_guessed(text, first):
    assert countries.find(text) is None
    assert countries.suggest(text)[: len(first)] == first


def test_islands_and_africa_are_no_countries():
    assert countries.find("Islands") is None
    assert "KY" in countries.suggest("Islands")
    assert "ZA" in countries.suggest("Africa")
