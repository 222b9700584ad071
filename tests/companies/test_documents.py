"""Documents of a company: who reads them, and that nothing of a hidden one leaks."""

import itertools

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from crm.accounts.access import access
from crm.audit.models import AuditEvent
from crm.companies import policies
from crm.companies.models import Document
from crm.companies.services.documents import bin_document, file_document, restore_document, update_document
from crm.core.errors import Conflict, Forbidden
from tests.cast import PEOPLE
from tests.factories import CompanyFactory

PDF = b"%PDF-1.7 secret"


def pdf(name="Secret plan.pdf") -> ContentFile:
    return ContentFile(PDF, name=name)


def filed(by, visibility="everyone", **more) -> Document:
    return file_document(company_id=CompanyFactory().pk, by=by, upload=pdf(), visibility=visibility, **more)


def test_a_document_is_stored_under_a_random_name(focal_point):
    document = filed(focal_point)
    assert (document.title, document.filename, document.content_type) == (
        "Secret plan.pdf",
        "Secret plan.pdf",
        "application/pdf",
    )
    assert "Secret" not in document.file.name
    assert len(document.sha256) == 64
    assert document.office == focal_point.office
    with document.file.open() as stored:
        assert stored.read() == PDF


def test_the_trail_does_not_tell_the_title(focal_point):
    filed(focal_point, visibility="office")
    event = AuditEvent.objects.get(verb="document.filed")
    assert "Secret" not in f"{event.subject_label} {event.after}"


@pytest.mark.parametrize("name", ["virus.exe", "../x.pdf", "x.exe.pdf"])
def test_bad_files_are_refused_and_not_stored(focal_point, name):
    with pytest.raises(ValidationError) as refused:
        file_document(company_id=CompanyFactory().pk, by=focal_point, upload=pdf(name))
    assert "file" in refused.value.error_dict
    assert not Document.objects.exists()


READERS = {
    "everyone": set(PEOPLE),
    "region": {
        "focal_point",
        "neighbour",
        "chief_of_mission",
        "regional_director",
        # Headquarters stands above every region.
        "partnerships_officer",
        "committee_member",
        "director_general",
        "auditor",
    },
    "office": {"focal_point", "chief_of_mission", "auditor"},
}


@pytest.mark.parametrize(("visibility", "person"), list(itertools.product(READERS, PEOPLE)))
def test_who_reads_a_document(cast, visibility, person):
    document = filed(cast.focal_point, visibility=visibility)
    reader = getattr(cast, person)
    expected = person in READERS[visibility]
    assert bool(policies.may_read_document(access(reader), document)) is expected
    assert Document.objects.visible_to(reader).get().readable is expected


def test_a_document_is_filed_for_an_office_of_ones_own(cast):
    with pytest.raises(Forbidden):
        filed(cast.focal_point, office=cast.kenya)
    with pytest.raises(Forbidden):
        filed(cast.auditor)


def test_only_those_concerned_change_it(cast):
    document = filed(cast.focal_point)
    with pytest.raises(Forbidden):
        update_document(document_id=document.pk, by=cast.outsider, title="Mine", visibility="office")
    with pytest.raises(Forbidden):
        bin_document(document_id=document.pk, by=cast.outsider)
    update_document(document_id=document.pk, by=cast.chief_of_mission, title="Plan", visibility="region")
    bin_document(document_id=document.pk, by=cast.chief_of_mission)
    with pytest.raises(Conflict):
        bin_document(document_id=document.pk, by=cast.focal_point)
    assert restore_document(document_id=document.pk, by=cast.focal_point).binned_at is None
