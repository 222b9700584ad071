from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from crm.core.extension_points import SearchHit

from ..selectors import commands_for, search, search_notices

PER_SECTION = 10
ONE_SECTION = 50
WHILE_TYPING = 5
# A longer text is no name; it would only cost time.
LONGEST = 100


@login_required
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Everything of that name that this person may see, by kind; `kind` shows one of them at length."""
    text, kind = _text(request), request.GET.get("kind", "")
    limit = ONE_SECTION if kind else PER_SECTION
    context = {
        "text": text,
        "kind": kind,
        "deeds": commands_for(request.user, text) if not kind else [],
        "sections": search(request.user, text, limit=limit, only=kind) if text else [],
        "notices": search_notices(kind) if text else [],
    }
    return render(request, "workspace/search.html", context)


@login_required
@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """A few of each kind while somebody types; the deeds alone before they do."""
    text = _text(request)
    groups = [(_("Do"), commands_for(request.user, text, limit=WHILE_TYPING))]
    sections = search(request.user, text, limit=WHILE_TYPING) if text else []
    groups += [(str(section.label), section.hits) for section in sections]
    # Who finds plenty need not be told that there may be more.
    plenty = any(len(section.hits) >= WHILE_TYPING for section in sections)
    notices = search_notices() if text and not plenty else []
    return JsonResponse(
        {
            "groups": [{"label": label, "items": [_item(hit) for hit in hits]} for label, hits in groups if hits],
            "notices": [str(notice) for notice in notices],
        }
    )


def _text(request: HttpRequest) -> str:
    return request.GET.get("q", "").strip()[:LONGEST]


def _item(hit: SearchHit) -> dict[str, Any]:
    return {"title": hit.title, "hint": str(hit.hint), "url": hit.url, "icon": hit.icon}
