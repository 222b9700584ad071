"""The lists of partnerships and collaborations, and the page of one."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from crm.accounts.access import access
from crm.listing.views.table import TableView

from ...enums import EngagementKind
from ...models import Engagement
from .. import policies, selectors
from ..page import page_context


class EngagementList(TableView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_enter=policies.may_work(access(self.request.user)), **kwargs)


class PartnershipList(EngagementList):
    table_key = "partnerships"
    template_name = "partnerships/partnership_list.html"


class CollaborationList(EngagementList):
    table_key = "collaborations"
    template_name = "partnerships/collaboration_list.html"


class SeveralCountries(TableView):
    table_key = "several_countries"
    template_name = "listing/page.html"


def found(request: HttpRequest, pk: int, kind: str) -> Engagement:
    """The engagement of that kind that this person may see; 404 for every other."""
    rows: Any = Engagement.objects.visible_to(request.user).select_related(
        "lead_office__parent", "relationship_lead", "programme", "grown_from", "created_by"
    )
    return get_object_or_404(rows, pk=pk, kind=kind)


@login_required
@require_GET
def engagement(request: HttpRequest, pk: int) -> HttpResponse:
    """For whoever knows the number alone."""
    row = get_object_or_404(Engagement.objects.visible_to(request.user), pk=pk)
    return redirect(f"partnerships:{row.kind}_detail", pk=pk)


@login_required
@require_GET
def partnership_detail(request: HttpRequest, pk: int) -> HttpResponse:
    row = found(request, pk, EngagementKind.PARTNERSHIP)
    return render(request, "partnerships/partnership_detail.html", page_context(row, request.user, request))


@login_required
@require_GET
def collaboration_detail(request: HttpRequest, pk: int) -> HttpResponse:
    row = found(request, pk, EngagementKind.COLLABORATION)
    context = page_context(row, request.user, request)
    grown_into = Engagement.objects.kept().filter(grown_from=row).first()
    context |= {"grown_into": grown_into, "at_event": selectors.at_the_same_event(row)}
    return render(request, "partnerships/collaboration_detail.html", context)
