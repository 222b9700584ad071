"""The policy on every answer, and what a page says when a deed was refused and no view has said it."""

from collections.abc import Callable
from functools import cached_property

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from .errors import Conflict, Forbidden
from .htmx import toast
from .outage import clash


class PolicyMiddleware(CSPMiddleware):
    """The content policy, put together once: no view of ours asks for another (django-csp does it for each answer)."""

    def process_request(self, request: HttpRequest) -> None:
        """No nonce: there is no inline script that could bear it."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        response.headers.setdefault(HEADER, self._policy)
        return response

    @cached_property
    def _policy(self) -> str:
        return str(build_policy(config=settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]))


class RefusalMiddleware:
    """Wrong moment: 409 with the sentence and a way back. A part of a page gets the sentence as a message instead."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        refused = error if isinstance(error, Conflict) else clash(error)
        if refused:
            return conflict(request, refused)
        if isinstance(error, Forbidden) and getattr(request, "htmx", False):
            return toast(HttpResponse(status=403), error.reason, "error")
        return None  # Django draws 403.html with the reason


def conflict(request: HttpRequest, error: Conflict) -> HttpResponse:
    if getattr(request, "htmx", False):
        return toast(HttpResponse(status=409), error.reason, "error")
    return render(request, "409.html", {"reason": error.reason, "back": _back(request)}, status=409)


def _back(request: HttpRequest) -> str:
    """The page that the person came from, if it is one of ours."""
    referer, own = request.headers.get("Referer", ""), request.build_absolute_uri("/")
    return "/" + referer.removeprefix(own) if referer.startswith(own) else "/"
