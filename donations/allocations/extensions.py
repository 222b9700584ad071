"""What allocations bring to the hosts of the layers below: navigation, inbox, history, the gift's page."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from crm.accounts.access import access
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
from ..enums import Account
from ..ledger.balances import balances
from ..models import Allocation, Destination
from ..navigation import GROUP
from ..registries import RecordPanel, gift_panels
from . import policies, selectors, tables, wordings  # noqa: F401


def _inbox(user: Any, today: date) -> Iterable[InboxItem]:
    """Allocations that somebody else proposed, questions that headquarters are asked."""
    held = access(user)
    if not rights.of_headquarters(held):
        return
    for row in selectors.waiting_for_decision(user)[: selectors.SHOWN]:
        url = reverse("donations:allocation", args=[row.pk])
        hint = f"{locale.money(row.amount_usd, 'USD', locale.current())} · {row.office.name}"
        yield InboxItem(row.destination.name, url, _("Allocation to decide"), "split", hint=hint)
    for question in selectors.asked_of_headquarters(user)[: selectors.SHOWN]:
        url = reverse("donations:intent_answer", args=[question.pk])
        yield InboxItem(
            question.donation, url, _("What may this gift be used for?"), "circle-question-mark", hint=question.why
        )


def _intent(donation: Any, user: Any) -> dict[str, Any] | None:
    held = access(user)
    questions = selectors.questions_of(donation)
    waits = any(not each.answer for each in questions)
    allocated = balances(donation.pk).get(Account.ALLOCATED, Decimal(0))
    may_ask = policies.may_ask(held, donation, allocated=allocated, open_question=waits)
    if not questions and (not rights.keeps(held, donation.office_id) or donation.state != "accepted"):
        return None
    lines = [(each, policies.may_answer(held, each)) for each in questions]
    return {"questions": lines, "may_ask": may_ask, "donation": donation}


def _uses(donation: Any, _user: Any) -> dict[str, Any] | None:
    rows = selectors.uses_of(donation)
    return {"uses": rows} if rows else None


gift_panels.add(
    "uses", RecordPanel(_("Where it went"), "donations/allocations/_uses_panel.html", _uses, icon="split"), order=50
)
gift_panels.add(
    "intent",
    RecordPanel(
        _("What it may be used for"),
        "donations/allocations/_intent_panel.html",
        _intent,
        icon="circle-question-mark",
        aside=True,
    ),
    order=60,
)
inbox_sources.add("allocations", InboxSource(_("Allocations"), _inbox), order=60)
navigation.add(
    "pools",
    NavigationEntry(
        _("To be allocated"),
        "donations:pool_list",
        "coins",
        shown_to=lambda user: bool(policies.may_see_pools(access(user))),
        group=GROUP,
    ),
    order=640,
)
navigation.add(
    "allocations", NavigationEntry(_("Allocations"), "donations:allocation_list", "split", group=GROUP), order=645
)
navigation.add(
    "destinations", NavigationEntry(_("Destinations"), "donations:destination_list", "target", group=GROUP), order=650
)
history_subjects.add(
    "donations.allocation", HistorySubject(find=lambda user, pk: Allocation.objects.visible_to(user).get(pk=pk))
)
history_subjects.add(
    "donations.destination",
    HistorySubject(
        find=lambda user, pk: Destination.objects.visible_to(user).get(pk=pk),
        related={"donations.destination_causes": "destination"},
    ),
)
