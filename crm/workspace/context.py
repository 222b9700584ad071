"""What the frame around every page needs: one query beside what the request has read anyway."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from crm.core.extension_points import navigation
from crm.notifications.selectors import unread_count


def shell(request: HttpRequest) -> dict[str, Any]:
    return {"shell": SimpleLazyObject(lambda: _shell(request))}


def _shell(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"nav": [], "theme": "system"}
    entries = [(entry, reverse(entry.url_name)) for entry in navigation if entry.shown_to(user)]
    pages = {url: url for _, url in entries}
    pages |= {reverse(name): url for entry, url in entries for name in entry.beside}
    here = pages.get(_current(request.path, list(pages)) or "")
    lines: dict[bool, list[dict[str, Any]]] = {False: [], True: []}
    for entry, url in entries:
        lines[entry.in_account_menu].append(
            {"label": entry.label, "url": url, "icon": entry.icon, "group": entry.group, "current": url == here}
        )
    return {
        "nav": _under_headings(lines[False]),
        "more": lines[True],
        "office": user.office,
        "theme": user.theme,
        "unread": unread_count(user),
    }


def _under_headings(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Lines of one heading together, below those that have none."""
    headings = list(dict.fromkeys(["", *(str(line["group"]) for line in lines)]))
    return sorted(lines, key=lambda line: headings.index(str(line["group"])))


def _current(path: str, urls: list[str]) -> str | None:
    """The entry that the page lies below; "/" is only the home page's."""
    above = [url for url in urls if path == url or (url != "/" and path.startswith(url))]
    return max(above, key=len, default=None)
