"""Our errors in the API's one shape (docs/api.md)."""

from typing import Any

from drf_standardized_errors.handler import exception_handler
from rest_framework import exceptions, status
from rest_framework.response import Response

from ..errors import Conflict, Forbidden


class ConflictResponse(exceptions.APIException):
    status_code = status.HTTP_409_CONFLICT
    default_code = "conflict"


class PreconditionFailed(exceptions.APIException):
    status_code = status.HTTP_412_PRECONDITION_FAILED
    default_code = "stale"


def handle(exc: Exception, context: dict[str, Any]) -> Response | None:
    if isinstance(exc, Conflict):
        answer = PreconditionFailed if exc.code == "stale" else ConflictResponse
        exc = answer(detail=str(exc.reason), code=exc.code)
    elif isinstance(exc, Forbidden):
        exc = exceptions.PermissionDenied(detail=str(exc.reason), code=exc.code)
    return exception_handler(exc, context)
