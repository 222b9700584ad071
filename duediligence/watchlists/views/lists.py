"""The lists: how fresh each is, loading a file, what was loaded when, what a list means."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from crm.core import clock
from crm.core.errors import TooLarge
from crm.core.forms import submit

from ...enums import EntryKind
from ...models import ListLoad, WatchList
from .. import policies
from ..forms import ListForm, LoadForm, NewestForm, NewListForm
from ..selectors.freshness import freshness_of, max_age_days
from ..selectors.lists import list_lines
from ..services import lists, newest, uploads

PER_PAGE = 20


@login_required
@require_GET
def list_list(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    context = {
        "lines": list_lines(on=today),
        "max_age": max_age_days(today),
        "may_keep": policies.may_keep_lists(request.user),
    }
    return render(request, "duediligence/watchlists/list_list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def list_detail(request: HttpRequest, code: str) -> HttpResponse:
    """POST loads a file; its errors stand in the form."""
    watchlist = _list(code)
    status, form = 200, LoadForm(initial={"format": _usual_format(watchlist), "list_date": clock.today()})
    if request.method == "POST":
        policies.may_load(request.user, watchlist).require()
        form = LoadForm(request.POST, request.FILES)
        status = _loaded(request, watchlist, form)
        if status == 302:
            return redirect("duediligence:watchlist", code=code)
    return render(
        request, "duediligence/watchlists/list_detail.html", _context(request, watchlist, form), status=status
    )


@login_required
@require_POST
def list_newest(request: HttpRequest, code: str) -> HttpResponse:
    """Somebody confirms that the publisher has nothing newer."""
    watchlist = _list(code)
    policies.may_confirm_newest(request.user, watchlist).require()
    form = NewestForm(request.POST)
    if submit(form, lambda told: newest.confirm_newest(code=code, by=request.user, **told)):
        messages.success(request, _("Noted. The list counts as fresh from today."))
        return redirect("duediligence:watchlist", code=code)
    load_form = LoadForm(initial={"format": _usual_format(watchlist), "list_date": clock.today()})
    context = _context(request, watchlist, load_form) | {"newest_form": form}
    return render(request, "duediligence/watchlists/list_detail.html", context, status=422)


@login_required
@require_POST
def load_insist(request: HttpRequest, pk: int) -> HttpResponse:
    load = get_object_or_404(ListLoad.objects.visible_to(request.user).select_related("watchlist"), pk=pk)
    uploads.insist(load_id=pk, by=request.user)
    messages.success(request, _("The file is loaded all the same."))
    return redirect("duediligence:watchlist", code=load.watchlist.code)


@login_required
@require_http_methods(["GET", "POST"])
def list_add(request: HttpRequest) -> HttpResponse:
    policies.may_keep_lists(request.user).require()
    form = NewListForm(request.POST or None)
    if request.method == "POST" and submit(form, lambda told: lists.add_list(by=request.user, **told)):
        messages.success(request, _("The list is there. Load its first file."))
        return redirect("duediligence:watchlist", code=form.cleaned_data["code"])
    return render(request, "duediligence/watchlists/list_form.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def list_edit(request: HttpRequest, code: str) -> HttpResponse:
    policies.may_keep_lists(request.user).require()
    watchlist = _list(code)
    form = ListForm(request.POST or None, instance=_list(code))
    if request.method == "POST" and submit(form, lambda told: lists.edit_list(by=request.user, code=code, **told)):
        messages.success(request, _("Saved."))
        return redirect("duediligence:watchlist", code=code)
    context = {"form": form, "watchlist": watchlist}
    return render(request, "duediligence/watchlists/list_form.html", context, status=422 if form.errors else 200)


def _list(code: str) -> WatchList:
    return get_object_or_404(WatchList.objects.select_related("current_load__newest_by"), code=code)


def _usual_format(watchlist: WatchList) -> str:
    newest = watchlist.loads.order_by("-pk").values_list("format", flat=True).first()
    return newest or {"un": "un-xml", "ofac": "ofac-xml", "opensanctions": "opensanctions-csv"}.get(
        watchlist.code, "csv"
    )


def _loaded(request: HttpRequest, watchlist: WatchList, form: LoadForm) -> int:
    """The answer's status; 302 where the file was taken."""
    if not form.is_valid():
        return 422
    told = form.cleaned_data
    upload = uploads.Upload(told["file"], told["format"], list_date=told["list_date"])
    try:
        load = uploads.receive(code=watchlist.code, upload=upload, by=request.user, at=clock.now())
    except ValidationError as problem:
        if hasattr(problem, "error_dict"):
            form.add_error(None, problem)
        else:
            form.add_error("file", problem.messages)
        return 413 if isinstance(problem, TooLarge) else 422
    if load.job_id:
        messages.success(request, _("The file is read in the background. You are told when it is done."))
    else:
        messages.info(request, _("This is the same file as before: nothing changed."))
    return 302


def _kinds(watchlist: WatchList) -> list[tuple[Any, int]]:
    by_kind = watchlist.current_load.by_kind if watchlist.current_load else {}
    return [(kind.label, by_kind[kind]) for kind in EntryKind if kind in by_kind]


def _context(request: HttpRequest, watchlist: WatchList, form: LoadForm) -> dict[str, Any]:
    loads = ListLoad.objects.visible_to(request.user).filter(watchlist=watchlist).select_related("uploaded_by", "job")
    page = Paginator(loads, PER_PAGE).get_page(request.GET.get("page"))
    for load in page:
        load.watchlist = watchlist
        load.may_insist = policies.may_insist(request.user, load)
    (fresh,) = freshness_of(WatchList.objects.filter(pk=watchlist.pk), on=clock.today())
    return {
        "watchlist": watchlist,
        "fresh": fresh,
        "current": watchlist.current_load,
        "newest_form": NewestForm(),
        "may_confirm_newest": policies.may_confirm_newest(request.user, watchlist),
        "kinds": _kinds(watchlist),
        "form": form,
        "page": page,
        "working": next((load.job for load in page if load.job and load.job.is_open), None),
        "may_load": policies.may_load(request.user, watchlist),
        "may_keep": policies.may_keep_lists(request.user),
    }
