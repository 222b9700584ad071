"""Puts the person who acts, and for whom, on every row change of a request."""

from typing import Any

from django.http import HttpRequest
from pghistory.middleware import HistoryMiddleware


class TrailMiddleware(HistoryMiddleware):
    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        return {**super().get_context(request), "user_name": getattr(request.user, "name", "")}
