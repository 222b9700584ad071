"""What gifts bring to the hosts of the layers below: navigation, inbox, history, the page of a company."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, Sum, Window
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from crm.accounts.access import access
from crm.companies.registries import Panel, company_panels
from crm.core import locale
from crm.core.extension_points import (
    HistorySubject,
    InboxItem,
    InboxSource,
    NavigationEntry,
    history_subjects,
    inbox_sources,
    navigation,
)

from .. import rights
from ..enums import DonationState
from ..models import Donation
from ..navigation import GROUP
from . import tables  # noqa: F401

SHOWN, LATEST = 25, 5


def _inbox(user: Any, today: date) -> Iterable[InboxItem]:
    """Gifts that wait to be accepted or refused; questions about shipping that others asked."""
    held = access(user)
    offices = rights.kept_offices(held)
    if offices:
        rows = Donation.objects.waiting().filter(office__in=offices).select_related("office")
        for row in rows.order_by("received_on", "pk")[:SHOWN]:
            url = reverse("donations:donation", args=[row.pk])
            amount = locale.money(row.given_amount, row.given_currency, locale.current())
            yield InboxItem(row, url, _("Donation to accept"), "heart", hint=f"{amount} · {row.office.name}")
    if rights.of_headquarters(held):
        asked = Donation.objects.waiting().filter(shipping_asked_at__isnull=False, shipping_answer="")
        for row in asked.exclude(shipping_asked_by=user).select_related("office")[:SHOWN]:
            url = reverse("donations:shipping_answer", args=[row.pk])
            yield InboxItem(row.goods, url, _("Shipping to cover?"), "truck", hint=row.office.name)


def _company_panel(company: Any, user: Any) -> dict[str, Any]:
    """The latest gifts, and the sum of all accepted ones, in one query."""
    total = Window(Sum("given_usd", filter=Q(state=DonationState.ACCEPTED)))
    gifts = Donation.objects.visible_to(user).filter(company=company).annotate(total=total)
    rows = list(gifts.select_related("cause", "office").order_by("-received_on", "-pk")[:LATEST])
    return {
        "gifts": rows,
        "total": rows[0].total if rows else None,
        "may_enter": bool(rights.kept_offices(access(user))),
    }


inbox_sources.add("donations", InboxSource(_("Donations"), _inbox), order=58)
navigation.add("donations", NavigationEntry(_("Donations"), "donations:donation_list", "heart", group=GROUP), order=600)
history_subjects.add(
    "donations.donation",
    HistorySubject(
        find=lambda user, pk: Donation.objects.visible_to(user).get(pk=pk),
        related={"donations.posting": "donation"},
    ),
)
company_panels.add(
    "donations", Panel(_("Donations"), "donations/gifts/_company_panel.html", _company_panel, icon="heart"), order=45
)
