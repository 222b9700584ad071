"""Deputies: whom I named, for whom I decide."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from crm.core import clock
from crm.core.forms import submit

from .. import policies
from ..forms import DelegationForm
from ..models import Delegation, User
from ..requests import SignedInRequest
from ..services.delegations import delegate, revoke_delegation

LATEST = 30


@login_required
@require_http_methods(["GET", "POST"])
def delegations(request: SignedInRequest) -> HttpResponse:
    user: User = request.user
    form = DelegationForm(request.POST or None, holder=user, initial={"starts_on": clock.today()})
    named = submit(form, lambda data: delegate(by=user, on=clock.today(), **data)) if request.POST else None
    if named:
        messages.success(request, _("Your deputy is named, and told."))
        return redirect("accounts:delegations")
    everything = Delegation.objects.with_people()
    context = {
        "form": form,
        "may_delegate": form.has_roles,
        "mine": _told(user, everything.filter(assignment__user=user)[:LATEST]),
        "lent": _told(user, everything.filter(deputy=user)[:LATEST]),
    }
    return render(request, "accounts/delegation_list.html", context)


def _told(user: User, rows: Any) -> list[dict[str, Any]]:
    today = clock.today()
    return [
        {"delegation": each, "may_revoke": policies.may_revoke(user, each, on=today), **_words(each, today)}
        for each in rows
    ]


def _words(delegation: Delegation, today: Any) -> dict[str, str]:
    if delegation.revoked_at:
        return {"words": _("Ended early"), "tone": "neutral"}
    if delegation.ends_on < today:
        return {"words": _("Over"), "tone": "neutral"}
    if delegation.starts_on > today:
        return {"words": _("To come"), "tone": "info"}
    return {"words": _("Running"), "tone": "ok"}


@login_required
@require_POST
def delegation_revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    delegation = get_object_or_404(Delegation.objects.concerning(request.user), pk=pk)
    revoke_delegation(by=request.user, delegation=delegation, at=clock.now(), on=clock.today())
    messages.success(request, _("The delegation has ended."))
    return redirect("accounts:delegations")
