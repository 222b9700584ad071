"""Two records of one person become one, and where one is stricter about their data, that one stands."""

import pytest
from django.core.exceptions import ValidationError

from crm.companies.merging.fields import SOURCE, TARGET
from crm.companies.models import Affiliation, ConsentRecord, Contact
from crm.companies.services.contacts import restore_contact, update_contact
from crm.companies.services.merges import merge_contacts
from crm.companies.services.unmerges import CameSince, undo_merge
from crm.contactlog.models import Interaction
from crm.core.errors import Conflict, Forbidden
from tests.factories import CompanyFactory

from .conftest import dump, fresh


def merge(people, by, **more):
    return merge_contacts(source_id=people.source.pk, target_id=people.target.pk, by=by, **more)


def test_posts_contacts_addresses_and_notes_come_together(focal_point, people):
    merged = merge(people, focal_point)
    target = fresh(people.target)
    assert {a.title for a in target.affiliations.all()} == {"Director", "Adviser"}
    assert set(target.interactions.all()) == {people.both, people.alone}
    assert (target.emails, target.phones) == (["O.Fall@b.sn", "of@b.sn"], ["+221 1"])
    assert (target.name, target.notes) == ("Ousmane Fall", "Speaks Wolof")
    assert merged.journal["stayed"]["companies.affiliation.contact"]
    assert list(Interaction.contacts.through.objects.filter(contact=people.source)) != []


def test_readers_of_a_contact_are_told_that_its_people_changed(focal_point, people):
    before = fresh(people.alone).version
    merge(people, focal_point)
    assert fresh(people.alone).version == before + 1
    assert fresh(people.both).version == people.both.version


@pytest.mark.parametrize("choices", [{}, {"name": SOURCE, "notes": SOURCE}])
def test_a_merge_and_its_undoing_leave_every_row_as_it_was(focal_point, people, choices):
    Contact.objects.filter(pk=people.source.pk).update(
        do_not_contact=True, do_not_contact_reason="Asked", language="fr"
    )
    ConsentRecord.objects.create(
        contact=people.source, state="given", on="2026-01-01", how="By mail", noted_by=focal_point
    )
    Contact.objects.filter(pk=people.source.pk).update(consent="given")
    before = dump(Contact)
    merged = merge(people, focal_point, choices=choices)
    assert fresh(people.target).consent == "given"
    undo_merge(merge_id=merged.pk, by=focal_point)
    assert dump(Contact) == before


@pytest.mark.parametrize(
    ("source", "target", "result"),
    [
        ("withdrawn", "given", "withdrawn"),
        ("given", "withdrawn", "withdrawn"),
        ("unknown", "given", "given"),
        ("given", "unknown", "given"),
        ("unknown", "unknown", "unknown"),
        ("withdrawn", "unknown", "withdrawn"),
    ],
)
def test_the_stricter_consent_stands(partnerships_officer, people, source, target, result):
    Contact.objects.filter(pk=people.source.pk).update(consent=source)
    Contact.objects.filter(pk=people.target.pk).update(consent=target)
    if source != target:
        loser = TARGET if result == source else SOURCE
        with pytest.raises(ValidationError):
            merge(people, partnerships_officer, choices={"consent": loser})
    merge(people, partnerships_officer)
    assert fresh(people.target).consent == result


@pytest.mark.parametrize(
    ("source", "target", "result"),
    [("", "Said to us", "Said to us"), ("Wrote it", "", "Wrote it"), ("A", "B", "B / A"), ("", "", "")],
)
def test_do_not_contact_is_not_merged_away(focal_point, people, source, target, result):
    for contact, reason in ((people.source, source), (people.target, target)):
        Contact.objects.filter(pk=contact.pk).update(do_not_contact=bool(reason), do_not_contact_reason=reason)
    merge(people, focal_point)
    kept = fresh(people.target)
    assert (kept.do_not_contact, kept.do_not_contact_reason) == (bool(result), result)


def test_who_may_not_open_the_addresses_does_not_merge(cast, people):
    Contact.objects.filter(pk=people.source.pk).update(consent="withdrawn")
    with pytest.raises(Forbidden, match="withdrew"):
        merge(people, cast.focal_point)
    merge(people, cast.partnerships_officer)


def test_only_those_who_answer_for_both(cast, people):
    Contact.objects.filter(pk=people.target.pk).update(created_by=cast.outsider)
    Affiliation.objects.filter(contact=people.target).update(company=CompanyFactory(lead_office=cast.kenya))
    with pytest.raises(Forbidden):
        merge(people, cast.focal_point)
    with pytest.raises(Forbidden):
        merge(people, cast.outsider)
    merge(people, cast.partnerships_officer)


def test_what_came_since_is_asked(focal_point, people):
    merged = merge(people, focal_point)
    with_them = Affiliation.objects.create(contact=people.target, company=people.company, title="Chair")
    update_contact(contact_id=people.target.pk, by=focal_point, changes={"emails": ["new@b.sn"]})
    with pytest.raises(CameSince) as asked:
        undo_merge(merge_id=merged.pk, by=focal_point)
    assert set(asked.value.parts) == {f"companies.affiliation.contact:{with_them.pk}", "field:emails"}
    undo_merge(merge_id=merged.pk, by=focal_point, answers={f"companies.affiliation.contact:{with_them.pk}": "goes"})
    assert fresh(with_them).contact == people.source
    assert fresh(people.target).emails == ["new@b.sn"]


def test_a_merged_person_takes_no_deeds(focal_point, people):
    merge(people, focal_point)
    with pytest.raises(Conflict) as refused:
        update_contact(contact_id=people.source.pk, by=focal_point, changes={"notes": "x"})
    assert refused.value.code == "merged"
    with pytest.raises(Conflict) as refused:
        restore_contact(contact_id=people.source.pk, by=focal_point)
    assert refused.value.code == "merged"
    assert people.source not in Contact.objects.restorable_by(focal_point)
