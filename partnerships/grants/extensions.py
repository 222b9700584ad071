"""What grants bring to the hosts of the layers below: navigation, inbox, history, the engagement's page."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from crm.accounts.access import access
from crm.contactlog.rights import working_offices
from crm.core.extension_points import (
    HistorySubject,
    InboxItem,
    InboxSource,
    NavigationEntry,
    history_subjects,
    inbox_sources,
    navigation,
)

from ..models import GrantCall, Proposal
from ..navigation import GROUP
from ..registries import EngagementPanel, engagement_panels
from . import demo, policies, presenters, selectors, tables, wordings  # noqa: F401


def _inbox(user: Any, today: date) -> Iterable[InboxItem]:
    """Proposals to send, calls to close, proposals to score."""
    held = access(user)
    for row in selectors.to_send_by(working_offices(held), on=today):
        url = reverse("partnerships:proposal", args=[row.pk])
        yield InboxItem(row.title, url, _("Proposal to send"), "send", row.call.deadline, row.call.title)
    for call in selectors.to_close(on=today) if policies.may_run_calls(held) else ():
        url = reverse("partnerships:grant_call", args=[call.pk])
        yield InboxItem(call.title, url, _("Call to close"), "award", call.deadline, call.source)
    for call in selectors.to_score_by(user):
        url = reverse("partnerships:grant_call", args=[call.pk])
        hint = ngettext("%(n)s proposal waits for your scores", "%(n)s proposals wait for your scores", call.to_score)
        yield InboxItem(call.title, url, _("Scores"), "award", hint=hint % {"n": call.to_score})


def _panel(engagement: Any, user: Any) -> dict[str, Any] | None:
    rows: Any = Proposal.objects.visible_to(user).filter(engagement=engagement).select_related("call", "office")
    found = list(rows.order_by("-call__deadline", "pk")[: selectors.WAITING])
    told = [(row, *presenters.state_of_proposal(row)) for row in found]
    return {"proposals": told} if told else None


engagement_panels.add(
    "grants",
    EngagementPanel(_("Small grants"), "partnerships/grants/_panel.html", _panel, icon="award", aside=True),
    order=57,
)
inbox_sources.add("grants", InboxSource(_("Small grants"), _inbox), order=45)
navigation.add(
    "grants",
    NavigationEntry(pgettext_lazy("navigation", "Small grants"), "partnerships:grant_call_list", "award", group=GROUP),
    order=527,
)
history_subjects.add(
    "partnerships.grantcall",
    HistorySubject(
        find=lambda user, pk: GrantCall.objects.visible_to(user).get(pk=pk),
        related={"partnerships.callcriterion": "call"},
    ),
)
history_subjects.add(
    "partnerships.proposal",
    HistorySubject(
        find=lambda user, pk: Proposal.objects.visible_to(user).get(pk=pk),
        related={"partnerships.budgetline": "proposal"},
    ),
)
