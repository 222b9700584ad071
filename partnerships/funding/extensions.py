"""What funding brings to the hosts of the layers below."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from crm.accounts.access import access
from crm.core import clock
from crm.core.extension_points import HistorySubject, NavigationEntry, history_subjects, navigation

from ..engagements import policies as engagement_policies
from ..models import Programme
from ..navigation import GROUP
from ..registries import EngagementPanel, engagement_panels
from . import glance, policies, presenters, tables  # noqa: F401
from .selectors import effort_of, funding_of


def _funding(engagement: Any, user: Any) -> dict[str, Any]:
    today = clock.today()
    funding = funding_of(engagement)
    offices = [office.pk for office in engagement.offices.all()]
    may_change = engagement_policies.may_change(access(user), engagement, offices)
    return {
        "funding": funding,
        "lines": [presenters.line_of(row, on=today) for row in funding.rows],
        "chart": presenters.share_bars(funding.shares),
        "may_change": may_change,
    }


def _effort(engagement: Any, user: Any) -> dict[str, Any]:
    may_charge = policies.may_charge_for(access(user), user.office_id or 0)
    return {"effort": effort_of(engagement), "may_charge": may_charge}


engagement_panels.add(
    "funding",
    EngagementPanel(
        _("Contributions"),
        "partnerships/funding/_funding_panel.html",
        _funding,
        icon="hand-coins",
        deeds="partnerships/funding/_funding_deeds.html",
    ),
    order=50,
)
engagement_panels.add(
    "staff-time",
    EngagementPanel(
        _("Staff time"),
        "partnerships/funding/_effort_panel.html",
        _effort,
        icon="clock",
        aside=True,
        deeds="partnerships/funding/_effort_deeds.html",
    ),
    order=55,
)
navigation.add(
    "contributions",
    NavigationEntry(_("Contributions"), "partnerships:contribution_list", "hand-coins", group=GROUP),
    order=520,
)
navigation.add(
    "programmes",
    NavigationEntry(_("Programmes"), "partnerships:programme_list", "target", group=GROUP),
    order=525,
)
history_subjects.add(
    "partnerships.programme", HistorySubject(find=lambda user, pk: Programme.objects.visible_to(user).get(pk=pk))
)
