"""Two companies become one: what moves, what stays, whose word stands; and back."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from crm.audit.models import AuditEvent
from crm.companies.merging.fields import BOTH, SOURCE, TARGET
from crm.companies.models import Affiliation, Company, CompanyName, CompanySearchName, Interest, Merge, Registration
from crm.companies.services.bin import restore_company
from crm.companies.services.companies import update_company
from crm.companies.services.merges import merge_companies
from crm.companies.services.unmerges import undo_merge
from crm.companies.suggestions import suggest
from crm.contactlog.models import CoordinationRequest, Interaction
from crm.contactlog.reminders import coordination_waiting
from crm.contactlog.services.coordination import escalate_overdue
from crm.core import clock
from crm.core.errors import Conflict, Forbidden, Stale
from tests.factories import CompanyFactory, UserFactory

from .conftest import dump, fresh

LEI, OTHER_LEI = "5493001KJTIIGC8Y1R12", "529900T8BM49AURSDO55"


def merge(source: Company, target: Company, by, **more) -> Merge:
    return merge_companies(source_id=source.pk, target_id=target.pk, by=by, **more)


def test_all_that_points_at_the_source_moves(focal_point, pair):
    merge(pair.source, pair.target, focal_point)
    source, target = fresh(pair.source), fresh(pair.target)
    assert (source.merged_into, bool(source.binned_at)) == (target, True)
    assert {n.name for n in target.other_names.all()} == {"Own name 1", "Own name 2", "Shared name", "Baobab Textile"}
    assert {r.number for r in target.registrations.all()} == {"R-1", "R-2", "R-shared"}
    assert {t.name for t in target.tags.all()} == {"tag 1", "tag 2", "shared"}
    assert Interest.objects.filter(company=target).count() == 3
    assert target.subsidiaries.count() == 2
    assert Interaction.objects.filter(company=target).count() == 3
    assert target.maturity_assessments.count() == target.documents.count() == target.going_aheads.count() == 2


def test_what_the_survivor_has_already_stays_with_the_source(focal_point, pair):
    merged = merge(pair.source, pair.target, focal_point)
    assert {n.name for n in CompanyName.objects.filter(company=pair.source)} == {"Shared name"}
    assert {r.number for r in Registration.objects.filter(company=pair.source)} == {"R-shared"}
    assert [a.title for a in Affiliation.objects.filter(company=pair.source)] == ["Director"]
    assert Interaction.objects.get(company=pair.source).calendar_uid == "shared-invitation"
    assert CoordinationRequest.objects.filter(company=pair.source).count() == 1
    stayed = {key: len(ids) for key, ids in merged.journal["stayed"].items() if ids}
    assert stayed == {
        "companies.companyname.company": 1,
        "companies.registration.company": 1,
        "companies.company_tags.company": 1,
        "companies.affiliation.company": 1,
        "companies.interest.company": 1,
        "contactlog.interaction.company": 1,
        "contactlog.coordinationrequest.company": 1,
    }


@pytest.mark.parametrize("choices", [{}, {"legal_name": SOURCE, "city": SOURCE, "lei": SOURCE, "lead_office": SOURCE}])
def test_a_merge_and_its_undoing_leave_every_row_as_it_was(cast, pair, choices):
    Company.objects.filter(pk=pair.source.pk).update(lei=LEI, founded=1987, state_share="12.50", found_by="event")
    Company.objects.filter(pk=pair.target.pk).update(lei=OTHER_LEI, description="Spinning", lead_office=cast.dakar)
    Company.objects.filter(pk=pair.source.pk).update(description="Weaving", relationship_lead=cast.focal_point)
    before = dump(Company)
    merged = merge(pair.source, pair.target, cast.partnerships_officer, choices=choices)
    assert dump(Company) != before
    undo_merge(merge_id=merged.pk, by=cast.partnerships_officer)
    assert dump(Company) == before


def test_blanks_are_filled_and_choices_are_kept(focal_point, pair):
    Company.objects.filter(pk=pair.source.pk).update(description="Weaving")
    Company.objects.filter(pk=pair.target.pk).update(description="Spinning")
    merge(pair.source, pair.target, focal_point, choices={"legal_name": SOURCE, "description": BOTH, "city": TARGET})
    target = fresh(pair.target)
    assert (target.website, target.city) == ("https://b.sn", "Dakar")
    assert (target.legal_name, target.sort_name) == ("Baobab Textile", "baobab textile")
    assert target.description == "Spinning\n\nWeaving"
    assert target.other_names.filter(name="Baobab Textiles SA").exists()
    assert not target.other_names.filter(name="Baobab Textile").exists()


def test_a_lei_moves_though_no_two_companies_may_have_it(focal_point, pair):
    Company.objects.filter(pk=pair.source.pk).update(lei=LEI)
    merge(pair.source, pair.target, focal_point)
    assert fresh(pair.target).lei == fresh(pair.source).lei == LEI


@pytest.mark.parametrize("restricted", ["source", "target", "both"])
def test_do_not_approach_cannot_be_merged_away(focal_point, pair, restricted):
    for name in ("source", "target"):
        if restricted in (name, "both"):
            Company.objects.filter(pk=getattr(pair, name).pk).update(
                status="do_not_approach", status_reason=f"Said of {name}"
            )
    if restricted != "both":
        other = TARGET if restricted == "source" else SOURCE
        with pytest.raises(ValidationError):
            merge(pair.source, pair.target, focal_point, choices={"status": other})
    merge(pair.source, pair.target, focal_point)
    target = fresh(pair.target)
    reasons = {"source": "Said of source", "target": "Said of target", "both": "Said of target / Said of source"}
    assert (target.status, target.status_reason) == ("do_not_approach", reasons[restricted])


def test_the_other_script_is_kept_as_such(focal_point, pair):
    Company.objects.filter(pk=pair.source.pk).update(legal_name="Баобаб")
    merge(pair.source, pair.target, focal_point)
    assert fresh(pair.target).other_names.get(name="Баобаб").kind == "other_script"


def test_a_deed_is_noted_with_both(focal_point, pair):
    merged = merge(pair.source, pair.target, focal_point)
    undo_merge(merge_id=merged.pk, by=focal_point)
    events = AuditEvent.objects.order_by("id").values_list("verb", "subject_id")
    source, target = str(pair.source.pk), str(pair.target.pk)
    assert list(events)[-4:] == [
        ("company.merged", target),
        ("company.merged_away", source),
        ("company.unmerged", target),
        ("company.given_back", source),
    ]
    event = AuditEvent.objects.get(verb="company.merged")
    assert event.before == {"website": ""}
    assert event.after["website"] == "https://b.sn"
    assert event.after["merged"] == "Baobab Textile"
    assert event.after["moved"]["Contacts in the log"] == 1


def test_a_second_click_is_told_that_it_is_done(focal_point, pair):
    merge(pair.source, pair.target, focal_point)
    with pytest.raises(Conflict, match="Baobab Textile was merged into Baobab Textiles SA") as refused:
        merge(pair.source, pair.target, focal_point)
    assert refused.value.code == "merged"
    with pytest.raises(Conflict):
        merge(pair.target, pair.source, focal_point)


def test_a_company_is_not_merged_with_itself_nor_with_one_in_the_bin(focal_point, pair, cast):
    with pytest.raises(Conflict) as refused:
        merge(pair.source, pair.source, focal_point)
    assert refused.value.code == "same_record"
    binned = CompanyFactory(lead_office=cast.senegal, binned_at="2026-11-01T00:00Z", binned_by=focal_point)
    with pytest.raises(Conflict) as refused:
        merge(pair.source, binned, focal_point)
    assert refused.value.code == "binned"


def test_who_saw_older_values_looks_again(focal_point, pair):
    with pytest.raises(Stale):
        merge(pair.source, pair.target, focal_point, versions=(pair.source.version, pair.target.version + 1))


def test_what_was_merged_takes_no_deeds_and_is_not_restored(focal_point, pair):
    merge(pair.source, pair.target, focal_point)
    with pytest.raises(Conflict) as refused:
        update_company(company_id=pair.source.pk, by=focal_point, changes={"city": "Mbour"})
    assert refused.value.code == "merged"
    with pytest.raises(Conflict, match="undo the merge") as refused:
        restore_company(company_id=pair.source.pk, by=focal_point)
    assert refused.value.code == "merged"
    assert pair.source not in Company.objects.binned().restorable_by(focal_point)


# --- in the group --------------------------------------------------------------------------------------------------


def test_a_subsidiary_is_merged_into_its_parent_above(focal_point, pair, cast):
    middle = CompanyFactory(parent=pair.target, lead_office=cast.senegal)
    Company.objects.filter(pk=pair.source.pk).update(parent=middle)
    before = dump(Company)
    merged = merge(pair.source, pair.target, focal_point)
    assert fresh(pair.target).parent is None
    assert pair.target.subsidiaries.filter(binned_at=None).count() == 3
    undo_merge(merge_id=merged.pk, by=focal_point)
    assert dump(Company) == before


@pytest.mark.parametrize("steps", [0, 1])
def test_a_parent_is_merged_into_a_company_below_it(focal_point, pair, cast, steps):
    top = CompanyFactory()
    Company.objects.filter(pk=pair.source.pk).update(parent=top)
    middle = CompanyFactory(parent=pair.source) if steps else pair.source
    Company.objects.filter(pk=pair.target.pk).update(parent=middle)
    before = dump(Company)
    merged = merge(pair.source, pair.target, focal_point)
    assert fresh(pair.target).parent == top
    if steps:
        assert fresh(middle).parent == pair.target
    undo_merge(merge_id=merged.pk, by=focal_point)
    assert dump(Company) == before


def test_siblings_and_their_subsidiaries(focal_point, pair):
    top = CompanyFactory()
    Company.objects.filter(pk__in=[pair.source.pk, pair.target.pk]).update(parent=top)
    merge(pair.source, pair.target, focal_point)
    assert fresh(pair.target).parent == top


def test_a_group_that_turned_round_since_is_told_in_words(focal_point, pair, cast):
    """The source stood below one that now stands below what was the source's subsidiary."""
    middle = CompanyFactory(lead_office=cast.senegal)
    Company.objects.filter(pk=pair.source.pk).update(parent=middle)
    child = pair.source.subsidiaries.get()
    merged = merge(pair.source, pair.target, focal_point, choices={"parent": TARGET})
    update_company(company_id=middle.pk, by=focal_point, changes={"parent": child})
    with pytest.raises(Conflict, match="stand below itself") as refused:
        undo_merge(merge_id=merged.pk, by=focal_point, answers={})
    assert refused.value.code == "cycle"
    assert fresh(pair.source).merged_into == pair.target


