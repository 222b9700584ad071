"""What the views of funding share: the record of this person's scope, and refusals under the form's own names."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.urls import reverse

from crm.accounts.access import access
from crm.accounts.models import User
from crm.core.forms import submit
from crm.core.verdict import Verdict

from ...engagements import policies as engagement_policies
from ...enums import EngagementKind
from ...models import Contribution, Engagement
from ..forms import FIELD_OF

T = TypeVar("T")


def send(form: forms.Form, deed: Callable[[dict[str, Any]], T]) -> T | None:
    """As `crm.core.forms.submit`; what a service calls otherwise stands at the form's field."""

    def under_our_names(said: dict[str, Any]) -> T:
        try:
            return deed(said)
        except ValidationError as refusal:
            if not hasattr(refusal, "error_dict"):
                raise
            named = {FIELD_OF.get(name, name): errors for name, errors in refusal.error_dict.items()}
            raise ValidationError(named) from refusal

    return submit(form, under_our_names)


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
