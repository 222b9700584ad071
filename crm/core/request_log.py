"""One line for each request: what, how long, which answer; never who by name, never what was typed."""

import re
import time
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponseBase

log = structlog.get_logger("concord.request")
# What a proxy may hand down; anything else could carry line breaks or personal data into the log.
REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
UNLOGGED = ("healthz", "readyz")


class RequestLogMiddleware:
    """The id goes into every log line of the request and back in a header, so that a person can quote it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
        begun = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            response = self.get_response(request)
            self._write(request, response.status_code, time.perf_counter() - begun)
        response["X-Request-ID"] = request_id
        return response

    @staticmethod
    def _write(request: HttpRequest, status: int, seconds: float) -> None:
        """The route instead of the path, which may hold a name; the query never."""
        match = request.resolver_match
        if match and match.url_name in UNLOGGED:
            return
        log.info(
            "request",
            method=request.method,
            route=match.route if match else "",
            status=status,
            milliseconds=round(seconds * 1000, 1),
        )
