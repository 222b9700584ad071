"""What the views of funding share: the record of this person's scope."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from crm.accounts.access import access
from crm.accounts.models import User
from crm.core.verdict import Verdict

from ...engagements import policies as engagement_policies
from ...enums import EngagementKind
from ...models import Contribution, Engagement


def engagement_of(user: User, pk: int) -> Engagement:
    rows: Any = Engagement.objects.visible_to(user).select_related("lead_office__parent")
    return get_object_or_404(rows, pk=pk)


def contribution_of(user: User, pk: int) -> Contribution:
    rows: Any = Contribution.objects.visible_to(user).with_sums()
    return get_object_or_404(rows.select_related("engagement__lead_office__parent", "partner__company"), pk=pk)


def may_change(user: User, engagement: Engagement) -> Verdict:
    offices = engagement.offices.values_list("pk", flat=True)
    return engagement_policies.may_change(access(user), engagement, list(offices))


def page_of(engagement: Engagement, part: str = "funding") -> str:
    """The engagement's page, at one of its panels."""
    name = "partnership_detail" if engagement.kind == EngagementKind.PARTNERSHIP else "collaboration_detail"
    return f"{reverse(f'partnerships:{name}', args=[engagement.pk])}#{part}"
