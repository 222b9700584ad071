from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from crm.core.extension_points import BinSource, bin_sources

PER_PAGE = 50


@login_required
@require_safe
def binned(request: HttpRequest) -> HttpResponse:
    """What was put away, by kind; it comes back with all that hangs on it."""
    kinds = [key for key, _source in bin_sources.items()]
    kind = request.GET.get("kind") or next(iter(kinds), "")
    context: dict[str, Any] = {"kind": kind, "tabs": _tabs(kind), "page": None}
    if kinds:
        source = _source(kind)
        page = Paginator(source.rows(request.user), PER_PAGE).get_page(request.GET.get("page"))
        page.object_list = [source.present(row, request.user) for row in page.object_list]
        context["page"] = page
    return render(request, "workspace/bin.html", context)


@login_required
@require_POST
def restore(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    source = _source(kind)
    row = source.rows(request.user).filter(pk=pk).first()
    if row is None:
        if (found := source.elsewhere(request.user, pk)) is None:
            raise Http404
        messages.info(request, found.text)
        return redirect(found.url)
    title = source.present(row, request.user).title
    source.restore(pk=row.pk, by=request.user)
    messages.success(request, _("“%(title)s” is back.") % {"title": title})
    return redirect(reverse("workspace:bin", query={"kind": kind}))


def _source(kind: str) -> BinSource:
    source = bin_sources.get(kind)
    if source is None:
        raise Http404
    return source


def _tabs(kind: str) -> list[dict[str, Any]]:
    return [
        {"label": source.label, "url": f"?kind={key}", "current": key == kind} for key, source in bin_sources.items()
    ]
