"""Entering and editing a company."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from crm.accounts.access import access
from crm.core.errors import Stale
from crm.core.text import fold

from .. import policies, similar
from ..forms.company import (
    CompanyForm,
    NameFormSet,
    RegistrationFormSet,
    add_problems,
    names_of,
    registrations_of,
)
from ..models import Company
from ..services.companies import CompanyData, create_company, update_company
from ..versions import differences
from .similar import seen


@login_required
@require_http_methods(["GET", "POST"])
def company_create(request: HttpRequest) -> HttpResponse:
    policies.may_create(access(request.user)).require()
    office = request.user.office
    forms = _forms(request, Company(), {"lead_office": office.pk if office else None, **request.GET.dict()})
    more: dict[str, Any] = {}
    if request.method == "POST" and _complete(request, forms) and not (more := _warning(request, forms)):
        try:
            company = create_company(by=request.user, data=CompanyData(**forms["form"].values()), **_hanging(forms))
        except ValidationError as problem:
            add_problems(forms["form"], problem)
        else:
            messages.success(request, _("%(name)s was entered.") % {"name": company})
            return redirect("companies:detail", pk=company.pk)
    return _answer(request, {**forms, "company": None, "draft": "company-new", **more})


@login_required
@require_http_methods(["GET", "POST"])
def company_edit(request: HttpRequest, pk: int) -> HttpResponse:
    company = get_object_or_404(Company.objects.visible_to(request.user).with_leads(), pk=pk)
    policies.may_edit(access(request.user), company).require()
    forms = _forms(request, company, {})
    more: dict[str, Any] = {}
    if request.method == "POST" and _complete(request, forms) and not (more := _warning(request, forms, company)):
        try:
            _update(request, company, forms)
        except Stale as stale:
            more = _second_look(forms["form"], stale)
        except ValidationError as problem:
            add_problems(forms["form"], problem)
        else:
            messages.success(request, _("Saved."))
            return redirect("companies:detail", pk=pk)
    return _answer(request, {**forms, "company": company, "draft": f"company-{pk}-{company.version}", **more})


def _warning(request: HttpRequest, forms: dict[str, Any], company: Company | None = None) -> dict[str, Any]:
    """What the register has under such a name, unless the person was shown it; once, and not for an old name."""
    values = forms["form"].cleaned_data
    if company and fold(company.legal_name) == fold(values["legal_name"]):
        return {}
    names = [(each.kind, each.name) for each in names_of(forms["names"])]
    content = similar.company_content(values, names=names, pk=company.pk if company else 0)
    found = similar.companies(request.user, content)
    return {"similar": found, "asked": True} if similar.unseen(found, seen(request)) else {}


def _update(request: HttpRequest, company: Company, forms: dict[str, Any]) -> None:
    form = forms["form"]
    update_company(
        company_id=company.pk,
        by=request.user,
        version=form.cleaned_data["version"],
        changes=form.values(),
        keep_former=form.cleaned_data["keep_former"],
        **_hanging(forms),
    )


def _forms(request: HttpRequest, company: Company, initial: dict[str, Any]) -> dict[str, Any]:
    data = request.POST if request.method == "POST" else None
    names, numbers = ([], [])
    if company.pk and data is None:
        names = [{"name": n.name, "kind": n.kind, "until": n.until} for n in company.other_names.all()]
        numbers = [{"number": r.number, "kind": r.kind, "country": r.country.code} for r in company.registrations.all()]
    sets = {
        "names": NameFormSet(_one_more(request, "names", data), initial=names, prefix="names"),
        "registrations": RegistrationFormSet(
            _one_more(request, "registrations", data), initial=numbers, prefix="registrations"
        ),
    }
    for formset in sets.values():
        formset.extra = 1
    return {"form": CompanyForm(data, instance=company, initial=initial), **sets}


def _one_more(request: HttpRequest, prefix: str, data: Any) -> Any:
    """What was sent, with a further empty row where the person asked for one."""
    if data is None or request.POST.get("more") != prefix:
        return data
    longer = data.copy()
    key = f"{prefix}-TOTAL_FORMS"
    longer[key] = str(int(longer.get(key) or 0) + 1) if (longer.get(key) or "0").isdigit() else "1"
    return longer


def _complete(request: HttpRequest, forms: dict[str, Any]) -> bool:
    """All forms are valid, and the person wants to save rather than to have another row."""
    if "more" in request.POST:
        return False
    return all([forms["form"].is_valid(), forms["names"].is_valid(), forms["registrations"].is_valid()])


def _hanging(forms: dict[str, Any]) -> dict[str, Any]:
    return {
        "names": names_of(forms["names"]),
        "registrations": registrations_of(forms["registrations"]),
        "tags": forms["form"].tag_names(),
    }


def _second_look(form: CompanyForm, stale: Stale) -> dict[str, Any]:
    """Both versions; saving again then means that the person has seen the other one."""
    current: Any = stale.current
    form.data = form.data.copy()
    form.data["version"] = str(current.version)
    return {"stale": stale.reason, "differences": differences(form, current), "status": 409}


def _answer(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    more = request.POST.get("more")
    if request.htmx and more in ("names", "registrations"):
        return render(request, "companies/_form_rows.html", {"formset": context[more], "prefix": more})
    sent = request.method == "POST" and "more" not in request.POST
    status = context.pop("status", 422 if sent else 200)
    context["rows_wrong"] = sent and any(context[rows].total_error_count() for rows in ("names", "registrations"))
    return render(request, "companies/company_form.html", context, status=status)
