"""People and contacts from files, matched to the companies of the register."""

from datetime import date

import pytest

from crm.companies.models import Contact
from crm.contactlog.models import Interaction
from crm.imports import dates
from crm.imports.models import ImportRow
from crm.imports.registries import Unclear
from tests.factories import AffiliationFactory, CompanyFactory, ContactFactory, InteractionFactory

from .conftest import Steps

PEOPLE = "Prénom,Nom de famille,Entreprise,Fonction,Courriel,Téléphone,Langue\n"
PEOPLE += "Awa,Sarr,Baobab Foods,Directrice,AWA@Baobab.example,77 123 45 67,français\n"
PEOPLE += "Luc,Diop,Baobab Foods SA,,luc@baobab.example,,\n"
LOG = "Company,Date,Type,Subject,Participants,Reason\nBaobab Foods,14/03/2026,Réunion,First talk,Awa Sarr,\n"
LOG += "Baobab Foods,02/04/2026,call,Second talk,Nobody,\n"


@pytest.fixture
def baobab(db):
    return CompanyFactory(legal_name="Baobab Foods", sort_name="baobab foods", country="SN")


def remarks(run):
    return [p["code"] for row in ImportRow.objects.filter(run=run) for p in row.problems]


def test_people_join_their_company_once(steps, baobab):
    run = steps.imported(PEOPLE, "contacts")
    assert (run.created, run.listed) == (2, 0)
    awa = Contact.objects.get(name="Awa Sarr")
    assert (awa.phones, awa.language) == (["+221 77 123 45 67"], "fr")
    assert awa.emails == ["AWA@baobab.example"]
    assert awa.affiliations.get().title == "Directrice"
    again = steps.imported(PEOPLE, "contacts")
    assert (again.created, again.updated, again.same) == (0, 0, 2)


def test_a_person_is_completed_and_the_undo_takes_it_back(steps, baobab):
    steps.imported("Name,Company,Email\nAwa Sarr,Baobab Foods,awa@baobab.example\n", "contacts")
    run = steps.imported("Name,Email,Notes\nA. Sarr,awa@baobab.example,Speaks Wolof\n", "contacts")
    assert (run.updated, Contact.objects.get().notes) == (1, "Speaks Wolof")
    steps.undone(run)
    assert Contact.objects.get().notes == ""


def test_an_unknown_company_stops_the_row_and_near_ones_are_proposed(steps, baobab):
    run = steps.previewed("Name,Company\nAwa Sarr,Baobab Fods\n", "contacts")
    assert (run.problems, remarks(run)) == (1, ["unknown_company"])
    assert run.questions[0]["options"] == [{"value": f"#{baobab.pk}", "label": "Baobab Foods"}]
    run = steps.committed(steps.decided(run, **{run.questions[0]["key"]: f"#{baobab.pk}"}))
    assert run.created == 1


def test_interactions_are_logged_for_ones_own_office_once(steps, baobab, focal_point):
    steps.imported(PEOPLE, "contacts")
    run = steps.imported(LOG, "interactions")
    assert (run.created, remarks(run)) == (2, ["unknown_person"])
    first = Interaction.objects.get(subject="First talk")
    assert (first.office, first.by, first.kind) == (focal_point.office, focal_point, "meeting")
    assert [c.name for c in first.contacts.all()] == ["Awa Sarr"]
    assert first.occurred_on == date(2026, 3, 14)
    assert steps.imported(LOG, "interactions").same == 2
    steps.undone(run)
    assert not Interaction.objects.filter(binned_at=None).exists()


def test_where_another_office_is_engaged_a_reason_is_needed(steps, baobab, cast):
    InteractionFactory(company=baobab, office=cast.kenya, by=cast.outsider, occurred_on=date(2026, 3, 1))
    run = steps.imported(LOG, "interactions")
    assert (run.created, run.problems) == (0, 2)
    assert "coordinate_first" in remarks(run)
    given = steps.previewed(LOG, "interactions")
    mapping = {**given.mapping, "constants": {"reason": "They called us"}}
    mapping["columns"].pop("reason", None)
    assert steps.imported(LOG, "interactions", mapping=mapping).created == 2


def test_the_preview_of_the_log_says_what_the_run_will_refuse(steps, baobab, cast):
    """A day to come, a year too early, an office to ask, a person who asked for silence, told alike."""
    InteractionFactory(company=baobab, office=cast.kenya, by=cast.outsider, occurred_on=date(2026, 3, 1))
    quiet = CompanyFactory(legal_name="Quiet Corp")
    silent = ContactFactory(name="Awa Silent", do_not_contact=True)
    AffiliationFactory(company=quiet, contact=silent)
    text = (
        "Company,Date,How,Subject,People,Reason\n"
        "Baobab Foods,2026-03-14,Call,No reason,,\n"
        "Baobab Foods,2026-03-15,Call,They called,,They called us\n"
        "Baobab Foods,2026-03-16,Call,Engaged by the row above,,\n"
        "Quiet Corp,2030-01-01,Call,To come,,\n"
        "Quiet Corp,1890-01-01,Call,Long ago,,\n"
        "Quiet Corp,2026-03-14,Call,Silence,Awa Silent,\n"
        "Quiet Corp,2026-03-14,Call,Fine,,\n"
    )
    run = steps.previewed(text, "interactions")
    told = {"coordinate_first", "in_the_future", "too_early", "do_not_contact"}
    assert (run.created, run.problems, set(remarks(run))) == (3, 4, told)
    run = steps.committed(run)
    assert (run.created, run.problems, set(remarks(run))) == (3, 4, told)


def test_for_another_office_only_the_partnerships_team_imports(cast, baobab):
    text = LOG.replace("Reason\n", "Reason,Office\n").replace(",\n", ",,KE\n")
    run = Steps(cast.focal_point).imported(text, "interactions")
    assert (run.created, set(remarks(run))) == (0, {"not_your_office"})
    assert Steps(cast.partnerships_officer).imported(text, "interactions").created == 2


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("2026-03-04", "", date(2026, 3, 4)),
        ("13/04/2026", "", date(2026, 4, 13)),
        ("03/04/2026", "day", date(2026, 4, 3)),
        ("03/04/2026", "month", date(2026, 3, 4)),
        ("5 mars 2026", "", date(2026, 3, 5)),
        ("March 5, 2026", "", date(2026, 3, 5)),
        ("5 de marzo de 2026", "", date(2026, 3, 5)),
        ("2026-03-04 10:30", "", date(2026, 3, 4)),
    ],
)
def test_dates_are_read_where_they_are_clear(text, order, day):
    assert dates.read(text, order) == day


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("03/04/2026", ["2026-04-03", "2026-03-04"]),
        ("31/02/2026", []),
        ("soon", []),
        ("13/04/26", ["2026-04-13"]),
    ],
)
def test_other_dates_are_asked(text, options):
    with pytest.raises(Unclear) as asked:
        dates.read(text, "")
    assert [o.value for o in asked.value.options] == options


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (["13/01/2026", "02/03/2026"], "day"),
        (["01/13/2026", "02/03/2026"], "month"),
        (["02/03/2026"], ""),
        (["13/01/2026", "01/13/2026"], ""),
    ],
)
def test_the_order_of_a_column_is_told_from_all_its_dates(column, order):
    assert dates.order_of(column) == order
