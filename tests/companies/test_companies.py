"""Entering a company and changing it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from crm.audit.models import AuditEvent
from crm.companies.models import Company
from crm.companies.services.companies import (
    CompanyData,
    NameData,
    RegistrationData,
    create_company,
    set_lead_office,
    set_parent,
    set_status,
    update_company,
)
from crm.core.errors import Forbidden, Stale
from tests.factories import CompanyFactory, OfficeFactory

TODAY = date(2026, 11, 20)
GOOD_LEI = "5493001KJTIIGC8Y1R12"


def problems(refused: pytest.ExceptionInfo) -> dict[str, str]:
    return {field: errors[0].code for field, errors in refused.value.error_dict.items()}


def test_a_company_is_stored_in_one_form(focal_point):
    company = create_company(
        by=focal_point,
        data=CompanyData(
            legal_name="  Société   Générale d’Énergie ",
            country="sn",
            isic="10",
            website="WWW.Example.org/",
            lei="5493 001K JTII GC8Y 1R12",
        ),
        names=[NameData("SGE "), NameData("SGE")],
        registrations=[RegistrationData(" 12 34 ", country="sn")],
        tags=["Energy", "energy"],
        on=TODAY,
    )
    company.refresh_from_db()
    assert (company.legal_name, company.sort_name) == ("Société Générale d’Énergie", "societe generale d energie")
    assert (company.country.code, company.isic, company.website) == ("SN", "C10", "https://www.example.org")
    assert company.lei == GOOD_LEI
    assert [n.name for n in company.other_names.all()] == ["SGE"]
    assert [(r.number, r.country.code) for r in company.registrations.all()] == [("12 34", "SN")]
    assert [t.name for t in company.tags.all()] == ["Energy"]


def test_each_deed_leaves_one_event(focal_point):
    company = create_company(by=focal_point, data=CompanyData("Acme"), on=TODAY)
    update_company(company_id=company.pk, by=focal_point, changes={"city": "Dakar"}, tags=["food"], on=TODAY)
    update_company(company_id=company.pk, by=focal_point, changes={"city": " Dakar "}, tags=["Food"], on=TODAY)
    events = AuditEvent.objects.filter(subject_type="companies.company", subject_id=str(company.pk)).order_by("id")
    assert [e.verb for e in events] == ["company.created", "company.updated"]
    assert events[1].before == {"city": "", "tags": []}
    assert events[1].after == {"city": "Dakar", "tags": ["food"]}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"legal_name": " "}, {"legal_name": "blank"}),
        ({"lei": "5493001KJTIIGC8Y1R13"}, {"lei": "lei_checksum"}),
        ({"lei": "short"}, {"lei": "lei_form"}),
        ({"country": "XX"}, {"country": "country"}),
        ({"isic": "Z99"}, {"isic": "isic"}),
        ({"founded": 2027}, {"founded": "founded_future"}),
        ({"founded": 12}, {"founded": "min_value"}),
        ({"website": "javascript:alert(1)"}, {"website": "website"}),
        ({"website": "no address"}, {"website": "website"}),
        ({"state_share": 101}, {"state_share": "max_value"}),
        ({"kind": "planet"}, {"kind": "invalid_choice"}),
        ({"country": "XX", "isic": "Z"}, {"country": "country", "isic": "isic"}),
    ],
)
def test_bad_data_is_named_by_field(focal_point, data, code):
    with pytest.raises(ValidationError) as refused:
        create_company(by=focal_point, data=CompanyData(**{"legal_name": "Acme", **data}), on=TODAY)
    assert problems(refused) == code


def test_do_not_approach_needs_its_reason(partnerships_officer):
    company = CompanyFactory()
    with pytest.raises(ValidationError) as refused:
        set_status(company_id=company.pk, by=partnerships_officer, status="do_not_approach")
    assert problems(refused) == {"status_reason": "no_reason"}


@pytest.mark.parametrize(
    ("person", "may"),
    [
        ("focal_point", True),
        ("chief_of_mission", True),
        ("regional_director", True),
        ("partnerships_officer", True),
        ("neighbour", False),
        ("outsider", False),
        ("other_director", False),
        ("auditor", False),
        ("administrator", False),
    ],
)
def test_who_says_do_not_approach_and_hands_over_the_lead(cast, person, may):
    company = CompanyFactory(lead_office=cast.senegal)
    by = getattr(cast, person)
    deeds = [
        lambda: set_status(company_id=company.pk, by=by, status="do_not_approach", reason="Under inquiry"),
        lambda: set_status(company_id=company.pk, by=by, status="active"),
        lambda: set_lead_office(company_id=company.pk, by=by, office=cast.senegal),
    ]
    for deed in deeds:
        if may:
            deed()
        elif deed is not deeds[1] or person in ("auditor", "administrator"):
            with pytest.raises(Forbidden):
                deed()


def test_the_lead_is_free_until_somebody_takes_it(cast):
    company = CompanyFactory()
    set_lead_office(company_id=company.pk, by=cast.outsider, office=cast.kenya)
    with pytest.raises(Forbidden) as refused:
        set_lead_office(company_id=company.pk, by=cast.focal_point, office=cast.senegal)
    assert "Kenya" in str(refused.value.reason)


def test_a_closed_office_does_not_lead(cast, partnerships_officer):
    closed = OfficeFactory(code="XX", parent=cast.dakar, closed_on=date(2026, 1, 1))
    with pytest.raises(ValidationError) as refused:
        set_lead_office(company_id=CompanyFactory().pk, by=partnerships_officer, office=closed)
    assert problems(refused) == {"lead_office": "closed_office"}


def test_a_new_name_keeps_the_old_one(focal_point):
    company = CompanyFactory(legal_name="Old Ltd")
    update_company(company_id=company.pk, by=focal_point, changes={"legal_name": "New Ltd"}, on=TODAY)
    update_company(
        company_id=company.pk, by=focal_point, changes={"legal_name": "New Limited"}, keep_former=False, on=TODAY
    )
    company.refresh_from_db()
    assert company.sort_name == "new limited"
    assert [(n.name, n.kind, n.until) for n in company.other_names.all()] == [("Old Ltd", "former", TODAY)]


def test_the_second_of_two_who_edit_is_told(focal_point, neighbour):
    company = CompanyFactory()
    update_company(company_id=company.pk, by=focal_point, version=1, changes={"city": "Dakar"})
    with pytest.raises(Stale) as refused:
        update_company(company_id=company.pk, by=neighbour, version=1, changes={"city": "Thiès"})
    assert refused.value.current.city == "Dakar"


def test_an_lei_belongs_to_one_company(focal_point):
    CompanyFactory(legal_name="First", lei=GOOD_LEI)
    with pytest.raises(ValidationError) as refused:
        create_company(by=focal_point, data=CompanyData("Second", lei=GOOD_LEI))
    assert "First" in refused.value.message_dict["lei"][0]


def test_a_group_is_a_tree(focal_point):
    top, middle, bottom = CompanyFactory.create_batch(3)
    set_parent(company_id=middle.pk, by=focal_point, parent=top)
    set_parent(company_id=bottom.pk, by=focal_point, parent=middle)
    for parent in (top, bottom, middle):
        with pytest.raises(ValidationError) as refused:
            set_parent(company_id=top.pk, by=focal_point, parent=parent)
        assert problems(refused) == {"parent": "cycle"}


def test_the_database_refuses_a_ring_by_itself(db):
    top, bottom = CompanyFactory(), CompanyFactory()
    Company.objects.filter(pk=bottom.pk).update(parent=top)
    with pytest.raises(IntegrityError, match="below itself"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update companies_company set parent_id = %s where id = %s", [bottom.pk, top.pk])
    third, fourth = CompanyFactory(), CompanyFactory()
    with pytest.raises(IntegrityError, match="below itself"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "update companies_company set parent_id = case id when %s then %s else %s end where id in (%s, %s)",
            [third.pk, fourth.pk, third.pk, third.pk, fourth.pk],
        )


def test_a_reason_goes_with_its_status(partnerships_officer):
    company = CompanyFactory()
    set_status(company_id=company.pk, by=partnerships_officer, status="do_not_approach", reason="Under inquiry")
    update_company(company_id=company.pk, by=partnerships_officer, changes={"status": "active"})
    company.refresh_from_db()
    assert company.status_reason == ""
