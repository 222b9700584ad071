"""The company page, its timeline, and the bin."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from .. import company_page
from ..group import group_tree
from ..models import Company
from ..services.bin import bin_company
from ..timeline import timeline


@login_required
@require_GET
def company_detail(request: HttpRequest, pk: int) -> HttpResponse:
    company = get_object_or_404(company_page.companies(request.user), pk=pk)
    return page(request, company)


def page(
    request: HttpRequest, company: Company, *, open_forms: dict[str, Any] | None = None, code: int = 200
) -> HttpResponse:
    """The whole page; `open_forms` are the small forms that stand open in their panels, by the panel's name."""
    user = request.user
    context = {
        "company": company,
        "banners": company_page.banners(company, user, request),
        "panels": company_page.panels(company, user, request),
        "timeline": timeline(company, user),
        "people": company_page.people(company),
        "interests": company_page.interests(company),
        "maturity": company_page.maturity(company),
        "documents": company_page.documents(company, user),
        "group": group_tree(company),
        "forms": open_forms or {},
        **company_page.about(company),
        **company_page.head(company, user),
    }
    return render(request, "companies/company_detail.html", context, status=code)


@login_required
@require_GET
def company_timeline(request: HttpRequest, pk: int) -> HttpResponse:
    """Earlier entries; the next part of the list for htmx, a page of its own without."""
    company = get_object_or_404(Company.objects.visible_to(request.user), pk=pk)
    try:
        before = date.fromisoformat(request.GET.get("before", ""))
    except ValueError:
        return redirect("companies:detail", pk=pk)
    template = "companies/_timeline_entries.html" if request.htmx else "companies/company_timeline.html"
    context = {"company": company, "timeline": timeline(company, request.user, before=before), "before": before}
    return render(request, template, context)


@login_required
@require_POST
def company_bin(request: HttpRequest, pk: int) -> HttpResponse:
    company = get_object_or_404(Company.objects.visible_to(request.user), pk=pk)
    bin_company(company_id=company.pk, by=request.user)
    messages.success(request, _("%(name)s is in the bin. It can be restored from there.") % {"name": company})
    return redirect("companies:list")
