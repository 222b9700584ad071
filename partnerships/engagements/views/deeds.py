"""Deeds of one click: a collaboration grows, an entry by mistake goes to the bin."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crm.core.errors import Conflict

from ...enums import EngagementKind
from ..services import bin as bin_services
from ..services import collaborations
from .engagements import found


@login_required
@require_POST
def collaboration_grow(request: Any, pk: int) -> HttpResponse:
    row = found(request, pk, EngagementKind.COLLABORATION)
    try:
        made = collaborations.grow(by=request.user, collaboration_id=row.pk)
    except (Conflict, ValidationError) as refusal:
        messages.error(request, str(refusal.reason if isinstance(refusal, Conflict) else refusal.messages[0]))
        return redirect("partnerships:collaboration_detail", pk=pk)
    messages.success(request, _("The partnership has begun. What the collaboration told was taken over."))
    return redirect("partnerships:partnership_detail", pk=made.pk)


@login_required
@require_POST
def partnership_bin(request: Any, pk: int) -> HttpResponse:
    return _bin(request, pk, EngagementKind.PARTNERSHIP)


@login_required
@require_POST
def collaboration_bin(request: Any, pk: int) -> HttpResponse:
    return _bin(request, pk, EngagementKind.COLLABORATION)


def _bin(request: Any, pk: int, kind: str) -> HttpResponse:
    row = found(request, pk, kind)
    try:
        bin_services.bin_engagement(by=request.user, engagement_id=row.pk)
    except Conflict as refusal:
        messages.error(request, str(refusal.reason))
        return redirect(f"partnerships:{kind}_detail", pk=pk)
    messages.success(request, _("It is in the bin. You can bring it back from there."))
    return redirect(f"partnerships:{kind}_list")
