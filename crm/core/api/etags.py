"""ETags of what has no version of its own: the digest of what is told of it."""

import hashlib
import json
from typing import Any

from rest_framework.request import Request

from .errors import PreconditionFailed


def digest(told: Any) -> str:
    """The ETag of an answer's content; the same for the same content, in whatever order its names stand."""
    text = json.dumps(told, sort_keys=True, default=str)
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'


def expect(request: Request, tag: str) -> None:
    """Called under the lock of what is changed: raises PreconditionFailed where If-Match names something else."""
    tags = [part.strip().removeprefix("W/") for part in request.headers.get("If-Match", "*").split(",")]
    if "*" not in tags and tag not in tags:
        raise PreconditionFailed()
