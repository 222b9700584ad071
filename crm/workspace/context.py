"""What the frame around every page needs."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from crm.core.extension_points import navigation


def shell(request: HttpRequest) -> dict[str, Any]:
    return {"shell": SimpleLazyObject(lambda: _shell(request))}


def _shell(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"nav": [], "theme": "system"}
    here = request.path
    entries = [
        {
            "label": e.label,
            "url": reverse(e.url_name),
            "icon": e.icon,
            "current": here.startswith(reverse(e.url_name)),
        }
        for e in navigation
        if e.shown_to(user)
    ]
    return {
        "nav": entries,
        "office": user.office,
        "theme": user.theme,
        "unread": user.notifications.filter(read_at=None)[:100].count(),
    }
