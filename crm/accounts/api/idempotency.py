"""`Idempotency-Key` on a POST that creates: a repeat gets the first answer, nothing is made twice (docs/api.md)."""

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from crm.core.api.errors import KeyReused

from ..models import IdempotentAnswer

KEPT_HEADERS = ("ETag", "Location")
LONGEST = 200


def idempotent(handler: Callable[..., Response]) -> Callable[..., Response]:
    """Claim, deed and stored answer share one transaction: a second call waits, then reads the first one's answer.

    A refused request leaves no claim, so that it may be sent again once its cause is mended.
    """

    @wraps(handler)
    def call(view: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        key = request.headers.get("Idempotency-Key", "").strip()
        if not key:
            return handler(view, request, *args, **kwargs)
        if len(key) > LONGEST:
            raise ValidationError({"Idempotency-Key": _("Use at most 200 characters for a key.")})
        seal = _seal(request)
        with transaction.atomic():
            try:
                with transaction.atomic():
                    claim = IdempotentAnswer.objects.create(
                        user=request.user, key=key, path=request.path[:200], body_sha256=seal
                    )
            except IntegrityError:
                return _replay(request, key, seal)
            response = handler(view, request, *args, **kwargs)
            _keep(claim, response, request, view)
            return response

    call.is_idempotent = True  # type: ignore[attr-defined]
    return call


def _seal(request: Request) -> str:
    """The request told apart by path and content; files count by their bytes."""
    parts: list[Any] = [request.method, request.path]
    if hasattr(request.data, "lists"):
        for name, values in sorted(request.data.lists()):
            parts += [name, *(_content(v) for v in values)]
    else:
        parts.append(request.data)
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


def _content(value: Any) -> str:
    if not isinstance(value, UploadedFile):
        return str(value)
    digest = hashlib.sha256()
    for chunk in value.chunks():
        digest.update(chunk)
    value.seek(0)
    return digest.hexdigest()


def _replay(request: Request, key: str, seal: str) -> Response:
    first = IdempotentAnswer.objects.get(user=request.user, key=key)
    if first.body_sha256 != seal:
        raise KeyReused()
    return Response(
        json.loads(first.body), status=first.status, headers={**first.headers, "Idempotent-Replayed": "true"}
    )


def _keep(claim: IdempotentAnswer, response: Response, request: Request, view: Any) -> None:
    renderer = request.accepted_renderer
    claim.status = response.status_code
    claim.body = renderer.render(response.data, request.accepted_media_type, {"view": view}).decode() or "null"
    claim.headers = {name: response[name] for name in KEPT_HEADERS if name in response}
    claim.save(update_fields=["status", "body", "headers"])
