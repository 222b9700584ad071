"""Offices and who holds what for them, for administrators."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from crm.core import clock
from crm.core.errors import Conflict
from crm.core.forms import submit

from .. import policies
from ..enums import OfficeKind
from ..forms import MoveOfficeForm, NewOfficeForm, OfficeForm, PeopleFilter, RegionCountriesForm
from ..models import Office, RoleAssignment, User
from ..requests import SignedInRequest
from ..selectors import in_tree_order
from ..services.offices import (
    OfficeData,
    close_office,
    create_office,
    edit_office,
    move_office,
    reopen_office,
    set_region_countries,
)
from .filters import chips
from .people_admin import administrators_only
from .tabs import administration_tabs

PER_PAGE = 50


@administrators_only
@require_GET
def office_list(request: SignedInRequest) -> HttpResponse:
    offices = Office.objects.visible_to(request.user).with_roles(on=clock.today())
    context = {"rows": in_tree_order(offices), "tabs": administration_tabs("offices")}
    return render(request, "accounts/office_admin_list.html", context)


@administrators_only
@require_GET
def role_list(request: SignedInRequest) -> HttpResponse:
    today = clock.today()
    form = PeopleFilter(request.GET)
    roles = RoleAssignment.objects.not_over(on=today).select_related("user", "office").order_by("office__path", "role")
    if text := form.value("q"):
        roles = roles.filter(user__in=User.objects.matching(text))
    if region := form.value("region"):
        roles = roles.filter(office__path__startswith=region.path)
    if role := form.value("role"):
        roles = roles.filter(role=role)
    page = Paginator(roles, PER_PAGE).get_page(request.GET.get("page"))
    partial = request.htmx and not request.htmx.boosted
    template = "accounts/_role_table.html" if partial else "accounts/role_list.html"
    context = {"form": form, "page": page, "active": chips(form), "tabs": administration_tabs("roles")}
    return render(request, template, context)


@administrators_only
@require_http_methods(["GET", "POST"])
def office_create(request: SignedInRequest) -> HttpResponse:
    form = NewOfficeForm(request.POST or None, initial={"kind": OfficeKind.COUNTRY, "time_zone": "UTC"})
    if request.method == "POST":
        office = submit(form, lambda data: _create(request.user, data))
        if office:
            messages.success(request, _("The office is open."))
            return redirect("accounts:office", pk=office.pk)
    return render(request, "accounts/office_form.html", {"form": form})


def _create(by: User, data: dict[str, Any]) -> Office:
    kind, parent = data.pop("kind"), data.pop("parent")
    data.pop("version")
    return create_office(by=by, kind=kind, parent=parent, data=OfficeData(**data))


@administrators_only
@require_http_methods(["GET", "POST"])
def office_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    office = get_object_or_404(Office.objects.select_related("parent"), pk=pk)
    first = {name: getattr(office, name) for name in OfficeData.__dataclass_fields__}
    form = OfficeForm(request.POST or None, initial=first | {"country": office.country.code, "version": office.version})
    if request.method == "POST" and submit(form, lambda data: _edit(request.user, office, data)) is not None:
        messages.success(request, _("Saved."))
        return redirect("accounts:office_edit", pk=pk)
    return render(request, "accounts/office_admin.html", _context(request, office) | {"form": form})


def _edit(by: User, office: Office, data: dict[str, Any]) -> Office:
    version = data.pop("version")
    return edit_office(by=by, office=office, data=OfficeData(**data), version=version)


def _context(request: SignedInRequest, office: Office) -> dict[str, Any]:
    countries = [each.country.code for each in office.region_countries.all()]
    return {
        "office": office,
        "may_move": policies.may_move(request.user, office),
        "may_close": policies.may_close(request.user, office, on=clock.today()),
        "may_reopen": policies.may_reopen(request.user, office),
        "answers_for_countries": policies.answers_for_countries(office),
        "move_form": MoveOfficeForm(initial={"parent": office.parent_id, "version": office.version}),
        "countries_form": RegionCountriesForm(initial={"countries": countries}),
    }


@administrators_only
@require_POST
def office_move(request: SignedInRequest, pk: int) -> HttpResponse:
    office = get_object_or_404(Office, pk=pk)
    form = MoveOfficeForm(request.POST)
    if submit(form, lambda data: move_office(by=request.user, office=office, **data)):
        messages.success(request, _("The office has moved, with everything below it."))
    return _back(request, pk, form)


@administrators_only
@require_POST
def office_countries(request: SignedInRequest, pk: int) -> HttpResponse:
    office = get_object_or_404(Office, pk=pk)
    form = RegionCountriesForm(request.POST)
    if submit(form, lambda data: set_region_countries(by=request.user, office=office, **data) or office):
        messages.success(request, _("Saved."))
    return _back(request, pk, form)


@administrators_only
@require_POST
def office_close(request: SignedInRequest, pk: int) -> HttpResponse:
    office = get_object_or_404(Office, pk=pk)
    today = clock.today()
    return _done(
        request, pk, lambda: close_office(by=request.user, office=office, on=today), _("The office is closed.")
    )


@administrators_only
@require_POST
def office_reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    office = get_object_or_404(Office, pk=pk)
    return _done(request, pk, lambda: reopen_office(by=request.user, office=office), _("The office is open again."))


def _done(request: SignedInRequest, pk: int, deed: Callable[[], Office], done: str) -> HttpResponse:
    try:
        deed()
    except Conflict as refusal:
        messages.error(request, str(refusal.reason))
    else:
        messages.success(request, done)
    return redirect("accounts:office_edit", pk=pk)


def _back(request: SignedInRequest, pk: int, form: Any) -> HttpResponse:
    for errors in form.errors.values():
        for error in errors:
            messages.error(request, error)
    return redirect("accounts:office_edit", pk=pk)
