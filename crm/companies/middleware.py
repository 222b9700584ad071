"""Old addresses of companies and people lead to the record that stands for them now."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from crm.core.errors import Conflict
from crm.core.middleware import conflict

from .merging.survivors import merged_record
from .models import Company, Contact
from .policies import not_merged

# Pages that are about one record, by the name of their route, and which kind of record it is.
PAGES: dict[str, Any] = {
    **dict.fromkeys(
        (
            "companies:detail",
            "companies:edit",
            "companies:bin",
            "companies:merge",
            "companies:timeline",
            "companies:status",
            "companies:tags",
            "companies:interests",
            "companies:maturity",
            "companies:documents",
        ),
        Company,
    ),
    **dict.fromkeys(
        (
            "companies:contact_detail",
            "companies:contact_edit",
            "companies:contact_bin",
            "companies:contact_merge",
            "companies:consent_record",
            "companies:post_add",
        ),
        Contact,
    ),
}


class MergedRecordMiddleware:
    """Where a page does not find its record because it was merged: reading goes on at the survivor, a deed is refused.

    Asked only after a page was not found, so that nobody else pays for it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        match = request.resolver_match
        model = PAGES.get(match.view_name) if match else None
        if model is None or not isinstance(error, Http404):
            return None
        merged = merged_record(model, match.kwargs["pk"])  # type: ignore[union-attr]
        if merged is None:
            return None
        if request.method != "GET":
            verdict = not_merged(merged)
            return conflict(request, Conflict(verdict.reason, verdict.code))
        survivor = merged.merged_into
        messages.info(request, _("%(name)s was merged into %(survivor)s.") % {"name": merged, "survivor": survivor})
        query = request.GET.urlencode()
        address = reverse(match.view_name, args=[survivor.pk])  # type: ignore[union-attr]
        return redirect(f"{address}?{query}" if query else address)
