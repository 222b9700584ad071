"""Saving and keeping views."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from crm.accounts.access import access

from .. import policies, selectors
from ..forms import ViewForm
from ..models import SavedView
from ..registries import Table, tables
from ..services import views as services


def table_or_404(request: HttpRequest, key: str) -> Table:
    table = tables.get(key)
    if table is None or not table.shown_to(request.user):
        raise Http404
    return table


@login_required
@require_GET
def view_list(request: HttpRequest, table: str) -> HttpResponse:
    """All views of a table that the person sees: open, rename, share, delete, make the usual one."""
    found = table_or_404(request, table)
    return render(request, "listing/view_list.html", _context(request, found))


@login_required
@require_POST
def view_save(request: HttpRequest, table: str) -> HttpResponse:
    found = table_or_404(request, table)
    form = ViewForm(request.POST, user=request.user)
    if form.is_valid():
        try:
            view = services.save_view(by=request.user, table=found.key, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("The view %(name)s is saved.") % {"name": view.name})
            return redirect(f"{found.url}?{view.address}")
    return render(request, "listing/view_list.html", _context(request, found, new=form), status=422)


@login_required
@require_POST
def view_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename and share; or, with a query alone, let the view ask what is on the page now."""
    view = get_object_or_404(selectors.visible_views(request.user), pk=pk)
    found = table_or_404(request, view.table)
    if "name" not in request.POST:
        view = services.change_view(view_id=view.pk, by=request.user, query=request.POST.get("query", "")[:2000])
        messages.success(request, _("The view %(name)s now shows this.") % {"name": view.name})
        return redirect(f"{found.url}?{view.address}")
    form = ViewForm(request.POST, instance=view, user=request.user, prefix=None)
    if form.is_valid():
        try:
            services.change_view(
                view_id=pk, by=request.user, name=form.cleaned_data["name"], sharing=form.cleaned_data["sharing"]
            )
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("The view is changed."))
            return redirect("listing:view_list", table=view.table)
    return render(request, "listing/view_list.html", _context(request, found, changed=form), status=422)


@login_required
@require_POST
def view_delete(request: HttpRequest, pk: int) -> HttpResponse:
    view = get_object_or_404(selectors.visible_views(request.user), pk=pk)
    services.delete_view(view_id=pk, by=request.user)
    messages.success(request, _("The view %(name)s is deleted.") % {"name": view.name})
    return redirect("listing:view_list", table=view.table)


@login_required
@require_POST
def view_usual(request: HttpRequest, table: str) -> HttpResponse:
    """Open the table with this view from now on, or with everything."""
    found = table_or_404(request, table)
    chosen = request.POST.get("view", "")
    view = (
        get_object_or_404(selectors.visible_views(request.user), pk=chosen, table=table) if chosen.isdigit() else None
    )
    services.set_usual_view(by=request.user, table=found.key, view_id=view.pk if view else None)
    messages.success(request, _("This is how the list opens from now on."))
    return redirect("listing:view_list", table=table)


def _context(
    request: HttpRequest, table: Table, *, new: ViewForm | None = None, changed: ViewForm | None = None
) -> dict[str, Any]:
    who, views = access(request.user), selectors.views_of(request.user, table.key)

    def form_of(view: SavedView) -> ViewForm:
        if changed is not None and changed.instance.pk == view.pk:
            return changed
        return ViewForm(instance=view, user=request.user, auto_id=f"view-{view.pk}-%s")

    entries = [
        {
            "view": view,
            "form": form_of(view) if policies.may_change_view(who, view) else None,
            "usual": view.is_usual,
        }
        for view in views
    ]
    return {"table": table, "entries": entries, "usual": any(view.is_usual for view in views), "new": new}
