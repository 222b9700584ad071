"""What is said when nothing else can be said: a fault of ours, or the database is away. Reads no table."""

import sys

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.defaults import server_error

from ..htmx import toast
from ..outage import RETRY_AFTER, is_away

SAFE = ("GET", "HEAD")


def broken(request: HttpRequest) -> HttpResponse:
    """Django calls this for every error that no view took care of, also those of a middleware."""
    if not is_away(sys.exc_info()[1]):
        return server_error(request)
    with translation.override(translation.get_language_from_request(request)):
        answer = _away(request)
    answer.headers["Retry-After"] = str(RETRY_AFTER)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _away(request: HttpRequest) -> HttpResponse:
    if request.path.startswith("/api/"):
        error = {"code": "unavailable", "detail": unavailable(), "attr": None}
        return JsonResponse({"type": "server_error", "errors": [error]}, status=503)
    if request.headers.get("HX-Request"):
        return toast(HttpResponse(status=503), unavailable(), "error")
    # Without the request: who it is stands in the database, too.
    again = request.get_full_path() if request.method in SAFE else ""
    return HttpResponse(render_to_string("503.html", {"again": again}), status=503)


def unavailable() -> str:
    return _("The database does not answer at the moment. Nothing was saved. Try again in a few seconds.")
