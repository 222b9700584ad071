"""The door for uploads: what says that it is far too large is refused before a byte of it is read."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

# Room for the fields and borders around a file.
AROUND = 1_000_000


class UploadLimitMiddleware:
    """Stands before everything that reads the body. The exact limit of each kind of file is its service's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        limit = max(settings.MAX_IMPORT_BYTES, settings.MAX_DOCUMENT_BYTES, settings.MAX_WATCHLIST_BYTES)
        if _announced(request) <= limit + AROUND:
            return self.get_response(request)
        megabytes = {"limit": limit // 1_000_000}
        sentence = _("A file may have %(limit)s MB at most. Split it, or make it smaller.") % megabytes
        if request.path.startswith("/api/"):
            error = {"code": "too_large", "detail": sentence, "attr": None}
            return JsonResponse({"type": "client_error", "errors": [error]}, status=413)
        return render(request, "413.html", {"reason": sentence}, status=413)


def _announced(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
