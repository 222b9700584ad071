"""Taking back what an import did to a person, and no more."""

from typing import Any

from django.utils.translation import gettext as _

from crm.accounts.models import User
from crm.imports.registries import UndoEntry

from ..models import Contact
from ..services.contact_data import AffiliationData
from ..services.contacts import bin_contact, update_contact


def undo(entry: UndoEntry, by: User) -> str:
    contact = Contact.objects.kept().get(pk=entry.subject_id)
    if contact.version != entry.version:
        return _("Somebody changed it since.")
    if entry.created:
        if _in_use(contact):
            return _("Somebody logged a contact with this person since.")
        bin_contact(contact_id=contact.pk, by=by)
        return ""
    changes: dict[str, Any] = {}
    for before in reversed(entry.befores):
        changes |= before.get("fields", {})
    joined = frozenset(pk for before in entry.befores for pk in before.get("joined", []))
    update_contact(
        contact_id=contact.pk,
        by=by,
        changes=changes,
        affiliations=posts_of(contact, joined) if joined else None,
        verb="contact.import_undone",
    )
    return ""


def _in_use(contact: Contact) -> bool:
    """Whether an app above points at the person; what the import wrote with them does not count."""
    own = {"affiliations", "consent_records"}
    for relation in contact._meta.related_objects:
        name, model = relation.get_accessor_name(), relation.related_model
        if name in own or hasattr(model, "pgh_tracked_model"):
            continue
        if model._base_manager.filter(**{relation.field.name: contact}).exists():
            return True
    return False


def posts_of(contact: Contact, but: frozenset[int] = frozenset()) -> list[AffiliationData]:
    rows = contact.affiliations.select_related("company")
    return [
        AffiliationData(r.company, r.title, r.since, r.until, r.key_person)
        for r in rows
        if r.company_id not in but or r.until is not None
    ]
