"""Tasks: mine, my office's, those that I gave; done by one click, and undone by another."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from crm.accounts.access import access
from crm.core.errors import Conflict
from crm.core.htmx import toast

from .. import policies, selectors
from ..forms import SingleTaskForm
from ..models import FollowUp, Interaction
from ..services import follow_ups

PER_PAGE = 50


@login_required
@require_GET
def task_list(request: HttpRequest) -> HttpResponse:
    scope = request.GET.get("of", "mine")
    scope = scope if scope in selectors.TASK_SCOPES else "mine"
    done = request.GET.get("done") == "1"
    rows = selectors.tasks_in(scope, request.user, done=done)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    _with_verdicts(request, page)
    return render(
        request, "contactlog/task_list.html", {"page": page, "scope": scope, "done": done, "tabs": _tabs(scope)}
    )


def _tabs(scope: str) -> list[dict[str, Any]]:
    labels = {"mine": _("Mine"), "office": _("My office’s"), "given": _("Given by me")}
    return [{"label": labels[key], "url": f"?of={key}", "current": key == scope} for key in selectors.TASK_SCOPES]


def _with_verdicts(request: HttpRequest, tasks: Any) -> None:
    held = access(request.user)
    for task in tasks:
        task.may_finish, task.may_reopen = policies.may_finish(held, task), policies.may_reopen(held, task)
        task.may_change = policies.may_change_task(held, task)


def _task(request: HttpRequest, pk: int) -> FollowUp:
    rows = FollowUp.objects.visible_to(request.user)
    return get_object_or_404(
        rows.select_related("interaction__company", "interaction__office", "assignee", "created_by", "done_by"), pk=pk
    )


@login_required
@require_POST
def task_add(request: HttpRequest, pk: int) -> HttpResponse:
    interaction = get_object_or_404(Interaction.objects.visible_to(request.user), pk=pk)
    policies.may_work(access(request.user)).require()
    form = SingleTaskForm(request.POST)
    if form.is_valid() and (data := form.as_data()):
        try:
            follow_ups.add_follow_up(by=request.user, interaction_id=interaction.pk, data=data)
        except ValidationError as problem:
            messages.error(request, problem.messages[0])
        else:
            messages.success(request, _("Task added."))
    else:
        messages.error(request, _("Say what is to be done, and until when."))
    return redirect("contactlog:detail", pk=pk)


@login_required
@require_http_methods(["GET", "POST"])
def task_edit(request: HttpRequest, pk: int) -> HttpResponse:
    task = _task(request, pk)
    policies.may_change_task(access(request.user), task).require()
    initial = {"text": task.text, "due_on": task.due_on, "assignee": task.assignee_id, "version": task.version}
    form = SingleTaskForm(request.POST or None, initial=initial)
    if form.is_valid() and (data := form.as_data()):
        changes = {"text": data.text, "due_on": data.due_on, "assignee_id": data.assignee_id or request.user.pk}
        try:
            follow_ups.edit_follow_up(
                by=request.user, follow_up_id=pk, changes=changes, version=form.cleaned_data["version"]
            )
        except Conflict as refusal:
            form.add_error(None, str(refusal.reason))
            form.data = form.data.copy()
            form.data["version"] = FollowUp.objects.values_list("version", flat=True).get(pk=pk)
        else:
            messages.success(request, _("Saved."))
            return redirect("contactlog:task_list")
    return render(request, "contactlog/task_form.html", {"form": form, "task": _task(request, pk)})


@login_required
@require_POST
def task_done(request: HttpRequest, pk: int) -> HttpResponse:
    return _settle(request, pk, follow_ups.finish_follow_up, _("Done."))


@login_required
@require_POST
def task_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    return _settle(request, pk, follow_ups.reopen_follow_up, _("Open again."))


@login_required
@require_POST
def task_bin(request: HttpRequest, pk: int) -> HttpResponse:
    _task(request, pk)
    follow_ups.bin_follow_up(by=request.user, follow_up_id=pk)
    messages.success(request, _("The task is in the bin. You can bring it back from there."))
    return redirect("contactlog:task_list")


def _settle(request: HttpRequest, pk: int, deed: Any, said: str) -> HttpResponse:
    """One click, one undo: the row comes back with the opposite button."""
    _task(request, pk)
    problem = ""
    try:
        deed(by=request.user, follow_up_id=pk)
    except Conflict as refusal:
        problem = str(refusal.reason)
    if not request.htmx:
        messages.error(request, problem) if problem else messages.success(request, said)
        return redirect(_back(request))
    task = _task(request, pk)
    _with_verdicts(request, [task])
    response = render(request, "contactlog/_task_row.html", {"task": task})
    return toast(response, problem or said, "warning" if problem else "success")


def _back(request: HttpRequest) -> str:
    told = request.POST.get("next", "")
    return told if url_has_allowed_host_and_scheme(told, {request.get_host()}) else "contactlog:task_list"
