"""Asking for a screening in three steps: the aim, the plan, the sending. A draft is kept from the first step on."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from crm.accounts.access import access
from crm.accounts.models import Office
from crm.companies.merging.survivors import kept_or_survivor
from crm.companies.models import Company
from crm.core import clock
from crm.core.errors import Conflict
from crm.core.forms import submit

from ...criteria.selectors import authority
from ...enums import Engagement
from ...models import Screening
from ..forms.request import AimForm, PartyForm, PlanForm
from ..need import propose_track
from ..policies import requests as policies
from ..selectors.lists import offices_to_ask_for
from ..selectors.overview import Overview, overview
from ..selectors.parties import key_of, proposed
from ..services import parties, requests
from ..services.data import RequestData
from ..services.decisions import withdraw


@login_required
@require_http_methods(["GET", "POST"])
def request_new(request: HttpRequest) -> HttpResponse:
    """Step 1 of a request that is not begun yet."""
    policies.may_request(access(request.user)).require()
    form = _aim_form(request, _initial(request))
    if form.is_bound and (draft := _begin(request, form)):
        return redirect("duediligence:request_plan", pk=draft.pk)
    return _aim_page(request, form, None)


@login_required
@require_http_methods(["GET", "POST"])
def request_aim(request: HttpRequest, pk: int) -> HttpResponse:
    """Step 1 again, of a draft."""
    draft = _draft(request, pk)
    told = {name: getattr(draft, name) for name in ("company", "purpose", "amount_usd", "office")}
    form = _aim_form(request, told | {"all_the_same": True})
    if form.is_bound and _change_aim(request, pk, form):
        return redirect("duediligence:request_plan", pk=pk)
    return _aim_page(request, form, draft)


@login_required
@require_GET
def request_check(request: HttpRequest) -> HttpResponse:
    """What is known before anybody asks, while the first step is filled in."""
    form = _aim_form(request, {}, data=request.GET)
    return render(request, "duediligence/_request_known.html", _known(request, form))


@login_required
@require_http_methods(["GET", "POST"])
def request_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Step 2. What is typed is kept at every change, and the draft is found again under "my requests"."""
    draft = _draft(request, pk)
    form = _plan_form(request, draft)
    if form.is_bound and submit(form, lambda _data: _keep_plan(request, draft, form)):
        if request.htmx:
            return render(request, "duediligence/_request_kept.html", {"at": clock.now()})
        return redirect("duediligence:request_send", pk=pk)
    status = 422 if form.is_bound and request.htmx else 200
    context = {"draft": draft, "form": form, "party_form": PartyForm(), **_by_hand(draft)}
    template = "duediligence/_request_kept.html" if request.htmx else "duediligence/request_plan.html"
    return render(request, template, context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def request_send(request: HttpRequest, pk: int) -> HttpResponse:
    """Step 3: look at it once more, and send."""
    draft = _draft(request, pk)
    problems: list[str] = []
    if request.method == "POST":
        try:
            requests.send_request(by=request.user, screening_id=pk)
        except Conflict as refusal:
            problems = [str(refusal.reason)]
        except requests.ValidationError as refusal:
            problems = refusal.messages
        else:
            messages.success(request, _("Sent. The partnerships team is told, and you follow it here."))
            return redirect("duediligence:screening", pk=pk)
    context = {
        "draft": draft,
        "problems": problems,
        "parties": draft.parties.all(),
        "days": authority(clock.today()).research_working_days,
        "known": _overview(request, draft),
    }
    return render(request, "duediligence/request_send.html", context)


@login_required
@require_POST
def request_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Only drafts: what was sent is withdrawn with a reason."""
    _draft(request, pk)
    withdraw(by=request.user, screening_id=pk, reason="")
    messages.success(request, _("The draft is discarded."))
    return redirect("duediligence:my_requests")


@login_required
@require_POST
def party_add(request: HttpRequest, pk: int) -> HttpResponse:
    """By hand, for a draft or at the desk."""
    screening = _visible(request, pk)
    form = PartyForm(request.POST)
    added = submit(
        form, lambda _data: parties.add_party(by=request.user, screening_id=screening.pk, data=form.as_data())
    )
    return _parties(request, screening, PartyForm() if added else form, status=200 if added else 422)


@login_required
@require_POST
def party_drop(request: HttpRequest, pk: int) -> HttpResponse:
    party = get_object_or_404(Screening.parties.rel.related_model.objects.select_related("screening"), pk=pk)
    screening = _visible(request, party.screening_id)
    try:
        parties.drop_party(by=request.user, party_id=pk)
    except Conflict as refusal:
        return _parties(request, screening, PartyForm(), problem=str(refusal.reason), status=422)
    return _parties(request, screening, PartyForm())


def _parties(
    request: HttpRequest, screening: Screening, form: PartyForm, *, problem: str = "", status: int = 200
) -> HttpResponse:
    context = {"party_form": form, "party_problem": problem, "draft": screening, **_by_hand(screening)}
    if request.htmx:
        return render(request, "duediligence/_parties.html", context, status=status)
    if form.errors or problem:
        messages.error(request, problem or _("The party was not added: say who it is."))
    return redirect("duediligence:request_plan" if _is_draft(screening) else "duediligence:desk", pk=screening.pk)


def _by_hand(screening: Screening) -> dict[str, Any]:
    rows = list(screening.parties.all())
    return {"parties": rows, "by_hand": [row for row in rows if not key_of(row)], "is_draft": _is_draft(screening)}


def _is_draft(screening: Screening) -> bool:
    return screening.requested_at is None


def _visible(request: HttpRequest, pk: int) -> Screening:
    rows = Screening.objects.visible_to(request.user).select_related("company__parent", "office")
    return get_object_or_404(rows, pk=pk)


def _draft(request: HttpRequest, pk: int) -> Screening:
    """One's own; what was sent has its page."""
    screening = _visible(request, pk)
    if not policies.may_send(request.user, screening):
        raise Http404
    return screening


def _initial(request: HttpRequest) -> dict[str, Any]:
    told = request.GET
    return {
        "company": kept_or_survivor(Company, told.get("company", "")),
        "purpose": told.get("purpose", Engagement.PARTNERSHIP),
        "amount_usd": told.get("amount_usd", 0),
        "office": told.get("office") or request.user.office_id,
    }


def _aim_form(request: HttpRequest, initial: dict[str, Any], data: Any = None) -> AimForm:
    offices = Office.objects.filter(pk__in=offices_to_ask_for(access(request.user))).order_by("path")
    return AimForm(
        data or (request.POST if request.method == "POST" else None),
        initial=initial,
        offices=offices,
        threshold=authority(clock.today()).individual_from_usd,
    )


def _told(form: AimForm) -> dict[str, Any]:
    """What the first step says at this moment, also while it is not complete."""
    if form.is_bound:
        form.is_valid()
        return form.cleaned_data
    return form.initial


def _known(request: HttpRequest, form: AimForm) -> dict[str, Any]:
    told = _told(form)
    company, purpose = told.get("company"), told.get("purpose", "")
    known = None
    if company is not None and purpose in Engagement.values and purpose != Engagement.ONE_OFF:
        amount = told.get("amount_usd") or Decimal(0)
        known = overview(company, request.user, purpose=purpose, amount=Decimal(amount), on=clock.today())
    track = propose_track(company, purpose, on=clock.today()) if company is not None and known else None
    return {
        "form": form,
        "need": form.need(told),
        "known": known,
        "company": company,
        "track": track,
        "stops": form.stops(told, known),
    }


def _aim(request: HttpRequest, form: AimForm) -> dict[str, Any] | None:
    """The changes of the first step; None where it is incomplete, or where there is nothing to ask for."""
    if not form.is_valid():
        return None
    if reason := _known(request, form)["stops"]:
        form.add_error(None, str(reason))
        return None
    return {name: form.cleaned_data[name] for name in ("company", "purpose", "amount_usd", "office")}


def _change_aim(request: HttpRequest, pk: int, form: AimForm) -> Screening | None:
    told = _aim(request, form)
    if told is None:
        return None
    return submit(form, lambda _data: requests.change_request(by=request.user, screening_id=pk, changes=told))


def _begin(request: HttpRequest, form: AimForm) -> Screening | None:
    told = _aim(request, form)
    if told is None:
        return None
    return submit(form, lambda _data: requests.start_draft(by=request.user, data=RequestData(**told)))


def _aim_page(request: HttpRequest, form: AimForm, draft: Screening | None) -> HttpResponse:
    check = reverse("duediligence:request_check")
    return render(request, "duediligence/request_aim.html", {"draft": draft, "check": check, **_known(request, form)})


def _plan_form(request: HttpRequest, draft: Screening) -> PlanForm:
    names = ("description", "emblem_use", "exclusive", "procurement_link", "conflict_of_interest", "track")
    initial = {name: getattr(draft, name) for name in names}
    initial["parties"] = [key for party in draft.parties.all() if (key := key_of(party))]
    return PlanForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        screening=draft,
        offered=proposed(draft.company),
        on=clock.today(),
    )


def _keep_plan(request: HttpRequest, draft: Screening, form: PlanForm) -> bool:
    requests.change_request(by=request.user, screening_id=draft.pk, changes=form.request_changes())
    parties.choose_parties(by=request.user, screening_id=draft.pk, keys=form.cleaned_data["parties"])
    return True


def _overview(request: HttpRequest, draft: Screening) -> Overview:
    return overview(draft.company, request.user, purpose=draft.purpose, amount=draft.amount_usd, on=clock.today())
