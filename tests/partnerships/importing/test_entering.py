"""Partnerships and collaborations from files: what goes in, what is asked, what a second run and the undo do."""

from datetime import date
from decimal import Decimal

import pytest

from crm.core import clock
from crm.rates.models import ExchangeRate
from partnerships.engagements.services.collaborations import edit_collaboration
from partnerships.models import Contribution, Engagement, Partner
from partnerships.results.services.lessons import note_lesson
from tests.factories import CompanyFactory, InteractionFactory, ThemeFactory
from tests.imports.conftest import Steps, xlsx_file

KIND = "engagements"
FRENCH = (
    "Intitulé;Entreprises;Partenariat ou collaboration;Type de partenariat;Étape;Pays;Thèmes;ODD;Début;Montant promis;"
    "Devise;Reçu\n"
    "Formation solaire;Lunaris Solar;Partenariat;Exécution;Négociation;Sénégal, Mali;;ODD 7;2026-02-01;1 200,50;"
    "EUR;200\n"
)


@pytest.fixture
def lunaris(cast):
    return CompanyFactory(legal_name="Lunaris Solar", lead_office=cast.senegal)


SEVENTEEN = [
    *("Amber", "Birch", "Cedar", "Delta", "Ember", "Fjord", "Grove", "Haven", "Iris"),
    *("Jade", "Kite", "Lark", "Maple", "Nova", "Opal", "Pearl", "Quill"),
]


def workshop(*names, extra=""):
    head = "Company,Kind,Type,Event,Held on\n"
    return head + "".join(f'"{name}",Collaboration,Advocacy,Job fair,2026-03-04\n' for name in names) + extra


def entered():
    return list(Engagement.objects.kept().order_by("pk"))


def test_a_french_sheet_is_guessed_and_goes_in_whole(steps, lunaris):
    ExchangeRate.objects.create(currency="EUR", month=date(2026, 1, 1), units_per_usd=Decimal("0.8"))
    run = steps.imported(FRENCH, KIND)
    assert (run.created, run.problems, run.listed) == (1, 0, 0)
    (row,) = entered()
    assert (row.kind, row.title, row.type, row.stage) == (
        "partnership",
        "Formation solaire",
        "implementation",
        "negotiating",
    )
    assert (row.countries, row.sdgs, row.starts_on) == (["ML", "SN"], [7], date(2026, 2, 1))
    given = Contribution.objects.get()
    assert (given.pledged_amount, given.pledged_usd) == (Decimal("1200.50"), Decimal("1500.63"))
    assert given.instalments.get().received_amount == 200


def test_a_workshop_with_17_companies_is_17_collaborations_in_one_cell_or_in_17_rows(steps, cast):
    names = [
        f"{word} Works"
        for word in ["Amber", "Birch", "Cedar", "Delta", "Ember", "Fjord", "Grove", "Haven", "Iris", "Jade"]
    ]
    names += [f"{word} Trading" for word in ["Kite", "Lark", "Maple", "Nova", "Opal", "Pearl", "Quill"]]
    for name in names:
        CompanyFactory(legal_name=name, lead_office=cast.senegal)
    run = steps.imported(workshop("; ".join(names)), KIND)
    assert (run.created, len(entered())) == (1, 17)
    assert {row.event for row in entered()} == {"Job fair"}
    # The same, row by row, adds nothing; neither does the first file again.
    again = steps.imported(workshop(*names), KIND)
    assert (again.created, again.same, len(entered())) == (0, 17, 17)
    assert steps.imported(workshop("; ".join(names)), KIND).same == 1
    steps.undone(run)
    assert entered() == []


def test_one_partnership_has_all_companies_of_its_cell_and_asks_who_gives(steps, lunaris, cast, remarks):
    CompanyFactory(legal_name="Baobab Foods", lead_office=cast.senegal)
    text = "Title,Company,Kind,Type,Stage,Starts,Amount\nSun,Lunaris Solar; Baobab Foods,Partnership,Innovation,"
    text += "Researching,2026-02-01,USD 500\n"
    run = steps.previewed(text, KIND)
    assert (run.created, remarks(run)) == (1, ["several_givers"])
    run = steps.committed(steps.decided(run, **{run.questions[0]["key"]: f"#{lunaris.pk}"}))
    (row,) = entered()
    assert [(p.company.legal_name, p.lead, p.pledged_usd) for p in row.partners.all()] == [
        ("Lunaris Solar", True, 500),
        ("Baobab Foods", False, 0),
    ]
    assert steps.imported(text, KIND).same == 1


