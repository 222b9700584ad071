"""Puts the person who acts on every row change of a request."""

from typing import Any

import pghistory
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from pghistory import config


class TrailedRequest(WSGIRequest):
    """The API learns only inside the view whose key it was; from then on the changes bear that person's name."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "user":
            pghistory.context(**_person(value))
        super().__setattr__(name, value)


class TrailMiddleware:
    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in config.middleware_methods():
            return self.get_response(request)
        with pghistory.context(**_person(request.user), url=request.path):
            request.__class__ = TrailedRequest
            return self.get_response(request)


def _person(user: Any) -> dict[str, Any]:
    known = getattr(user, "pk", None) is not None
    return {"user": user.pk if known else None, "user_name": user.name if known else ""}
