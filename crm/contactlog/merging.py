"""What of the contact log points at companies and people, and moves with them in a merge."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from crm.companies.registries import MergeReference, refer

from .models import CoordinationRequest, GoingAhead, Interaction, LastContact


def _interaction(row: Any) -> str:
    return reverse("contactlog:detail", args=[row.pk])


def _entry(row: Any) -> str:
    return str(row.interaction)


def _with_contact(row: Any) -> str:
    return reverse("contactlog:detail", args=[row.interaction_id])


def _request(row: Any) -> str:
    return reverse("contactlog:coordination_detail", args=[row.pk])


refer(MergeReference(_("Contacts in the log"), Interaction, "company", url=_interaction), order=50)
refer(MergeReference(_("Coordination requests"), CoordinationRequest, "company", url=_request), order=51)
refer(MergeReference(_("Approaches beside another office"), GoingAhead, "company"), order=52)
refer(MergeReference(_("Last contact"), LastContact, "company", stays="it follows the contacts of the log"), order=53)
refer(
    MergeReference(
        _("Contacts in the log"),
        Interaction.contacts.through,
        "contact",
        related=("interaction",),
        words=_entry,
        url=_with_contact,
        touches="interaction",
    ),
    order=50,
)
