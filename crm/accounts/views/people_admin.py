"""People and their roles, for administrators."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from crm.core import clock
from crm.core.errors import Conflict
from crm.core.forms import submit

from .. import policies
from ..forms import AdministrationFilter, EndRoleForm, PersonForm, RoleForm
from ..models import RoleAssignment, User
from ..requests import SignedInRequest
from ..services.people import (
    PersonData,
    create_person,
    disable_person,
    edit_person,
    enable_person,
    invite_person,
)
from ..services.roles import end_role, grant_role
from .filters import chips
from .tabs import administration_tabs

PER_PAGE = 50
View = Callable[..., HttpResponse]


def administrators_only(view: View) -> View:
    @login_required
    @wraps(view)
    def guarded(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        policies.may_administer(request.user).require()
        return view(request, *args, **kwargs)

    return guarded


@administrators_only
@require_GET
def person_list(request: SignedInRequest) -> HttpResponse:
    today = clock.today()
    form = AdministrationFilter(request.GET)
    people = User.objects.visible_to(request.user).with_roles(on=today)
    if text := form.value("q"):
        people = people.matching(text)
    if region := form.value("region"):
        people = people.at(region)
    if role := form.value("role"):
        people = people.holding(role, on=today)
    if access := form.value("access"):
        people = people.filter(is_active=access == "open")
    page = Paginator(people, PER_PAGE).get_page(request.GET.get("page"))
    part = request.htmx and not request.htmx.boosted
    template = "accounts/_person_admin_table.html" if part else "accounts/person_admin_list.html"
    return render(
        request, template, {"form": form, "page": page, "active": chips(form), "tabs": administration_tabs("people")}
    )


@administrators_only
@require_http_methods(["GET", "POST"])
def person_create(request: SignedInRequest) -> HttpResponse:
    form = PersonForm(request.POST or None)
    if request.method == "POST":
        person = submit(form, lambda data: create_person(by=request.user, data=PersonData(**data)))
        if person:
            _invite(request, person)
            return redirect("accounts:person_edit", pk=person.pk)
    return render(request, "accounts/person_form.html", {"form": form})


@administrators_only
@require_http_methods(["GET", "POST"])
def person_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(User, pk=pk)
    first = {name: getattr(person, name) for name in PersonData.__dataclass_fields__}
    form = PersonForm(request.POST or None, initial=first)
    deed = partial(edit_person, by=request.user, person=person)
    if request.method == "POST" and submit(form, lambda data: deed(data=PersonData(**data))) is not None:
        messages.success(request, _("Saved."))
        return redirect("accounts:person_edit", pk=pk)
    return render(request, "accounts/person_admin.html", _person_context(request, person) | {"form": form})


def _person_context(request: SignedInRequest, person: User) -> dict[str, Any]:
    today = clock.today()
    return {
        "person": person,
        "roles": person.roles.not_over(on=today).select_related("office").order_by("starts_on"),
        "earlier": person.roles.filter(ends_on__lt=today).select_related("office")[:20],
        "may_disable": policies.may_disable(request.user, person, on=today),
        "may_enable": policies.may_enable(request.user, person),
        "may_invite": policies.may_invite(request.user, person),
        "is_self": person.pk == request.user.pk,
    }


@administrators_only
@require_POST
def person_invite(request: SignedInRequest, pk: int) -> HttpResponse:
    _invite(request, get_object_or_404(User, pk=pk))
    return redirect("accounts:person_edit", pk=pk)


def _invite(request: SignedInRequest, person: User) -> None:
    try:
        invite_person(by=request.user, person=person)
    except OSError:  # every fault of the mail server and of the way to it
        messages.warning(request, _("The letter could not be sent: the mail server does not answer. Send it again."))
    else:
        messages.success(request, _("A letter with a link to set the password is on its way."))


@administrators_only
@require_POST
def person_disable(request: SignedInRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(User, pk=pk)
    _attempt(request, lambda: disable_person(by=request.user, person=person, at=clock.now()), _("Access is ended."))
    return redirect("accounts:person_edit", pk=pk)


@administrators_only
@require_POST
def person_enable(request: SignedInRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(User, pk=pk)
    _attempt(request, lambda: enable_person(by=request.user, person=person), _("This person may sign in again."))
    return redirect("accounts:person_edit", pk=pk)


@administrators_only
@require_http_methods(["GET", "POST"])
def role_grant(request: SignedInRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(User, pk=pk)
    deed = partial(grant_role, by=request.user, person=person)
    form = RoleForm(request.POST or None, initial={"starts_on": clock.today(), "office": person.office_id})
    if request.method == "POST" and submit(form, lambda data: deed(**data)) is not None:
        messages.success(request, _("The role is given, and the person is told."))
        return redirect("accounts:person_edit", pk=pk)
    return render(request, "accounts/role_form.html", {"person": person, "form": form})


@administrators_only
@require_http_methods(["GET", "POST"])
def role_end(request: SignedInRequest, pk: int) -> HttpResponse:
    assignment = get_object_or_404(RoleAssignment.objects.select_related("user", "office"), pk=pk)
    form = EndRoleForm(request.POST or None, initial={"ends_on": clock.today()})
    deed = partial(end_role, by=request.user, assignment=assignment, at=clock.now())
    if request.method == "POST" and submit(form, lambda data: deed(**data)) is not None:
        messages.success(request, _("The role ends on that day."))
        return redirect("accounts:person_edit", pk=assignment.user_id)
    return render(request, "accounts/role_end.html", {"assignment": assignment, "form": form})


def _attempt(request: SignedInRequest, deed: Callable[[], Any], done: str) -> None:
    try:
        deed()
    except Conflict as refusal:
        messages.error(request, str(refusal.reason))
    else:
        messages.success(request, done)
