from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from crm.audit.history import history_of
from crm.core.extension_points import history_subjects

PER_PAGE = 25


@login_required
@require_safe
def history(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Who changed what, when and for whom, of one record."""
    subject = history_subjects.get(label)
    if subject is None:
        raise Http404
    try:
        record = subject.find(request.user, pk)
    except ObjectDoesNotExist as nothing:
        raise Http404 from nothing
    page = max(_number(request.GET.get("page")), 1)
    entries, more = history_of(
        record,
        related=subject.related,
        hidden=subject.hidden(request.user, record),
        limit=PER_PAGE,
        offset=(page - 1) * PER_PAGE,
    )
    context = {
        "title": subject.title(request.user, record),
        "back": record.get_absolute_url() if hasattr(record, "get_absolute_url") else "",
        "entries": entries,
        "newer": page - 1 or None,
        "older": page + 1 if more else None,
    }
    return render(request, "workspace/history.html", context)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else 1