# --- one after the other -------------------------------------------------------------------------------------------


def test_old_ids_lead_to_the_last_survivor_and_back(focal_point, pair, cast):
    last = CompanyFactory(lead_office=cast.senegal)
    before = dump(Company)
    first = merge(pair.source, pair.target, focal_point)
    between = dump(Company)
    second = merge(pair.target, last, focal_point)
    assert fresh(pair.source).merged_into == last
    with pytest.raises(Conflict, match="Undo that merge first") as refused:
        undo_merge(merge_id=first.pk, by=focal_point)
    assert refused.value.code == "merged_on"
    undo_merge(merge_id=second.pk, by=focal_point)
    assert dump(Company) == between
    undo_merge(merge_id=first.pk, by=focal_point)
    assert dump(Company) == before


def test_two_merges_into_one_are_undone_in_any_order(focal_point, pair, cast):
    """The second one's like, which the first had brought, is not lost with the first."""
    second = CompanyFactory(lead_office=cast.senegal, legal_name="Baobab Tex")
    for company in (second, pair.source):
        CompanyName.objects.create(company=company, name="BTX", sort_name="btx")
    before = dump(Company)
    one = merge(pair.source, pair.target, focal_point)
    two = merge(second, pair.target, focal_point)
    assert CompanyName.objects.get(company=second).name == "BTX"
    undo_merge(merge_id=one.pk, by=focal_point)
    assert {n.name for n in pair.target.other_names.all()} >= {"BTX", "Baobab Tex"}
    assert not pair.target.other_names.filter(name="Baobab Textile").exists()
    undo_merge(merge_id=two.pk, by=focal_point)
    assert dump(Company) == before


