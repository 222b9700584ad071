"""What the contact log adds to the pages of people, theirs and ours."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Max
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import User
from crm.accounts.registries import PersonPanel, person_panels
from crm.companies.models import Contact
from crm.companies.registries import Activity, Panel, contact_activity, contact_panels

from .icons import icon_of
from .models import Interaction

SHOWN = 10


def contacts_of(contact: Contact, user: Any) -> dict[str, Any]:
    """Only those that this person may read: whom an office met is what it may keep to itself."""
    rows = Interaction.objects.visible_to(user).readable_by(user).filter(contacts=contact)
    found = list(rows.select_related("company", "office", "by").order_by("-occurred_on", "-pk")[:SHOWN])
    for row in found:
        row.icon = icon_of(row.kind)
    return {"interactions": found}


def logged(contact_ids: Sequence[int], user: Any) -> dict[int, int]:
    """As on the page of one: only those that this person may read."""
    rows = Interaction.objects.visible_to(user).readable_by(user).filter(contacts__in=contact_ids).order_by()
    return dict(rows.values_list("contacts").annotate(n=Count("pk")))


def worked_with(person: User, viewer: Any) -> dict[str, Any] | None:
    """The companies with which a colleague was in contact: who has worked with whom."""
    rows = (
        Interaction.objects.visible_to(viewer)
        .filter(by=person)
        .values("company_id", "company__legal_name")
        .annotate(times=Count("pk"), last=Max("occurred_on"))
        .order_by("-last", "company_id")[:SHOWN]
    )
    found = list(rows)
    return {"companies": found} if found else None


contact_panels.add(
    "interactions",
    Panel(_("Contacts"), "contactlog/_contact_interactions_panel.html", contacts_of, icon="message-square"),
)
contact_activity.add("logged", Activity(_("Contacts in the log"), logged), order=10)
person_panels.add(
    "worked_with", PersonPanel(_("Worked with"), "contactlog/_person_companies_panel.html", worked_with, "handshake")
)
