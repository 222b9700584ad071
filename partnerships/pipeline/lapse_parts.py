"""What lapsed clearances of running partnerships show: banner, badge in lists, the company's page, the inbox."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from crm.accounts.access import access
from crm.companies.models import Company
from crm.companies.registries import Panel, company_banners
from crm.core import clock
from crm.core.extension_points import InboxItem, InboxSource, inbox_sources
from crm.core.templatetags.concord import badge
from crm.listing.columns import Column
from duediligence.enums import ClearanceState

from ..engagements import policies as engagement_policies
from ..engagements.services.writing import office_ids
from ..models import Engagement, Partner
from ..registries import EngagementPanel, engagement_banners, partnership_columns
from . import policies, selectors

SHOWN = 50


def banner(engagement: Engagement, user: Any) -> dict[str, Any] | None:
    """Each lapsed clearance with what was ruled, what can be done, and by whom; the pause, if it is one."""
    today = clock.today()
    lapses = selectors.lapses_of(engagement, on=today)
    if not lapses and engagement.paused_at is None:
        return None
    held = access(user)
    return {
        "lapses": [(lapse, policies.may_rule(held, lapse)) for lapse in lapses],
        "may_change": engagement_policies.may_change(held, engagement, office_ids(engagement)),
        "may_take_up": policies.may_take_up_again(held, engagement, lapses),
    }


def company_banner(company: Company, _user: Any) -> dict[str, Any]:
    # Most companies have nothing that runs, and this is asked at every company's page.
    if not Partner.objects.filter(company=company, running=True).exists():
        return {"running": []}
    today = clock.today()
    rows = selectors.lapsed_partners(on=today).filter(company=company, now_cleared=None)
    return {"running": list(rows.select_related("engagement").order_by("engagement__title")[:SHOWN])}


def _states(ids: Sequence[int], _user: Any) -> dict[int, str]:
    return selectors.lapse_states(ids, on=clock.today())


def _cell(state: str | None) -> Any:
    return badge(ClearanceState(state).label, ClearanceState(state).tone) if state else None


def _inbox(user: Any, today: date) -> Iterable[InboxItem]:
    for lapse in selectors.lapses_to_rule(user, on=today)[:SHOWN]:
        yield InboxItem(
            title=lapse.partner.engagement.title,
            url=reverse("partnerships:lapse_rule", args=[lapse.partner.pk]),
            kind=_("Ruling"),
            icon="gavel",
            due_on=lapse.lapsed_on,
            hint=lapse.company.legal_name,
            tone="bad",
        )


engagement_banners.add(
    "lapses",
    EngagementPanel(_("Lapsed clearances"), "partnerships/pipeline/_lapse_banner.html", banner, kinds=("partnership",)),
)
company_banners.add(
    "lapsed_partnerships",
    Panel(_("Lapsed clearances"), "partnerships/pipeline/_company_lapses.html", company_banner),
    order=20,
)
partnership_columns.add(
    "lapsed",
    Column(
        "lapsed",
        _("Lapsed clearance"),
        _cell,
        "Lapsed clearance",
        source="pk",
        lookup=_states,
        export=lambda state: str(ClearanceState(state).label) if state else "",
    ),
)
inbox_sources.add("lapses", InboxSource(_("Rulings"), _inbox), order=6)
