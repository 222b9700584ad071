from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from crm.core import clock

from ..models import Notification
from ..selectors import notices_of, worded
from ..services.reading import mark_read

PER_PAGE = 50
IN_MENU = 8


@login_required
@require_GET
def notice_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(notices_of(request.user), PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = [worded(row) for row in page.object_list]
    return render(request, "notifications/notice_list.html", {"page": page})


@login_required
@require_GET
def notice_menu(request: HttpRequest) -> HttpResponse:
    """What the bell opens."""
    notices = [worded(row) for row in notices_of(request.user)[:IN_MENU]]
    return render(request, "notifications/_notice_menu.html", {"notices": notices})


@login_required
@require_POST
def notice_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark as read and go to the thing itself."""
    row = get_object_or_404(Notification.objects.of(request.user), pk=pk)
    mark_read(by=request.user, at=clock.now(), ids=[row.pk])
    inside = row.path and url_has_allowed_host_and_scheme(row.path, allowed_hosts=None)
    return redirect(row.path if inside else "notifications:list")


@login_required
@require_POST
def notice_read_all(request: HttpRequest) -> HttpResponse:
    mark_read(by=request.user, at=clock.now())
    return redirect("notifications:list")