def test_a_merge_is_undone_once(focal_point, pair):
    merged = merge(pair.source, pair.target, focal_point)
    undo_merge(merge_id=merged.pk, by=focal_point)
    with pytest.raises(Conflict) as refused:
        undo_merge(merge_id=merged.pk, by=focal_point)
    assert refused.value.code == "undone"
    again = merge(pair.source, pair.target, focal_point)
    assert Merge.objects.standing().get() == again


def test_what_was_led_elsewhere_since_stays_there(focal_point, pair, cast):
    talk = Interaction.objects.get(company=pair.source, calendar_uid="own-1")
    merged = merge(pair.source, pair.target, focal_point)
    elsewhere = CompanyFactory()
    Interaction.objects.filter(pk=talk.pk).update(company=elsewhere)
    undo_merge(merge_id=merged.pk, by=focal_point)
    assert fresh(talk).company == elsewhere


def test_a_lei_given_away_and_a_parent_in_the_bin_are_told(focal_point, pair, cast):
    parent = CompanyFactory(lead_office=cast.senegal)
    Company.objects.filter(pk=pair.source.pk).update(lei=LEI, parent=parent)
    Company.objects.filter(pk=pair.target.pk).update(lei=OTHER_LEI)
    merged = merge(pair.source, pair.target, focal_point, choices={"parent": TARGET})
    other = CompanyFactory(lei=LEI, legal_name="Usurper")
    with pytest.raises(Conflict, match="Usurper") as refused:
        undo_merge(merge_id=merged.pk, by=focal_point)
    assert refused.value.code == "lei_taken"
    Company.objects.filter(pk=other.pk).update(lei="")
    Company.objects.filter(pk=parent.pk).update(binned_at="2026-11-20T00:00Z", binned_by=focal_point)
    with pytest.raises(Conflict) as refused:
        undo_merge(merge_id=merged.pk, by=focal_point, answers={})
    assert refused.value.code == "parent_binned"


