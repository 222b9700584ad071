"""A person's posts over time: taken up, left, put right."""

from datetime import date

from django.db import transaction

from crm.accounts.access import access
from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock

from .. import contact_policies as policies
from ..models import Affiliation, Contact
from . import contact_writing as writing
from .contact_data import AffiliationData


@transaction.atomic
def add_affiliation(*, contact_id: int, by: User, data: AffiliationData) -> Affiliation:
    """The person took up a post. Raises Forbidden, Conflict, or ValidationError by field."""
    contact = _editable(contact_id, by)
    post = writing.add_post(contact, post=data)
    contact.save_changes()
    recorder.record(verb="contact.post_added", subject=contact, by=by, after={"post": writing.said(post)})
    return post


@transaction.atomic
def correct_affiliation(*, affiliation_id: int, by: User, data: AffiliationData) -> Affiliation:
    """What was written of a post was wrong, or is no longer so. Raises Forbidden, Conflict, ValidationError."""
    post = Affiliation.objects.select_related("company").get(pk=affiliation_id)
    contact = _editable(post.contact_id, by)
    before = writing.said(post)
    post = writing.write_post(post, post=data)
    contact.save_changes()
    recorder.record(
        verb="contact.post_corrected",
        subject=contact,
        by=by,
        before={"post": before},
        after={"post": writing.said(post)},
    )
    return post


@transaction.atomic
def end_affiliation(*, affiliation_id: int, by: User, on: date | None = None) -> Affiliation:
    """The person left the post. Raises Forbidden, Conflict, or ValidationError where they came later than that."""
    post = Affiliation.objects.select_related("company").get(pk=affiliation_id)
    contact = _editable(post.contact_id, by)
    data = AffiliationData(post.company, post.title, post.since, on or clock.today(), post.key_person)
    post = writing.write_post(post, post=data)
    contact.save_changes()
    recorder.record(verb="contact.post_ended", subject=contact, by=by, after={"post": writing.said(post)})
    return post


def _editable(contact_id: int, by: User) -> Contact:
    contact = writing.locked(contact_id)
    policies.may_edit_contact(access(by), contact).require()
    return contact
