"""The gate at the door of imports: what a row claims to be, it has to be."""

import pytest
from django.utils import translation

from crm.core import clock
from crm.imports.models import ImportRow
from crm.imports.wording import shown
from duediligence.models import Clearance
from duediligence.screening.services.conditions import ConditionData
from partnerships.models import Engagement
from partnerships.pipeline.requirements import Facts, missing
from partnerships.pipeline.selectors import Prospects, missing_for

KIND = "engagements"


def sheet(stage="Active", signed="", amount="", reason=""):
    head = "Title,Company,Kind,Type,Stage,Starts,Agreement,Signed on,Amount,Currency,Why it ended\n"
    return f"{head}Sun,Lunaris Solar,Partnership,Implementation,{stage},2026-01-05,MoU,{signed},{amount},USD,{reason}\n"


@pytest.fixture
def signed(today):
    return today.isoformat()


def entered():
    return Engagement.objects.kept().get()


@pytest.mark.parametrize(
    ("stage", "amount", "code"),
    [
        ("Active", "", "no_clearance"),
        ("Completed", "", "no_clearance"),
        ("Terminated", "", "no_clearance"),
        ("Active", "50001", "no_clearance"),
        ("Active", "", "condition_unmet"),
        ("Active", "", "no_agreement"),
    ],
)
def test_what_the_gate_refuses_stays_out_or_is_entered_at_the_stage_before(
    steps, company, cleared, cast, signed, remarks, stage, amount, code
):
    if amount or code == "no_agreement":
        cleared(company)
    if code == "condition_unmet":
        owed = ConditionData("Publish the audit", cast.focal_point, clock.today(), before_signature=True)
        cleared(company, conditions=[owed])
    text = sheet(stage, "" if code == "no_agreement" else signed, amount, "It was enough.")
    run = steps.imported(text, KIND)
    assert (run.created, remarks(run)) == (0, [code])
    assert not Engagement.objects.exists()
    run = steps.previewed(text, KIND)
    run = steps.committed(steps.decided(run, **{run.questions[0]["whole"]: "before"}))
    assert (run.created, remarks(run)) == (1, ["held_back"])
    assert entered().stage == "negotiating"
    # A second run adds nothing and says where it stands.
    again = steps.imported(text, KIND)
    assert (again.created, again.same, remarks(again)) == (0, 1, ["stage_differs"])


@pytest.mark.parametrize("stage", ["Active", "Completed", "Terminated"])
def test_under_a_clearance_it_begins(steps, company, cleared, signed, stage, remarks):
    clearance = cleared(company)
    run = steps.imported(sheet(stage, signed, "50000", "They moved away."), KIND)
    assert (run.created, remarks(run)) == (1, [])
    row = entered()
    assert row.stage == stage.casefold()
    assert row.partners.get().clearance == clearance
    assert [m.target for m in row.moves.all()] == list(dict.fromkeys(["identified", "active", row.stage]))


def test_a_clearance_that_goes_between_preview_and_run_is_missed(steps, company, cleared, signed, remarks):
    clearance = cleared(company)
    run = steps.previewed(sheet("Active", signed), KIND)
    assert (run.created, run.problems) == (1, 0)
    Clearance.objects.filter(pk=clearance.pk).update(suspended_at=clock.now())
    run = steps.committed(run)
    assert (run.created, remarks(run)) == (0, ["no_clearance"])


def test_the_remark_reads_in_the_readers_language(steps, company, signed):
    run = steps.previewed(sheet("Active", signed), KIND)
    detail = ImportRow.objects.get(run=run).problems[0]["detail"]
    assert shown(detail).startswith("No clearance in force covers Lunaris Solar")
    with translation.override("fr"):
        assert shown(detail).startswith("Aucune autorisation en vigueur ne couvre Lunaris Solar")


def test_what_began_is_not_undone(steps, company, cleared, signed):
    cleared(company)
    run = steps.imported(sheet("Active", signed), KIND)
    steps.undone(run)
    assert entered().stage == "active"
    assert "stays in the register" in run.entries.get().undo_note


def test_prospects_and_partners_are_cleared_alike(company, cleared, cast, opened, today):
    """The list before there is a row, and after, for no clearance, a small one, an open condition."""
    for ceiling in (0, 1_000, 60_000):
        if ceiling:
            owed = ConditionData("Publish the audit", cast.focal_point, today, before_signature=True)
            cleared(company, amount_usd=ceiling, conditions=[owed] if ceiling == 1_000 else ())
        row = opened(title=f"Up to {ceiling}")
        prospect = Prospects(on=today).facts(company_id=company.pk, name=company.legal_name, amount_usd=0)
        told = missing(Facts(companies=[prospect], signed_on=None, on=today), "active")
        there = missing_for(row, "active", on=today)
        assert [each.code for each in told if each.needed] == [each.code for each in there if each.needed]
