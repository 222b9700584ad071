"""What people add to the hosts of core: navigation, search, bin, history."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from crm.accounts.access import access
from crm.core.extension_points import (
    BinnedItem,
    BinSource,
    Command,
    HistorySubject,
    NavigationEntry,
    SearchHit,
    SearchProvider,
    bin_sources,
    commands,
    history_subjects,
    navigation,
    search_providers,
)
from crm.core.names import upkeep

from . import contact_tables  # noqa: F401
from .contact_policies import may_create_contact, may_restore_contact, may_see_details
from .contact_suggestions import search
from .merge_parts import elsewhere
from .merging.kinds import CONTACT
from .models import PERSON_NAMES, Affiliation, Contact
from .services.contacts import restore_contact
from .suggestions import BEING_BUILT


def _find(user: Any, text: str, limit: int) -> Sequence[SearchHit]:
    return [
        SearchHit(each.name, reverse("companies:contact_detail", args=[each.id]), "users", each.hint, each.score)
        for each in search(user, text, limit=limit).found
    ]


def _notice() -> Any:
    return BEING_BUILT if upkeep.is_owed(PERSON_NAMES) else ""


def _binned(user: Any) -> Any:
    """What the person may restore: what they binned themselves, entered, or whose company their office leads."""
    posts = Affiliation.objects.select_related("company__lead_office")
    rows = Contact.objects.restorable_by(user).select_related("binned_by")
    return rows.prefetch_related(Prefetch("affiliations", posts)).order_by("-binned_at", "-pk")


def _present(contact: Contact, user: Any) -> BinnedItem:
    offices = [post.company.lead_office for post in contact.affiliations.all()]
    return BinnedItem(
        pk=contact.pk,
        title=contact.name,
        hint=", ".join(str(post.company) for post in contact.affiliations.all()),
        binned_at=contact.binned_at,  # type: ignore[arg-type]
        binned_by=contact.binned_by,
        restorable=may_restore_contact(access(user), contact, lead_offices=offices),
    )


def _restore(*, pk: int, by: Any) -> Contact:
    return restore_contact(contact_id=pk, by=by)


def _hidden(user: Any, contact: Contact) -> set[str]:
    return set() if may_see_details(access(user), contact) else {"emails", "phones", "notes"}


def _find_contact(user: Any, pk: int) -> Contact:
    """Also of one that was merged: what happened to it is what people look for there."""
    merged = Contact.objects.merged() if user.is_active else Contact.objects.none()
    return Contact.objects.visible_to(user).filter(pk=pk).first() or merged.get(pk=pk)


navigation.add("people", NavigationEntry(label=_("People"), url_name="companies:contact_list", icon="users"), order=30)
commands.add(
    "contact.create",
    Command(
        label=_("Enter a person"),
        url_name="companies:contact_create",
        icon="user-plus",
        shown_to=lambda user: bool(may_create_contact(access(user))),
    ),
)
search_providers.add("contacts", SearchProvider(label=_("People"), find=_find, notice=_notice), order=20)
bin_sources.add(
    "contacts",
    BinSource(_("People"), _binned, _present, _restore, elsewhere(CONTACT, "companies:contact_detail")),
    order=20,
)
history_subjects.add(
    "companies.contact",
    HistorySubject(
        find=_find_contact,
        hidden=_hidden,
        related={"companies.affiliation": "contact", "companies.consentrecord": "contact"},
    ),
)
