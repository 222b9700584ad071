"""Entering a person and changing what stands on them. A person's data are personal: consent is kept with its date."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from crm.accounts.access import access
from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock

from .. import contact_policies as policies
from ..enums import Consent
from ..models import ConsentRecord, Contact
from . import contact_writing as writing
from .contact_data import CONTACT_FIELDS, AffiliationData, ConsentData, ContactData
from .names import index_contact
from .pair_nudge import nudge

__all__ = [
    "AffiliationData",
    "ConsentData",
    "ContactData",
    "bin_contact",
    "create_contact",
    "record_consent",
    "restore_contact",
    "set_do_not_contact",
    "update_contact",
]


@transaction.atomic
def create_contact(
    *,
    by: User,
    data: ContactData,
    affiliations: Iterable[AffiliationData] = (),
    consent: ConsentData | None = None,
    on: date | None = None,
) -> Contact:
    """Enter a person. Raises Forbidden, or ValidationError by field (domain.md section 3)."""
    day, posts = on or clock.today(), list(affiliations)
    policies.may_create_contact(access(by, on=day)).require()
    contact = Contact(created_by=by)
    region = next((str(post.company.country) for post in posts), "")
    writing.assign(contact, values=data.values(), region=region)
    contact.save(force_insert=True)
    for post in posts:
        writing.add_post(contact, post=post)
    if consent:
        _write_consent(contact, consent, by=by, on=day)
        contact.save(update_fields=["consent"])
    index_contact(contact)
    after = writing.filled(contact) | ({"affiliations": writing.posts_said(contact)} if posts else {})
    nudge()
    recorder.record(verb="contact.created", subject=contact, by=by, after=after)
    return contact


@transaction.atomic
def update_contact(
    *,
    contact_id: int,
    by: User,
    changes: dict[str, Any],
    version: int | None = None,
    affiliations: Iterable[AffiliationData] | None = None,
    consent: ConsentData | None = None,
    on: date | None = None,
    verb: str = "contact.updated",
) -> Contact:
    """Change the named fields; `affiliations` replace what is there unless they are None.

    Raises Stale, Forbidden, Conflict, or ValidationError by field. Nothing is written where nothing differs.
    """
    unknown = changes.keys() - CONTACT_FIELDS
    if unknown:
        raise TypeError(f"no such field of a contact: {', '.join(sorted(unknown))}")
    day, contact = on or clock.today(), writing.locked(contact_id)
    contact.expect_version(version)
    policies.may_edit_contact(access(by, on=day), contact).require()
    old = {name: getattr(contact, name) for name in [*changes, "consent"]}
    posts_before = writing.posts_said(contact)
    writing.assign(contact, values=changes, region=writing.region_of(contact))
    if affiliations is not None:
        writing.replace_posts(contact, posts=affiliations)
    if consent and consent.state != contact.consent:
        _write_consent(contact, consent, by=by, on=day)
    before = {name: value for name, value in old.items() if getattr(contact, name) != value}
    after = {name: getattr(contact, name) for name in before}
    posts_after = writing.posts_said(contact)
    if posts_before != posts_after:
        before["affiliations"], after["affiliations"] = posts_before, posts_after
    if before:
        contact.save_changes(*writing.columns(before))
        nudge()
        if before.keys() & {"name", "native_name"}:
            index_contact(contact)
        recorder.record(verb=verb, subject=contact, by=by, before=before, after=after)
    return contact


def set_do_not_contact(
    *, contact_id: int, by: User, do_not_contact: bool, reason: str = "", version: int | None = None
) -> Contact:
    """Say that nobody should write to or call this person, and why; or take it back."""
    return update_contact(
        contact_id=contact_id,
        by=by,
        version=version,
        changes={"do_not_contact": do_not_contact, "do_not_contact_reason": reason if do_not_contact else ""},
        verb="contact.do_not_contact_set",
    )


@transaction.atomic
def record_consent(*, contact_id: int, by: User, data: ConsentData, on: date | None = None) -> ConsentRecord:
    """Keep that the person gave or withdrew consent; the latest statement counts. Raises Forbidden, Conflict."""
    day, contact = on or clock.today(), writing.locked(contact_id)
    policies.may_record_consent(access(by, on=day), contact).require()
    before = contact.consent
    record = _write_consent(contact, data, by=by, on=day)
    contact.save_changes("consent")
    after = {"consent": record.state, "on": record.on, "how": record.how}
    recorder.record(verb="contact.consent_recorded", subject=contact, by=by, before={"consent": before}, after=after)
    return record


def _write_consent(contact: Contact, data: ConsentData, *, by: User, on: date) -> ConsentRecord:
    record = ConsentRecord(contact=contact, state=data.state, on=data.on or on, how=data.how, noted_by=by)
    writing.check_consent(record, today=on)
    record.save()
    latest = contact.consent_records.first()
    contact.consent = latest.state if latest else Consent.UNKNOWN
    return record


@transaction.atomic
def bin_contact(*, contact_id: int, by: User, version: int | None = None) -> Contact:
    """Put a person into the bin. Raises Forbidden, Conflict or Stale."""
    contact = writing.locked(contact_id)
    contact.expect_version(version)
    policies.may_bin_contact(access(by), contact, lead_offices=writing.lead_offices(contact)).require()
    contact.binned_at, contact.binned_by = clock.now(), by
    contact.save_changes("binned_at", "binned_by")
    recorder.record(verb="contact.binned", subject=contact, by=by)
    return contact


@transaction.atomic
def restore_contact(*, contact_id: int, by: User) -> Contact:
    """Bring a person back. Raises Forbidden or Conflict."""
    contact = writing.locked(contact_id)
    policies.may_restore_contact(access(by), contact, lead_offices=writing.lead_offices(contact)).require()
    contact.binned_at, contact.binned_by = None, None
    contact.save_changes("binned_at", "binned_by")
    recorder.record(verb="contact.restored", subject=contact, by=by)
    return contact
