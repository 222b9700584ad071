"""Documents of an engagement: who reads them, NDA, that nothing of a hidden one leaks."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from crm.accounts.access import access
from crm.audit.models import AuditEvent
from crm.core.errors import Conflict, Forbidden, Stale
from crm.core.extension_points import bin_sources
from partnerships.engagements import document_policies
from partnerships.engagements.services.bin import bin_engagement, restore_engagement
from partnerships.engagements.services.documents import bin_document, file_document, restore_document, update_document
from partnerships.models import EngagementDocument
from tests.cast import PEOPLE

PDF = b"%PDF-1.7 secret"


@pytest.fixture
def filed(cast, opened):
    def make(by=None, row=None, **more) -> EngagementDocument:
        row = row or opened(office_ids=(cast.ghana.pk,))
        upload = ContentFile(PDF, name="Secret plan.pdf")
        return file_document(by=by or cast.focal_point, engagement_id=row.pk, upload=upload, **more)

    return make


def page(user, name, *args):
    client = Client()
    client.force_login(user)
    return client.get(reverse(f"partnerships:{name}", args=args))


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("visibility", ["everyone", "region", "office"])
def test_the_list_and_the_policy_agree_on_who_reads(cast, filed, person, visibility):
    user, document = getattr(cast, person), filed(visibility=visibility)
    told = document_policies.may_read(access(user), document, [cast.ghana.pk])
    assert EngagementDocument.objects.readable_by(user).exists() is bool(told)
    text = page(user, "partnership_detail", document.engagement_id).text
    assert ("Secret plan" in text) is bool(told)
    assert told or "A document that Senegal keeps to itself" in text
    assert page(user, "document", document.pk).status_code == (200 if told else 404)


def test_own_office_is_every_office_of_the_engagement(cast, filed):
    filed(visibility="office")
    readers = {name for name in ("focal_point", "neighbour", "outsider") if _reads(getattr(cast, name))}
    assert "focal_point" in readers
    assert "outsider" not in readers


def _reads(user):
    return EngagementDocument.objects.readable_by(user).exists()


def test_under_an_nda_it_begins_with_the_offices_of_the_engagement(cast, filed, opened, signed):
    row = opened()
    assert filed(row=row).visibility == "everyone"
    signed(row, nda=True, nda_minimum="Who and where.")
    assert filed(row=row).visibility == "office"
    form = page(cast.focal_point, "document_create", row.pk).context["form"]
    assert form["visibility"].value() == "office"


def test_the_trail_does_not_tell_the_title(filed):
    filed(visibility="office")
    event = AuditEvent.objects.get(verb="engagement_document.filed")
    assert "Secret" not in f"{event.subject_label} {event.after}"


def test_bad_files_are_refused_and_not_stored(cast, opened):
    row = opened()
    with pytest.raises(ValidationError) as refused:
        file_document(by=cast.focal_point, engagement_id=row.pk, upload=ContentFile(PDF, name="virus.exe"))
    assert "file" in refused.value.error_dict
    assert not EngagementDocument.objects.exists()


@pytest.mark.parametrize("person", ["outsider", "auditor", "administrator"])
def test_others_neither_file_nor_change(cast, filed, person):
    document, user = filed(), getattr(cast, person)
    with pytest.raises(Forbidden):
        filed(by=user, row=document.engagement)
    with pytest.raises(Forbidden):
        update_document(by=user, document_id=document.pk, title="Mine", kind="other", visibility="everyone")
    with pytest.raises(Forbidden):
        bin_document(by=user, document_id=document.pk)


def test_changed_once_not_twice(cast, filed):
    document = filed()
    told = {"document_id": document.pk, "kind": "agreement", "visibility": "region", "version": document.version}
    update_document(by=cast.focal_point, title="Plan", **told)
    with pytest.raises(Stale):
        update_document(by=cast.chief_of_mission, title="Other", **told)


def test_into_the_bin_and_back(cast, filed):
    document = filed()
    bin_document(by=cast.focal_point, document_id=document.pk)
    assert not _reads(cast.focal_point)
    source = bin_sources.get("engagement_documents")
    assert [row.pk for row in source.rows(cast.chief_of_mission)] == [document.pk]
    assert list(source.rows(cast.outsider)) == []
    bin_engagement(by=cast.focal_point, engagement_id=document.engagement_id)
    with pytest.raises(Conflict):
        restore_document(by=cast.focal_point, document_id=document.pk)
    restore_engagement(by=cast.focal_point, engagement_id=document.engagement_id)
    restore_document(by=cast.focal_point, document_id=document.pk)
    assert _reads(cast.focal_point)


def test_filed_by_a_form(cast, opened):
    row = opened()
    client = Client()
    client.force_login(cast.focal_point)
    told = {"file": SimpleUploadedFile("plan.pdf", PDF), "kind": "proposal", "visibility": "region"}
    answer = client.post(reverse("partnerships:document_create", args=[row.pk]), told, follow=True)
    assert "plan.pdf" in answer.text
    document = EngagementDocument.objects.get()
    assert (document.kind, document.office) == ("proposal", cast.senegal)
    told = {"title": "Plan A", "kind": "proposal", "visibility": "everyone", "version": document.version}
    client.post(reverse("partnerships:document_edit", args=[document.pk]), told)
    document.refresh_from_db()
    assert (document.title, document.visibility) == ("Plan A", "everyone")
    client.post(reverse("partnerships:document_bin", args=[document.pk]))
    assert not EngagementDocument.objects.kept().exists()