def test_what_is_not_certain_is_asked(steps, lunaris, remarks):
    """A name that is nearly one, a stage that no row says, a currency, a comma, a bare year."""
    text = 'Company,Kind,Type,Starts,Amount\nLunaris Solr,Partnership,Innovation,2026,"1,234"\n'
    run = steps.previewed(text, KIND)
    assert (run.created, set(remarks(run))) == (0, {"unknown_company", "unclear_date", "unclear_number"})
    answers = {q["key"]: q["options"][0]["value"] for q in run.questions}
    answers["pledged|unclear_number|1 234"] = "1234"
    run = steps.decided(run, **answers)
    assert set(remarks(run)) == {"required"}
    assert [(q["field"], q["blocking"]) for q in run.questions] == [("stage", True), ("currency", False)]
    run = steps.committed(steps.decided(run, **{"stage|required|": "approached", "currency|required|": "USD"}))
    assert (run.created, run.listed) == (1, 0)
    assert (entered()[0].stage, Contribution.objects.get().pledged_amount) == ("approached", 1234)


def test_an_office_that_nobody_knows_is_asked_and_no_other_takes_its_place(steps, lunaris, cast, remarks):
    theme = ThemeFactory(code="jobs", name_en="Jobs", name_fr="Emploi", name_es="Empleo")
    text = (
        workshop("Lunaris Solar")
        .replace("Held on\n", "Held on,Office,Theme\n")
        .replace("-04\n", "-04,Senegalia,Work\n")
    )
    run = steps.previewed(text, KIND)
    assert (run.created, run.problems, remarks(run)) == (0, 1, ["unknown_office"])
    run = steps.decided(run, **{run.questions[0]["key"]: "SN"})
    assert (run.created, remarks(run)) == (1, ["unknown_theme"])
    steps.committed(steps.decided(run, **{run.questions[0]["key"]: "jobs"}))
    (row,) = entered()
    assert (row.lead_office, list(row.themes.all())) == (cast.senegal, [theme])


def test_a_row_like_another_of_the_file_is_asked_about_until_somebody_answers(steps, lunaris, remarks):
    text = workshop("Lunaris Solar", extra="Lunaris Solar,Collaboration,Innovation,Job fair,2026-03-04\n")
    run = steps.imported(text, KIND)
    assert (run.created, run.problems, remarks(run)) == (1, 1, ["possible_duplicate"])
    run = steps.previewed(text, KIND)
    assert (run.same, run.problems, remarks(run)) == (1, 1, ["possible_duplicate"])
    run = steps.committed(steps.decided(run, **{run.questions[0]["key"]: "new"}))
    assert (run.created, run.same) == (1, 1)
    assert steps.imported(text, KIND).same == 2


def test_a_partnership_that_begins_on_another_day_may_be_another(steps, lunaris, remarks):
    text = "Title,Company,Kind,Type,Stage,Starts\nSun,Lunaris Solar,Partnership,Innovation,Researching,{}-02-01\n"
    steps.imported(text.format(2024), KIND)
    run = steps.imported(text.format(2026), KIND)
    assert (run.created, remarks(run)) == (0, ["possible_duplicate"])
    assert steps.imported(text.format(2024).replace("Researching", "Negotiating"), KIND).same == 1


def test_another_office_is_named_and_nobody_is_told(steps, lunaris, cast, remarks, django_capture_on_commit_callbacks):
    InteractionFactory(company=lunaris, office=cast.kenya, by=cast.outsider, occurred_on=clock.today())
    lunaris.lead_office = cast.kenya
    lunaris.save(update_fields=["lead_office"])
    with django_capture_on_commit_callbacks(execute=True):
        run = steps.imported(workshop("Lunaris Solar"), KIND)
        assert (run.created, remarks(run)) == (0, ["coordinate_first"])
        text = workshop("Lunaris Solar").replace("Held on\n", "Held on,Reason for going ahead\n")
        run = steps.imported(text.replace("03-04\n", "03-04,They came to us\n"), KIND)
    assert (run.created, remarks(run)) == (1, ["engaged_elsewhere"])
    assert run.entries.get().problems[0]["detail"]["values"]["offices"] == "Kenya"
    assert not cast.outsider.notifications.exists()


