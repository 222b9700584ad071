"""How a refusal reaches a person on a page; the API has its own words for the same errors (core/api/errors.py)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .errors import Conflict, Forbidden
from .htmx import toast


class RefusalMiddleware:
    """Wrong moment: 409 with its sentence. Wrong person: 403, where only a part was asked for as a message."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        partial = bool(getattr(request, "htmx", False))
        if isinstance(problem, Conflict):
            if partial:
                return toast(HttpResponse(status=409), str(problem.reason), "error")
            return render(request, "409.html", {"reason": problem.reason}, status=409)
        if isinstance(problem, Forbidden) and partial:
            return toast(HttpResponse(status=403), str(problem.reason), "error")
        return None
