"""Who works where: the tree of offices and the people (ux.md, page 10). Open to all staff."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from crm.core import clock
from crm.core.forms import submit
from crm.core.registry import Registry

from .. import policies
from ..forms import DirectoryFilter, PeopleFilter, StaffingForm
from ..models import Delegation, Office, User
from ..registries import office_panels, person_panels
from ..requests import SignedInRequest
from ..selectors import in_tree_order, office_row
from ..services.offices import set_staffing
from .filters import chips

PER_PAGE = 50


@login_required
@require_GET
def office_tree(request: SignedInRequest) -> HttpResponse:
    today = clock.today()
    form = DirectoryFilter(request.GET)
    offices = Office.objects.visible_to(request.user).open(on=today).with_roles(on=today)
    if region := form.value("region"):
        offices = offices.below(region)
    if text := form.value("q"):
        offices = offices.matching(text)
    context = {"form": form, "rows": in_tree_order(offices), "active": chips(form), "flat": bool(text)}
    return _answer(request, "office", context)


@login_required
@require_GET
def people(request: SignedInRequest) -> HttpResponse:
    today = clock.today()
    form = PeopleFilter(request.GET)
    found = User.objects.visible_to(request.user).active().with_roles(on=today)
    if text := form.value("q"):
        found = found.matching(text)
    if region := form.value("region"):
        found = found.at(region)
    if role := form.value("role"):
        found = found.holding(role, on=today)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return _answer(request, "person", {"form": form, "page": page, "active": chips(form)})


def _answer(request: SignedInRequest, noun: str, context: dict[str, Any]) -> HttpResponse:
    partial = request.htmx and not request.htmx.boosted
    template = f"accounts/_{noun}_table.html" if partial else f"accounts/{noun}_list.html"
    return render(request, template, context | {"tabs": _tabs(noun)})


def _tabs(noun: str) -> list[dict[str, Any]]:
    return [
        {"label": _("Offices"), "url": reverse("accounts:directory"), "current": noun == "office"},
        {"label": _("People"), "url": reverse("accounts:people"), "current": noun == "person"},
    ]


@login_required
@require_GET
def office(request: SignedInRequest, pk: int) -> HttpResponse:
    today = clock.today()
    found = get_object_or_404(
        Office.objects.visible_to(request.user).select_related("parent").with_roles(on=today), pk=pk
    )
    below = Office.objects.filter(parent=found).open(on=today).with_roles(on=today).order_by("name")
    context = {
        "office": found,
        "row": office_row(found),
        "people": found.people.active().with_roles(on=today),
        "below": [office_row(each) for each in below],
        "countries": found.region_countries.all(),
        "panels": _filled(office_panels, found, request.user),
        "may_edit_staffing": policies.may_edit_staffing(request.user, found),
        "may_administer": policies.may_administer(request.user),
    }
    return render(request, "accounts/office_detail.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def staffing(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Office.objects.visible_to(request.user), pk=pk)
    policies.may_edit_staffing(request.user, found).require()
    first = {"staffing": found.staffing, "staffing_note": found.staffing_note, "version": found.version}
    form = StaffingForm(request.POST or None, initial=first)
    if request.method == "POST" and submit(form, lambda data: _set_staffing(request.user, found, data)) is not None:
        messages.success(request, _("Saved."))
        return redirect("accounts:office", pk=pk)
    return render(request, "accounts/staffing_form.html", {"office": found, "form": form})


def _set_staffing(by: User, office: Office, data: dict[str, Any]) -> Office:
    return set_staffing(
        by=by, office=office, staffing=data["staffing"], note=data["staffing_note"], version=data["version"]
    )


@login_required
@require_GET
def person(request: SignedInRequest, pk: int) -> HttpResponse:
    today = clock.today()
    found = get_object_or_404(User.objects.visible_to(request.user).with_roles(on=today), pk=pk)
    lent = Delegation.objects.current(on=today).with_people()
    context = {
        "person": found,
        "deputies": lent.filter(assignment__user=found),
        "deputises": lent.filter(deputy=found, assignment__user__is_active=True),
        "panels": _filled(person_panels, found, request.user),
        "may_administer": policies.may_administer(request.user),
    }
    return render(request, "accounts/person_detail.html", context)


def _filled(panels: Registry[Any], shown: Office | User, viewer: User) -> list[dict[str, Any]]:
    """The panels that other apps bring, without those that have nothing to say."""
    filled = [(panel, panel.context(shown, viewer)) for panel in panels]
    return [{"panel": panel, "values": values} for panel, values in filled if values is not None]


@login_required
@require_GET
def person_suggest(request: SignedInRequest) -> JsonResponse:
    """For type-ahead fields: active colleagues whose name or office holds what was typed."""
    text = request.GET.get("q", "").strip()
    found = User.objects.visible_to(request.user).active().select_related("office").matching(text)[:8]
    rows = [{"id": each.pk, "name": each.name, "hint": each.office.name if each.office else ""} for each in found]
    return JsonResponse({"results": rows})
