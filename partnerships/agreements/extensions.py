"""What agreements add to the page of a partnership and to the hosts of the layers below."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from crm.accounts.access import access

from ..engagements import policies as engagement_policies
from ..engagements.services.writing import office_ids
from ..models import Agreement, Engagement
from ..registries import EngagementPanel, engagement_panels


def panel(engagement: Engagement, user: Any) -> dict[str, Any]:
    return {
        "agreement": Agreement.objects.filter(engagement=engagement).first(),
        "may_change": engagement_policies.may_change(access(user), engagement, office_ids(engagement)),
    }


engagement_panels.add(
    "agreement",
    EngagementPanel(_("Agreement"), "partnerships/agreements/_panel.html", panel, "file-text", kinds=("partnership",)),
    order=10,
)
