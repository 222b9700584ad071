"""A new partnership: title, company, type, office, the rest in its own time; and changing one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from crm.accounts.access import access
from crm.companies.models import Company
from crm.contactlog.selectors import companies_like

from ...enums import EngagementKind
from ...models import Engagement
from .. import policies
from ..forms.partnerships import PartnerFormSet, PartnershipForm, initial_of, initial_parts, parts_of
from ..forms.shared import send
from ..services.data import PartnershipData
from ..services.partnerships import edit_partnership, open_partnership
from .approaches import around
from .engagements import found
from .filling import begun, offices_of, told_companies

PREFIX = "partner"
FOUND = 12


@login_required
@require_http_methods(["GET", "POST"])
def partnership_create(request: HttpRequest) -> HttpResponse:
    policies.may_work(access(request.user)).require()
    draft = "partnership-new"
    if request.method == "GET":
        named = told_companies(request.GET, "company", "companies")
        form = PartnershipForm(initial=begun(request), offices=offices_of(request))
        form.open_at("title")
        partners = PartnerFormSet(prefix=PREFIX, initial=[{"company": each.pk} for each in named])
        return _page(request, form, partners, {**around(request, named, day=None), "draft": draft})
    form = PartnershipForm(request.POST, offices=offices_of(request))
    partners = PartnerFormSet(_one_more(request), prefix=PREFIX)
    if _complete(request, form, partners) and (made := send(form, lambda told: _open(request, form, partners))):
        messages.success(request, _("The partnership was entered. Next: what is missing for the stage after."))
        return redirect("partnerships:partnership_detail", pk=made.pk)
    named = _named(partners)
    return _page(request, form, partners, {**around(request, named, day=None), "draft": draft})


def _open(request: HttpRequest, form: PartnershipForm, partners: Any) -> Engagement:
    data = PartnershipData(companies=parts_of(partners), **form.values())
    return open_partnership(by=request.user, data=data, going_ahead_reason=form.cleaned_data["going_ahead_reason"])


@login_required
@require_http_methods(["GET", "POST"])
def partnership_edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = found(request, pk, EngagementKind.PARTNERSHIP)
    policies.may_change(access(request.user), row, [each.pk for each in row.offices.all()]).require()
    options: dict[str, Any] = {"offices": offices_of(request), "engagement": row}
    context: dict[str, Any] = {"engagement": row, "draft": f"partnership-{pk}-{row.version}"}
    if request.method == "GET":
        form = PartnershipForm(initial=initial_of(row), **options)
        return _page(request, form, PartnerFormSet(prefix=PREFIX, initial=initial_parts(row)), context)
    form = PartnershipForm(request.POST, **options)
    partners = PartnerFormSet(_one_more(request), prefix=PREFIX, initial=initial_parts(row))
    if _complete(request, form, partners) and send(form, lambda told: _change(request, form, partners, pk)):
        messages.success(request, _("Saved."))
        return redirect("partnerships:partnership_detail", pk=pk)
    there = set(row.partners.values_list("company_id", flat=True))
    new = [each for each in _named(partners) if each.pk not in there]
    return _page(request, form, partners, {**context, **around(request, new, day=None, but=pk)})


def _change(request: HttpRequest, form: PartnershipForm, partners: Any, pk: int) -> Engagement:
    return edit_partnership(
        by=request.user,
        partnership_id=pk,
        changes={**form.values(), "companies": parts_of(partners)},
        version=form.cleaned_data["version"],
        going_ahead_reason=form.cleaned_data["going_ahead_reason"],
    )


def _complete(request: HttpRequest, form: PartnershipForm, partners: Any) -> bool:
    """Both are valid, and the person wants to save rather than to have another row."""
    return "more" not in request.POST and all([form.is_valid(), partners.is_valid()])


def _one_more(request: HttpRequest) -> Any:
    """What was sent, with a further empty row where the person asked for one."""
    key = f"{PREFIX}-TOTAL_FORMS"
    if "more" not in request.POST or not request.POST.get(key, "").isdigit():
        return request.POST
    longer: Any = request.POST.copy()
    longer[key] = str(int(longer[key]) + 1)
    return longer


def _named(partners: Any) -> list[Company]:
    return told_companies(partners.data, *(row.add_prefix("company") for row in partners.forms))


def _page(request: HttpRequest, form: PartnershipForm, partners: Any, context: dict[str, Any]) -> HttpResponse:
    more = "more" in request.POST
    if more and request.htmx:
        return render(request, "partnerships/_partner_rows.html", {"partners": partners})
    find = request.GET.get("find", "").strip()
    asks_why = bool(context.get("obstacles")) or (form.is_bound and not more and "going_ahead_reason" in form.errors)
    page = {
        "form": form,
        "partners": partners,
        "find": find,
        "hits": companies_like(find, limit=FOUND) if find else None,
        "asks_why": asks_why,
        "rows_wrong": form.is_bound and not more and bool(partners.total_error_count()),
        **context,
    }
    status = 422 if request.method == "POST" and not more else 200
    return render(request, "partnerships/partnership_form.html", page, status=status)
