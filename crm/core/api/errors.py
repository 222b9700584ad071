"""Our errors in the API's one shape (docs/api.md)."""

from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.core.exceptions import ValidationError as DjangoValidationError
from django.utils.translation import gettext_lazy as _
from drf_standardized_errors.handler import exception_handler
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.serializers import as_serializer_error

from ..errors import Conflict, Forbidden
from ..errors import TooLarge as FileTooLarge
from ..outage import RETRY_AFTER, clash, is_away


class ConflictResponse(exceptions.APIException):
    status_code = status.HTTP_409_CONFLICT
    default_code = "conflict"


class PreconditionFailed(exceptions.APIException):
    status_code = status.HTTP_412_PRECONDITION_FAILED
    default_detail = _("Somebody changed this record after you read it. Read it again, then send your change.")
    default_code = "stale"


class KeyReused(exceptions.APIException):
    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY
    default_detail = _("This Idempotency-Key was used for another request. Use a new key for a new request.")
    default_code = "idempotency_key_reused"


class TooLarge(exceptions.APIException):
    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_detail = _("This is too large. Send less at once.")
    default_code = "too_large"


class Unavailable(exceptions.APIException):
    """The handler of errors puts `wait` into Retry-After."""

    status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    default_detail = _("The database does not answer at the moment. Nothing was saved. Try again in a few seconds.")
    default_code = "unavailable"
    wait = RETRY_AFTER


def handle(exc: Exception, context: dict[str, Any]) -> Response | None:
    return exception_handler(_for_the_api(exc), context)


def _for_the_api(exc: Exception) -> Exception:
    exc = clash(exc) or exc
    if isinstance(exc, Conflict):
        answer = PreconditionFailed if exc.code == "stale" else ConflictResponse
        several = [exceptions.ErrorDetail(text, code) for code, text in exc.by_code.items()]
        return answer(detail=several or exc.parts or str(exc.reason), code=exc.code)
    if isinstance(exc, Forbidden):
        return exceptions.PermissionDenied(detail=str(exc.reason), code=exc.code)
    if isinstance(exc, FileTooLarge):
        return TooLarge(detail=exc.message)
    if is_away(exc):
        return Unavailable()
    if isinstance(exc, DjangoValidationError):
        return exceptions.ValidationError(as_serializer_error(exc))
    return _of_the_body(exc)


def _of_the_body(exc: Exception) -> Exception:
    if isinstance(exc, RequestDataTooBig):
        return TooLarge()
    if isinstance(exc, SuspiciousOperation | RecursionError):
        # Too many fields, or lists in lists without end: told apart from a fault of ours.
        return exceptions.ParseError()
    return exc
