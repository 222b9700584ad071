"""What agreements add to the page of a partnership and to the hosts of the layers below."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.accounts.access import access
from crm.core import clock
from crm.core.extension_points import (
    BinnedItem,
    BinSource,
    InboxItem,
    InboxSource,
    NavigationEntry,
    bin_sources,
    inbox_sources,
    navigation,
)

from ..engagements import policies as engagement_policies
from ..engagements.services.writing import office_ids
from ..models import AgreementTemplate, Engagement
from ..navigation import GROUP
from ..registries import ComingDate, EngagementPanel, coming_dates, engagement_panels
from . import policies, reminders, selectors  # noqa: F401
from .services import templates


def panel(engagement: Engagement, user: Any) -> dict[str, Any]:
    agreement, held = selectors.agreement_of(engagement), access(user)
    return {
        "agreement": agreement,
        "clauses": selectors.clause_lines(agreement, on=clock.today()) if agreement else (),
        "renewals": selectors.renewals_of(agreement) if agreement else (),
        "may_change": engagement_policies.may_change(held, engagement, office_ids(engagement)),
        "may_decide": policies.may_decide_renewal(held, engagement, agreement),
    }


def _inbox(user: Any, today: date) -> Iterable[InboxItem]:
    for row in selectors.to_decide_by(user, on=today)[: selectors.SHOWN]:
        yield InboxItem(
            title=row.engagement.title,
            url=reverse("partnerships:renewal", args=[row.engagement_id]),
            kind=_("Renewal"),
            icon="file-clock",
            due_on=row.ends_on,
            hint=row.get_renewal_display(),
        )


def _binned(user: Any) -> Any:
    if not policies.may_keep_templates(access(user)):
        return AgreementTemplate.objects.none()
    return AgreementTemplate.objects.filter(binned_at__isnull=False).select_related("binned_by").order_by("-binned_at")


def _present(row: Any, _user: Any) -> BinnedItem:
    return BinnedItem(row.pk, row.title, row.get_kind_display(), row.binned_at, row.binned_by)


def _restore(*, by: Any, pk: int) -> Any:
    return templates.restore_template(by=by, template_id=pk)


def end(engagement: Engagement) -> Iterable[ComingDate]:
    agreement = selectors.agreement_of(engagement)
    if agreement and agreement.ends_on:
        yield ComingDate(agreement.ends_on, _("The agreement ends"))


coming_dates.add("agreement", end)
engagement_panels.add(
    "agreement",
    EngagementPanel(
        _("Agreement"),
        "partnerships/agreements/_panel.html",
        panel,
        "file-text",
        kinds=("partnership",),
        deeds="partnerships/agreements/_deeds.html",
    ),
    order=10,
)
inbox_sources.add("renewals", InboxSource(_("Renewals"), _inbox), order=33)
bin_sources.add("agreement_templates", BinSource(_("Agreement templates"), _binned, _present, _restore), order=60)
navigation.add(
    "agreement_templates",
    NavigationEntry(
        pgettext_lazy("navigation", "Agreement templates"), "partnerships:template_list", "file-text", group=GROUP
    ),
    order=540,
)
