"""Evidence: captured at the desk, opened by whoever may read it, struck out with a reason."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from crm.accounts.access import access
from crm.core import clock
from crm.core.errors import Conflict
from crm.core.forms import submit

from ...models import Evidence
from ..api.evidence import download
from ..forms.desk import EVIDENCE_FORMS, StrikeForm
from ..policies import research as policies
from ..selectors.desk import desk_of
from ..services import evidence as services
from .desk import at_the_desk, page
from .words import criterion_choices


@login_required
@require_POST
def evidence_add(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    screening = at_the_desk(request, pk)
    if kind not in EVIDENCE_FORMS:
        raise Http404
    found = desk_of(screening, on=clock.today())
    codes = criterion_choices(found.questions)
    form = EVIDENCE_FORMS[kind](request.POST, request.FILES or None, questions=codes)
    upload = request.FILES.get("file")

    def save(_told: dict[str, Any]) -> Evidence:
        return services.capture(by=request.user, screening_id=pk, data=form.as_data(), upload=upload)

    if submit(form, save):
        messages.success(request, _("The evidence was captured."))
        return redirect("duediligence:desk", pk=pk)
    blank = {each: cls(questions=codes) for each, cls in EVIDENCE_FORMS.items()}
    return page(request, found, status=422, evidence_forms=blank | {kind: form}, opened_kind=kind)


@login_required
@require_GET
def evidence_read(request: HttpRequest, pk: int) -> HttpResponse:
    """Opening confidential evidence is kept in the trail."""
    _visible(request, pk)
    evidence = services.read_evidence(by=request.user, evidence_id=pk)
    may_strike = policies.may_strike(access(request.user), evidence)
    context = {"evidence": evidence, "screening": evidence.screening, "may_strike": may_strike, "form": StrikeForm()}
    return render(request, "duediligence/evidence.html", context)


@login_required
@require_GET
def evidence_file(request: HttpRequest, pk: int) -> FileResponse:
    if not _visible(request, pk).file:
        raise Http404
    evidence = services.read_evidence(by=request.user, evidence_id=pk)
    try:
        return download(evidence)
    except FileNotFoundError as problem:
        raise Http404 from problem


@login_required
@require_POST
def evidence_strike(request: HttpRequest, pk: int) -> HttpResponse:
    evidence = _visible(request, pk)
    try:
        services.strike(by=request.user, evidence_id=pk, reason=request.POST.get("reason", ""))
    except Conflict as refusal:
        messages.error(request, str(refusal.reason))
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    else:
        messages.success(request, _("Struck out. It stays for the record, and counts no longer."))
    return redirect("duediligence:desk", pk=evidence.screening_id)


def _visible(request: HttpRequest, pk: int) -> Evidence:
    return get_object_or_404(Evidence.objects.visible_to(request.user), pk=pk)