def test_whoever_owns_one_alone_neither_merges_nor_undoes(cast, pair):
    Company.objects.filter(pk=pair.target.pk).update(lead_office=cast.kenya)
    for person in (cast.focal_point, cast.outsider):
        with pytest.raises(Forbidden):
            merge(pair.source, pair.target, person)
    merged = merge(pair.source, pair.target, cast.partnerships_officer)
    with pytest.raises(Forbidden):
        undo_merge(merge_id=merged.pk, by=cast.focal_point)


def test_nobody_is_reminded_of_a_request_that_went_out_of_sight(focal_point, pair, cast):
    """Both had one of Kenya to Senegal: the survivor's waits, the other one's is out of sight."""
    late = clock.now() + timedelta(days=60)
    assert len({each.subject_id for each in coordination_waiting(late)}) == 4
    merge(pair.source, pair.target, focal_point)
    hidden = CoordinationRequest.objects.get(company=pair.source)
    assert str(hidden.pk) not in {each.subject_id for each in coordination_waiting(late)}
    assert escalate_overdue(at=late) == 3
    assert fresh(hidden).escalated_at is None


def test_names_are_found_at_once_with_the_company_that_has_them_now(focal_point, pair):
    def named(text):
        return {each.id for each in suggest(focal_point, text)}

    merged = merge(pair.source, pair.target, focal_point)
    assert named("Own name 1") == {pair.target.pk}
    undo_merge(merge_id=merged.pk, by=focal_point)
    assert pair.source.pk in named("Own name 1")
    assert not CompanySearchName.objects.filter(subject_id__in=[pair.source.pk, pair.target.pk], version=0).exists()


def test_a_lead_who_has_left_does_not_come_with_the_merge(focal_point, pair):
    gone = UserFactory(is_active=False)
    Company.objects.filter(pk=pair.source.pk).update(relationship_lead=gone)
    merge(pair.source, pair.target, focal_point)
    assert fresh(pair.target).relationship_lead is None
