"""Bin, bulk changes, interests, maturity and the group tree."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from crm.audit.models import AuditEvent
from crm.companies.group import group_tree, kin
from crm.companies.models import Company
from crm.companies.services.bin import bin_company, restore_company
from crm.companies.services.bulk import change_companies, undo_companies
from crm.companies.services.companies import CompanyData, create_company, update_company
from crm.companies.services.interests import drop_interest, note_interest
from crm.companies.services.maturity import assess_maturity
from crm.core.errors import Conflict, Forbidden
from tests.factories import CompanyFactory, ThemeFactory

LEI = "5493001KJTIIGC8Y1R12"


def test_the_bin_gives_everything_back(cast, focal_point):
    company = CompanyFactory(lead_office=cast.senegal)
    bin_company(company_id=company.pk, by=focal_point)
    assert not Company.objects.visible_to(focal_point).filter(pk=company.pk).exists()
    with pytest.raises(Conflict):
        update_company(company_id=company.pk, by=focal_point, changes={"city": "Dakar"})
    restore_company(company_id=company.pk, by=focal_point)
    company.refresh_from_db()
    assert (company.binned_at, company.version) == (None, 3)


@pytest.mark.parametrize(
    ("person", "may"),
    [("focal_point", True), ("partnerships_officer", True), ("outsider", False), ("auditor", False)],
)
def test_who_bins_a_company(cast, person, may):
    company = CompanyFactory(lead_office=cast.senegal)
    if may:
        bin_company(company_id=company.pk, by=getattr(cast, person))
        return
    with pytest.raises(Forbidden):
        bin_company(company_id=company.pk, by=getattr(cast, person))


def test_whoever_entered_it_bins_it_while_nobody_leads(focal_point, neighbour):
    company = create_company(by=focal_point, data=CompanyData("Typing mistake"))
    with pytest.raises(Forbidden):
        bin_company(company_id=company.pk, by=neighbour)
    bin_company(company_id=company.pk, by=focal_point)


def test_a_parent_stays_above_its_subsidiaries(partnerships_officer):
    top = CompanyFactory()
    below = CompanyFactory(parent=top)
    with pytest.raises(Conflict) as refused:
        bin_company(company_id=top.pk, by=partnerships_officer)
    assert refused.value.code == "has_subsidiaries"
    bin_company(company_id=below.pk, by=partnerships_officer)
    bin_company(company_id=top.pk, by=partnerships_officer)
    with pytest.raises(Conflict) as refused:
        restore_company(company_id=below.pk, by=partnerships_officer)
    assert refused.value.code == "parent_binned"


def test_an_lei_given_away_keeps_a_company_in_the_bin(partnerships_officer):
    company = CompanyFactory(lei=LEI)
    bin_company(company_id=company.pk, by=partnerships_officer)
    CompanyFactory(lei=LEI)
    with pytest.raises(Conflict) as refused:
        restore_company(company_id=company.pk, by=partnerships_officer)
    assert refused.value.code == "lei_taken"


def test_many_are_changed_and_who_refuses_is_listed(cast, focal_point):
    mine, free, theirs = (
        CompanyFactory(lead_office=cast.senegal),
        CompanyFactory(),
        CompanyFactory(lead_office=cast.kenya),
    )
    result = change_companies(
        by=focal_point,
        ids=[theirs.pk, free.pk, mine.pk],
        changes={"lead_office": cast.senegal.pk, "status": "active", "add_tags": ["Food"]},
    )
    assert set(result.rows) == {mine.pk, free.pk}
    assert "Kenya" in result.refused[theirs.pk]
    assert result.rows[free.pk]["before"] == {"lead_office": None, "status": "prospect", "tags": []}
    assert AuditEvent.objects.filter(verb="company.updated").count() == 2

    update_company(company_id=mine.pk, by=focal_point, changes={"city": "Dakar"})
    undone = undo_companies(by=focal_point, rows=result.rows)
    assert set(undone.rows) == {free.pk}
    assert set(undone.refused) == {mine.pk}
    free.refresh_from_db()
    assert (free.lead_office, free.status, list(free.tags.all())) == (None, "prospect", [])


def test_names_are_not_changed_in_bulk(focal_point):
    with pytest.raises(ValidationError):
        change_companies(by=focal_point, ids=[CompanyFactory().pk], changes={"legal_name": "Same"})


def test_auditors_change_nothing_in_bulk(auditor):
    with pytest.raises(Forbidden):
        change_companies(by=auditor, ids=[CompanyFactory().pk], changes={"size": "small"})


def test_an_interest_is_kept_once_for_a_theme_and_region(cast, focal_point):
    company, theme = CompanyFactory(), ThemeFactory()
    note_interest(company_id=company.pk, by=focal_point, theme=theme, source="Annual report")
    again = note_interest(company_id=company.pk, by=focal_point, theme=theme, level="high", source="Call")
    note_interest(company_id=company.pk, by=focal_point, theme=theme, region=cast.dakar, source="Call")
    assert [(i.level, i.source) for i in company.interests.order_by("id")] == [("high", "Call"), ("medium", "Call")]
    with pytest.raises(ValidationError):
        note_interest(company_id=company.pk, by=focal_point, theme=theme, region=cast.senegal, source="Call")
    drop_interest(interest_id=again.pk, by=focal_point)
    assert company.interests.count() == 1


def test_maturity_is_assessed_on_evidence_and_never_ahead(focal_point):
    company = CompanyFactory()
    assess_maturity(company_id=company.pk, by=focal_point, level="follower", evidence="CSR report", on=date(2025, 1, 1))
    assess_maturity(company_id=company.pk, by=focal_point, level="leader", evidence="SBTi", on=date(2026, 1, 1))
    assert [a.level for a in company.maturity_assessments.all()] == ["leader", "follower"]
    with pytest.raises(ValidationError):
        assess_maturity(company_id=company.pk, by=focal_point, level="leader", evidence=" ")
    with pytest.raises(ValidationError):
        assess_maturity(company_id=company.pk, by=focal_point, level="leader", evidence="x", on=date(2999, 1, 1))


def test_the_group_comes_with_the_company(db):
    top = CompanyFactory(legal_name="Top")
    middle = CompanyFactory(legal_name="Middle", parent=top)
    sister = CompanyFactory(legal_name="Sister", parent=top)
    below = CompanyFactory(legal_name="Below", parent=middle)
    CompanyFactory(legal_name="Niece of nobody")
    tree = group_tree(_page_of(middle))
    assert [(m.name, m.depth, m.here) for m in tree] == [
        ("Top", 0, False),
        ("Middle", 1, True),
        ("Below", 2, False),
        ("Sister", 1, False),
    ]
    assert group_tree(_page_of(below))[0].name == "Top"
    assert kin(_page_of(middle)) == {top.pk: "Top", sister.pk: "Sister", below.pk: "Below"}
    assert group_tree(_page_of(CompanyFactory())) == []


def _page_of(company):
    return Company.objects.for_page().get(pk=company.pk)
