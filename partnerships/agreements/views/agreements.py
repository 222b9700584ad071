"""The agreement of a partnership."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from crm.accounts.access import access
from crm.core.forms import submit

from ...engagements import policies as engagement_policies
from ...engagements.services import writing
from ...engagements.views.engagements import found
from ...enums import EngagementKind
from ...models import Agreement, Engagement
from .. import selectors
from ..forms import AgreementForm
from ..services.agreements import set_agreement


@login_required
@require_http_methods(["GET", "POST"])
def agreement(request: Any, pk: int) -> HttpResponse:
    """Enter it, or change it; the templates of headquarters stand beside the form."""
    row = found(request, pk, EngagementKind.PARTNERSHIP)
    engagement_policies.may_change(access(request.user), row, writing.office_ids(row)).require()
    known = Agreement.objects.filter(engagement=row).first()
    form = AgreementForm(request.POST or None, initial=AgreementForm.told_of(known, engagement=row))
    if form.is_bound and submit(form, lambda told: _set(request, row, told)):
        messages.success(request, _("Saved."))
        return redirect(f"{reverse('partnerships:partnership_detail', args=[pk])}#agreement")
    offered = selectors.templates()[: selectors.SHOWN]
    context = {"engagement": row, "agreement": known, "form": form, "offered": offered}
    return render(request, "partnerships/agreements/agreement_form.html", context, status=422 if form.is_bound else 200)


def _set(request: Any, row: Engagement, told: dict[str, Any]) -> Agreement:
    version = told.pop("version")
    return set_agreement(by=request.user, partnership_id=row.pk, changes=told, version=version)
