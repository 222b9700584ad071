"""A row that was asked about stays a question, whatever else has come into the register, until somebody answers it."""

import pytest
from django.utils.translation import override

from crm.companies.duplicates import finding
from crm.companies.models import Company
from crm.imports.enums import Outcome
from crm.imports.services import discarding
from crm.imports.wording import shown
from tests.companies.duplicates.conftest import index_names
from tests.factories import CompanyFactory, ContactFactory

pytestmark = pytest.mark.django_db
ROW = "Name,Country\nSonoco Products,US\n"
KEY = "|possible_duplicate|sonoco products us"


@pytest.fixture
def sonoco():
    company = CompanyFactory(legal_name="Sonoco", country="US")
    index_names()
    return company


@pytest.fixture
def lose(monkeypatch):
    """From now on nothing is found by a name like it."""

    def losing():
        monkeypatch.setattr(finding, "strongly_alike", lambda _register, contents, **_how: [[] for _ in contents])

    return losing


def only(run):
    return run.entries.get()


def told(run):
    return " ".join(shown(problem["detail"]) for problem in only(run).problems)


def test_a_question_stays_a_question(steps, sonoco, lose):
    first = steps.imported(ROW)
    assert only(first).outcome == Outcome.PROBLEM
    lose()
    again = steps.imported(ROW)
    assert only(again).outcome == Outcome.PROBLEM
    assert "Perhaps Sonoco (United States of America)" in told(again)
    assert f"An import by {steps.by.name} on 20 November 2026 asked the same about this row." in told(again)
    assert not Company.objects.filter(legal_name="Sonoco Products").exists()


def test_the_same_row_of_another_file_is_the_same_row(steps, sonoco, lose):
    steps.imported(ROW)
    lose()
    assert only(steps.imported("Pays,Entreprise\nUS,  Sonoco   Products\n")).outcome == Outcome.PROBLEM


def test_a_row_that_changed_is_another_row(steps, sonoco, lose):
    steps.imported(ROW)
    lose()
    assert only(steps.imported("Name,Country,City\nSonoco Products,US,Hartsville\n")).outcome == Outcome.CREATE


def test_an_answer_holds_until_it_is_undone(steps, sonoco, lose):
    steps.imported(ROW)
    lose()
    answered = steps.committed(steps.previewed(ROW, decisions={KEY: "new"}))
    assert only(answered).outcome == Outcome.CREATE
    assert only(steps.imported(ROW)).outcome == Outcome.SAME
    steps.undone(answered)
    assert only(steps.imported(ROW)).outcome == Outcome.PROBLEM


def test_the_answer_that_it_is_the_other_one_holds(steps, sonoco, lose):
    steps.imported(ROW)
    lose()
    assert only(steps.imported(ROW, decisions={KEY: "same"})).subject_id == sonoco.pk
    assert only(steps.imported(ROW)).outcome == Outcome.SAME


def test_an_answer_holds_where_nothing_was_to_be_added(steps):
    """The same name in another country: the register itself does not say who it is."""
    company = CompanyFactory(legal_name="Sonoco Products", country="FR", isic="C")
    index_names()
    steps.imported(ROW)
    answered = steps.imported(ROW, decisions={KEY: "same"})
    assert (only(answered).subject_id, only(answered).outcome) == (company.pk, Outcome.SAME)
    assert only(steps.imported(ROW)).subject_id == company.pk
    steps.undone(answered)
    assert only(steps.imported(ROW)).outcome == Outcome.PROBLEM


def test_leaving_out_is_no_answer_for_the_next_time(steps, sonoco, lose):
    assert only(steps.imported(ROW, decisions={KEY: "-"})).outcome == Outcome.SKIP
    lose()
    assert only(steps.imported(ROW)).outcome == Outcome.PROBLEM


def test_somebody_entered_it_by_hand(steps, sonoco):
    steps.imported(ROW)
    CompanyFactory(legal_name="Sonoco Products", country="US")
    assert only(steps.imported(ROW)).outcome == Outcome.SAME


def test_an_undone_import_asks_no_more(steps, sonoco, lose):
    first = steps.imported(ROW)
    steps.undone(first)
    lose()
    assert only(steps.imported(ROW)).outcome == Outcome.CREATE


def test_a_preview_asks_nobody_else(steps, sonoco, lose):
    first = steps.previewed(ROW)
    lose()
    assert only(steps.previewed(ROW)).outcome == Outcome.CREATE
    discarding.discard(run=first, by=steps.by)
    assert only(steps.imported(ROW)).outcome == Outcome.CREATE


def test_what_the_preview_asked_the_run_does_not_enter(steps, sonoco, lose):
    run = steps.previewed(ROW)
    lose()
    assert only(steps.committed(run)).outcome == Outcome.PROBLEM


def test_a_company_that_was_merged_is_proposed_as_its_survivor(steps, sonoco, lose):
    steps.imported(ROW)
    lose()
    kept = CompanyFactory(legal_name="Energy Transfer", country="US")
    Company.objects.filter(pk=sonoco.pk).update(merged_into=kept, binned_at="2026-11-20T09:00Z", binned_by=steps.by)
    assert "Perhaps Energy Transfer" in told(steps.imported(ROW))


def test_rows_of_one_file_are_asked_about_before_anything_is_written(steps):
    text = "Name,Country\nSonoco,US\nSonoco Products,US\n"
    run = steps.previewed(text)
    assert [entry.outcome for entry in run.entries.all()] == [Outcome.CREATE, Outcome.PROBLEM]
    assert "Perhaps Sonoco (United States of America), which stands above it in this file." in shown(
        run.entries.get(number=3).problems[0]["detail"]
    )
    run = steps.committed(steps.decided(run, **{KEY: "same"}))
    assert [entry.outcome for entry in run.entries.all()] == [Outcome.CREATE, Outcome.UPDATE]
    assert Company.objects.get().other_names.get().name == "Sonoco Products"


def test_the_best_one_is_not_lost_among_those_that_share_a_common_word(steps, sonoco):
    for number in range(30):
        CompanyFactory(legal_name=f"{'Soncarbtelvim'[number % 10 :][:3].title()}{number} Products", country="US")
    index_names()
    assert "Perhaps Sonoco" in told(steps.previewed(ROW))


def test_people_are_asked_about_until_somebody_answers(steps):
    ContactFactory(name="Ana Sow", emails=["ana@example.org"])
    CompanyFactory(legal_name="Baobab")
    index_names()
    row = "Name,Email,Company\nAna Sow,a.sow@example.com,Baobab\n"
    steps.imported("Name,Email,Company\nAna Sow,ana@example.org,Baobab\n", kind="contacts")
    asked = steps.imported(row, kind="contacts")
    assert only(asked).outcome == Outcome.PROBLEM
    assert "asked the same" in told(steps.imported(row, kind="contacts"))


def test_each_reader_has_the_remarks_in_their_language(steps, sonoco):
    with override("fr"):
        run = steps.previewed(ROW + "Baobab,Atlantis\n")
    details = [problem["detail"] for entry in run.entries.all() for problem in entry.problems]
    assert shown(details[1]) == "“Atlantis” is not one country."
    assert "Perhaps Sonoco (United States of America), which is in the register already." in shown(details[0])
    with override("fr"):
        assert "États-Unis" in shown(details[0])
        assert shown(details[1]) != "“Atlantis” is not one country."
    assert [option["label"] for option in run.questions[0]["options"]] != []
