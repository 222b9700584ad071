"""Changing many rows: choose, see what would change, do it, take it back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from crm.accounts.access import access
from crm.core.errors import Conflict

from .. import policies, selectors
from ..query import TableQuery
from ..registries import Table, tables
from ..services import bulk
from .saved import table_or_404

# So many rows of a preview are named; the rest is counted.
NAMED = 20


@login_required
@require_POST
def bulk_change(request: HttpRequest, table: str) -> HttpResponse:
    """The steps are one address: without a `step` the form, then the preview, then the deed."""
    found = table_or_404(request, table)
    if found.bulk is None:
        raise Http404
    found.bulk.may(request.user).require()
    ids = _chosen(request, found)
    verdict = policies.may_change_many(len(ids))
    if not verdict:
        messages.error(request, verdict.reason)
        return redirect(f"{found.url}?{request.POST.get('query', '')}")
    step = request.POST.get("step", "")
    form = found.bulk.form(request.POST if step else None, user=request.user)
    context = {"table": found, "form": form, "chosen": len(ids), **_carried(request)}
    if not step or not form.is_valid():
        return render(request, "listing/bulk_form.html", context, status=422 if form.errors else 200)
    changes = found.bulk.changes(form.cleaned_data)
    if step == "apply":
        return _apply(request, found, ids, changes)
    outcome = bulk.preview(table=found, ids=ids, changes=changes, by=request.user)
    context |= {"words": found.bulk.words(changes), "outcome": outcome, "named": NAMED}
    return render(request, "listing/bulk_preview.html", context)


def _apply(request: HttpRequest, table: Table, ids: list[int], changes: dict[str, Any]) -> HttpResponse:
    change, outcome = bulk.apply(table=table, ids=ids, changes=changes, by=request.user)
    if change is None:
        messages.info(request, _("Nothing had to be changed."))
        return redirect(f"{table.url}?{request.POST.get('query', '')}")
    text = ngettext("%(rows)s row is changed.", "%(rows)s rows are changed.", len(outcome.changed))
    messages.success(request, text % {"rows": len(outcome.changed)})
    return redirect("listing:change", pk=change.pk)


def _chosen(request: HttpRequest, table: Table) -> list[int]:
    """The ticked rows, or all that match; only ever rows that the person sees."""
    query = TableQuery(table, request.POST.get("query", ""), request.user)
    if request.POST.get("scope") == "all":
        rows = query.rows
    else:
        ticked = [int(pk) for pk in request.POST.getlist("row") if pk.isascii() and pk.isdigit() and len(pk) < 19]
        rows = table.rows(request.user).filter(pk__in=ticked).order_by("pk")
    return list(rows.values_list("pk", flat=True)[: policies.MOST_ROWS + 1])


def _carried(request: HttpRequest) -> dict[str, Any]:
    """The choice travels through the steps in hidden fields."""
    every = request.POST.get("scope") == "all"
    return {
        "scope": "all" if every else "rows",
        "ticked": [] if every else request.POST.getlist("row"),
        "kept_query": request.POST.get("query", ""),
    }


@login_required
@require_GET
def change_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What a change of many rows did, and the way back."""
    change = get_object_or_404(selectors.visible_changes(request.user).select_related("by"), pk=pk)
    table = tables.get(change.table)
    if table is None or table.bulk is None or not table.shown_to(request.user):
        raise Http404
    context = {
        "change": change,
        "table": table,
        "words": table.bulk.words(change.changes),
        "rows": list(change.rows.values())[:NAMED],
        "unnamed": max(0, len(change.rows) - NAMED),
        "may_undo": policies.may_undo(access(request.user), change),
    }
    return render(request, "listing/change_detail.html", context)


@login_required
@require_POST
def change_undo(request: HttpRequest, pk: int) -> HttpResponse:
    change = get_object_or_404(selectors.visible_changes(request.user), pk=pk)
    table = tables[change.table]
    try:
        outcome = bulk.undo(change=change, table=table, by=request.user)
    except Conflict as refusal:
        messages.error(request, refusal.reason)
        return redirect("listing:change", pk=pk)
    text = ngettext("%(rows)s row is as it was.", "%(rows)s rows are as they were.", len(outcome.changed))
    messages.success(request, text % {"rows": len(outcome.changed)})
    return redirect("listing:change", pk=pk)
