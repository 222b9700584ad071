from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from crm.core import clock

from ..policies import may_see_messages, may_settle
from ..selectors import messages_to_settle
from ..services.outbox import confirm_sent, send_again

PER_PAGE = 50


@login_required
@require_safe
def message_list(request: HttpRequest) -> HttpResponse:
    """E-mails that failed, or that were perhaps sent when a worker died."""
    may_see_messages(request.user).require()
    page = Paginator(messages_to_settle(), PER_PAGE).get_page(request.GET.get("page"))
    for message in page:
        message.may_settle = may_settle(request.user, message)
    return render(request, "notifications/message_list.html", {"page": page})


@login_required
@require_POST
def message_send_again(request: HttpRequest, pk: int) -> HttpResponse:
    may_see_messages(request.user).require()
    message = get_object_or_404(messages_to_settle(), pk=pk)
    send_again(message=message, by=request.user, at=clock.now())
    messages.success(request, _("It will be sent again within a minute."))
    return redirect("notifications:messages")


@login_required
@require_POST
def message_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    may_see_messages(request.user).require()
    message = get_object_or_404(messages_to_settle(), pk=pk)
    confirm_sent(message=message, by=request.user, at=clock.now())
    messages.success(request, _("Noted as sent."))
    return redirect("notifications:messages")
