from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ..models import Job
from ..policies import may_stop
from ..selectors import icon_of, label_of, sees_all, visible_to
from ..services.jobs import stop

PER_PAGE = 50


@login_required
@require_GET
def job_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(visible_to(request.user), PER_PAGE).get_page(request.GET.get("page"))
    for job in page:
        job.label = label_of(job)
    return render(request, "jobs/job_list.html", {"page": page, "sees_all": sees_all(request.user)})


@login_required
@require_GET
def job_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "jobs/job_detail.html", _context(request, pk))


@login_required
@require_GET
def job_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The bar alone, for pages that poll it; the page is loaded anew when the job has ended."""
    context = _context(request, pk)
    response = render(request, "jobs/_job_progress.html", context)
    if not context["job"].is_open:
        response["HX-Refresh"] = "true"
    return response


@login_required
@require_POST
def job_stop(request: HttpRequest, pk: int) -> HttpResponse:
    job = get_object_or_404(visible_to(request.user), pk=pk)
    stop(job=job, by=request.user)
    messages.success(request, _("Stopped."))
    return redirect("jobs:detail", pk=pk)


def _context(request: HttpRequest, pk: int) -> dict[str, Any]:
    job: Job = get_object_or_404(visible_to(request.user), pk=pk)
    return {"job": job, "label": label_of(job), "icon": icon_of(job), "may_stop": may_stop(request.user, job)}