def test_a_row_above_makes_its_office_engaged_in_the_preview_as_in_the_run(cast, lunaris, remarks):
    head = "Title,Company,Kind,Type,Stage,Office\n"
    rows = "Sun,Lunaris Solar,Partnership,Innovation,Researching,{}\n"
    steps = Steps(cast.partnerships_officer)
    run = steps.previewed(head + rows.format("Senegal") + rows.format("Kenya"), KIND)
    assert (run.created, run.problems, remarks(run)) == (1, 1, ["coordinate_first"])
    run = steps.committed(run)
    assert (run.created, run.problems, remarks(run)) == (1, 1, ["coordinate_first"])


def test_only_for_ones_own_office(steps, lunaris, remarks):
    run = steps.imported(
        workshop("Lunaris Solar").replace("Held on\n", "Held on,Office\n").replace("-04\n", "-04,KE\n"), KIND
    )
    assert (run.created, remarks(run)) == (0, ["not_your_office"])


def test_the_preview_says_what_the_run_refuses(steps, lunaris, remarks):
    head = "Company,Kind,Type,Stage,Starts,Ends,Agreement,Signed on,Amount,Why it ended\n"
    rows = (
        "Lunaris Solar,Partnership,Innovation,Researching,2026-02-01,2025-01-01,,,,\n"
        "Lunaris Solar,Partnership,Innovation,Researching,2026-02-01,,MoU,2030-01-01,,\n"
        "Lunaris Solar,Partnership,Innovation,Closed,2026-02-01,,,,,\n"
        "Lunaris Solar,Partnership,Innovation,Researching,2026-02-01,,,,XOF 100.50,\n"
        "Lunaris Solar,Collaboration,Innovation,,,,,,,\n"
    )
    codes = {"before_start", "in_the_future", "required", "digits"}
    run = steps.previewed(head + rows, KIND)
    assert (run.created, run.problems, set(remarks(run))) == (0, 5, codes)
    run = steps.committed(run)
    assert (run.created, run.problems, set(remarks(run))) == (0, 5, codes)


def test_the_undo_leaves_what_somebody_worked_on_since(steps, lunaris, focal_point, cast):
    CompanyFactory(legal_name="Baobab Foods", lead_office=cast.senegal)
    CompanyFactory(legal_name="Cedar Mills", lead_office=cast.senegal)
    run = steps.imported(workshop("Lunaris Solar; Baobab Foods; Cedar Mills"), KIND)
    first, second, _third = entered()
    edit_collaboration(by=focal_point, collaboration_id=first.pk, changes={"title": "Fair of jobs"})
    note_lesson(by=focal_point, engagement_id=second.pk, kind="worked", text="Come early.")
    steps.undone(run)
    assert entered() == [first, second]
    note = run.entries.get().undo_note
    assert note == "Lunaris Solar: Somebody changed it since. Baobab Foods: Somebody added to it since: lessons."


def test_a_questionnaire_goes_in_once_its_headings_are_mapped(steps, lunaris, cast, remarks):
    """A title row above, headings of its own, spellings of kinds, amounts as text, no day and no title."""
    for name in ("Talisman Consulting LLC", "Meridian Foods Inc."):
        CompanyFactory(legal_name=name, lead_office=cast.senegal)
    rows = [
        ["Institutional questionnaire 2016"],
        [],
        [
            "No.",
            "Country Office",
            "Who",
            "Sort",
            "P or C?",
            "Thematic area",
            "Contribution (USD)",
            "Due diligence done?",
        ],
        [1, "Sénégal", "Talisman Consulting LLC", "awareness raising", "One-off collaboration", "", "$ 24965", "yes"],
        [2, "SENEGAL", "MERIDIAN Foods Incorporated", "Resource mobilization", "Collab.", "", 0, ""],
        [3, "Senegal", "Lunaris Solar", "Programme implementation", "PARTNERSHIP ", "", "77,796.00", "N"],
    ]
    run = steps.uploaded(xlsx_file(("Answers", rows)), KIND)
    columns = {**run.mapping["columns"], "company": "Who", "type": "Sort", "kind": "P or C?"}
    constants = {"starts_on": "2016-12-31", "stage": "negotiating", "currency": "USD"}
    assert (columns["lead_office"], columns["pledged"]) == ("Country Office", "Contribution (USD)")
    run = steps.imported(xlsx_file(("Answers", rows)), KIND, mapping={"columns": columns, "constants": constants})
    assert (run.created, run.problems, remarks(run)) == (3, 0, [])
    assert [(row.kind, row.type, row.stage) for row in entered()] == [
        ("collaboration", "advocacy", ""),
        ("collaboration", "resource_mobilisation", ""),
        ("partnership", "implementation", "negotiating"),
    ]
    assert sorted(Partner.objects.values_list("pledged_usd", flat=True)) == [0, 24965, 77796]
