"""Entries of the lists: search, and one with all that is listed of it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from crm.listing.views.table import TableView

from ...models import Hit, ListEntry
from ..entry_page import entry_context

HITS_SHOWN = 50


class EntryList(TableView):
    table_key = "list_entries"


@login_required
@require_GET
def entry_detail(request: HttpRequest, pk: int) -> HttpResponse:
    entries = ListEntry.objects.visible_to(request.user).select_related(
        "watchlist", "first_load", "changed_load", "closed_load"
    )
    entry = get_object_or_404(entries, pk=pk)
    hits = Hit.objects.visible_to(request.user).filter(entry=entry).select_related("party__screening__company")
    context = entry_context(entry) | {"hits": list(hits.order_by("-score", "pk")[:HITS_SHOWN])}
    return render(request, "duediligence/watchlists/entry_detail.html", context)
