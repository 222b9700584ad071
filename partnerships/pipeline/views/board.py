"""The board by stage, and the next cards of one of its columns."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from crm.core import clock

from ...models import Engagement
from .. import selectors
from ..filters import BoardFilter
from ..tabs import pipeline_tabs


def filtered(request: Any) -> BoardFilter:
    rows = Engagement.objects.visible_to(request.user).partnerships()
    return BoardFilter(request.GET, queryset=rows, request=request)


@login_required
@require_GET
def board(request: Any) -> HttpResponse:
    """With a script cards are dragged and moved by the arrow keys; without one each has a link to the move."""
    filters = filtered(request)
    context = {
        "columns": selectors.board(filters.qs, on=clock.today()),
        "filter": filters,
        "tabs": pipeline_tabs("board"),
    }
    return render(request, "partnerships/pipeline/board.html", context)


@login_required
@require_GET
def board_column(request: Any, stage: str) -> HttpResponse:
    """From `after` on; to htmx as list items, else as a page of its own."""
    if stage not in {each.value for each in selectors.COLUMNS}:
        raise Http404
    told = request.GET.get("after", "")
    after = min(int(told), 100_000) if told.isascii() and told.isdigit() and len(told) < 7 else 0
    filters = filtered(request)
    column = selectors.board_column(filters.qs, stage, after=after, on=clock.today())
    part = "_board_cards" if request.htmx else "board_column"
    return render(request, f"partnerships/pipeline/{part}.html", {"column": column, "tabs": pipeline_tabs("board")})
