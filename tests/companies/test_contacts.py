"""People at companies: entered, moved between posts, their consent and their wish to be left alone."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from crm.accounts.access import access
from crm.audit.models import AuditEvent
from crm.companies.contact_policies import may_see_details
from crm.companies.enums import Consent
from crm.companies.models import Contact
from crm.companies.services.affiliations import add_affiliation, correct_affiliation, end_affiliation
from crm.companies.services.contacts import (
    AffiliationData,
    ConsentData,
    ContactData,
    bin_contact,
    create_contact,
    record_consent,
    restore_contact,
    set_do_not_contact,
    update_contact,
)
from crm.core.errors import Conflict, Forbidden, Stale
from tests.factories import AffiliationFactory, CompanyFactory, ContactFactory

TODAY = date(2026, 11, 20)


def problems(refused: pytest.ExceptionInfo) -> dict[str, str]:
    return {field: errors[0].code for field, errors in refused.value.error_dict.items()}


def test_a_person_is_stored_in_one_form(focal_point):
    company = CompanyFactory(country="SN")
    contact = create_contact(
        by=focal_point,
        data=ContactData(
            name="  Aïssatou   Diop ",
            emails=["A.Diop@Example.ORG", "a.diop@example.org", " "],
            phones=["33 821 00 00", "+33 1 42 68 53 00"],
        ),
        affiliations=[AffiliationData(company, " Head of CSR ", since=date(2024, 2, 1))],
        consent=ConsentData(how="Business card"),
        on=TODAY,
    )
    contact.refresh_from_db()
    assert (contact.name, contact.sort_name) == ("Aïssatou Diop", "aissatou diop")
    assert contact.emails == ["A.Diop@example.org"]
    assert contact.phones == ["+221 33 821 00 00", "+33 1 42 68 53 00"]
    assert contact.consent == Consent.GIVEN
    assert contact.affiliations.get().title == "Head of CSR"
    assert AuditEvent.objects.get().verb == "contact.created"


@pytest.mark.parametrize(
    ("values", "field", "code"),
    [
        ({"emails": ["nobody"]}, "emails", "email"),
        ({"phones": ["12"]}, "phones", "phone"),
        ({"phones": ["020 123"]}, "phones", "phone"),
        ({"language": "the one of my mother"}, "language", "language"),
        ({"do_not_contact": True}, "do_not_contact_reason", "no_reason"),
        ({"name": ""}, "name", "blank"),
    ],
)
def test_what_is_no_address_is_refused(focal_point, values, field, code):
    with pytest.raises(ValidationError) as refused:
        create_contact(by=focal_point, data=ContactData(**{"name": "Somebody", **values}))
    assert problems(refused)[field] == code
    assert not Contact.objects.exists()


@pytest.mark.parametrize("who", ["auditor", "administrator"])
def test_auditors_and_administrators_enter_nobody(cast, who):
    with pytest.raises(Forbidden):
        create_contact(by=getattr(cast, who), data=ContactData(name="Somebody"))


def test_a_stale_save_is_refused(focal_point):
    contact = ContactFactory()
    update_contact(contact_id=contact.pk, by=focal_point, version=1, changes={"language": "fr"})
    with pytest.raises(Stale):
        update_contact(contact_id=contact.pk, by=focal_point, version=1, changes={"language": "es"})


def test_a_save_that_changes_nothing_leaves_no_trace(focal_point):
    contact = ContactFactory(language="fr")
    update_contact(contact_id=contact.pk, by=focal_point, changes={"language": "fr", "name": contact.name})
    contact.refresh_from_db()
    assert contact.version == 1
    assert not AuditEvent.objects.exists()


def test_posts_over_time(focal_point):
    old, new, contact = CompanyFactory(), CompanyFactory(), ContactFactory()
    first = add_affiliation(contact_id=contact.pk, by=focal_point, data=AffiliationData(old, "Buyer", date(2020, 1, 1)))
    end_affiliation(affiliation_id=first.pk, by=focal_point, on=date(2025, 6, 30))
    second = add_affiliation(contact_id=contact.pk, by=focal_point, data=AffiliationData(new, "Director"))
    correct_affiliation(affiliation_id=second.pk, by=focal_point, data=AffiliationData(new, "Managing director"))
    posts = [(post.company, post.title, post.until) for post in contact.affiliations.all()]
    assert posts == [(new, "Managing director", None), (old, "Buyer", date(2025, 6, 30))]
    contact.refresh_from_db()
    assert contact.version == 5
    assert AuditEvent.objects.count() == 4


def test_the_same_post_twice_is_refused(focal_point):
    post = AffiliationFactory()
    with pytest.raises(ValidationError) as refused:
        add_affiliation(contact_id=post.contact_id, by=focal_point, data=AffiliationData(post.company, post.title))
    assert problems(refused) == {"title": "twice"}


def test_nobody_leaves_before_they_came(focal_point):
    post = AffiliationFactory(since=date(2026, 1, 1))
    with pytest.raises(ValidationError) as refused:
        end_affiliation(affiliation_id=post.pk, by=focal_point, on=date(2025, 1, 1))
    assert problems(refused) == {"until": "left_before"}


def test_affiliations_can_be_replaced_as_a_whole(focal_point):
    kept, gone, contact = CompanyFactory(), CompanyFactory(), ContactFactory()
    post = AffiliationFactory(contact=contact, company=kept, title="Buyer")
    AffiliationFactory(contact=contact, company=gone)
    update_contact(
        contact_id=contact.pk,
        by=focal_point,
        changes={},
        affiliations=[AffiliationData(kept, "Buyer", until=date(2026, 5, 1))],
    )
    assert [(p.pk, p.until) for p in contact.affiliations.all()] == [(post.pk, date(2026, 5, 1))]


def test_the_latest_statement_of_consent_counts(focal_point):
    contact = ContactFactory()
    record_consent(
        contact_id=contact.pk, by=focal_point, data=ConsentData(Consent.WITHDRAWN, date(2026, 5, 1), "By e-mail")
    )
    record_consent(contact_id=contact.pk, by=focal_point, data=ConsentData(Consent.GIVEN, date(2024, 5, 1), "Card"))
    contact.refresh_from_db()
    assert contact.consent == Consent.WITHDRAWN
    assert [r.how for r in contact.consent_records.all()] == ["By e-mail", "Card"]


def test_consent_is_not_dated_in_the_future(focal_point):
    with pytest.raises(ValidationError) as refused:
        record_consent(
            contact_id=ContactFactory().pk,
            by=focal_point,
            data=ConsentData(Consent.GIVEN, date(2027, 1, 1), "Card"),
            on=TODAY,
        )
    assert problems(refused) == {"on": "future"}


@pytest.mark.parametrize(
    ("who", "sees"),
    [("focal_point", False), ("partnerships_officer", True), ("auditor", True), ("administrator", False)],
)
def test_withdrawn_consent_locks_the_addresses(cast, who, sees):
    contact = ContactFactory(consent=Consent.WITHDRAWN)
    assert bool(may_see_details(access(getattr(cast, who)), contact)) is sees


def test_locked_addresses_are_not_edited(focal_point):
    contact = ContactFactory(consent=Consent.WITHDRAWN)
    with pytest.raises(Forbidden):
        update_contact(contact_id=contact.pk, by=focal_point, changes={"name": "Somebody else"})


def test_do_not_contact_needs_a_reason_and_loses_it_again(focal_point):
    contact = ContactFactory()
    with pytest.raises(ValidationError):
        set_do_not_contact(contact_id=contact.pk, by=focal_point, do_not_contact=True)
    set_do_not_contact(contact_id=contact.pk, by=focal_point, do_not_contact=True, reason="Asked to be left alone")
    set_do_not_contact(contact_id=contact.pk, by=focal_point, do_not_contact=False)
    contact.refresh_from_db()
    assert (contact.do_not_contact, contact.do_not_contact_reason) == (False, "")


def test_the_bin_and_the_way_back(cast):
    contact = AffiliationFactory(company__lead_office=cast.senegal).contact
    with pytest.raises(Forbidden):
        bin_contact(contact_id=contact.pk, by=cast.outsider)
    bin_contact(contact_id=contact.pk, by=cast.focal_point)
    assert not Contact.objects.visible_to(cast.focal_point).exists()
    with pytest.raises(Conflict):
        update_contact(contact_id=contact.pk, by=cast.focal_point, changes={"name": "X"})
    with pytest.raises(Conflict):
        bin_contact(contact_id=contact.pk, by=cast.focal_point)
    with pytest.raises(Forbidden):
        restore_contact(contact_id=contact.pk, by=cast.outsider)
    restore_contact(contact_id=contact.pk, by=cast.focal_point)
    with pytest.raises(Conflict):
        restore_contact(contact_id=contact.pk, by=cast.focal_point)
    assert Contact.objects.visible_to(cast.outsider).exists()
