"""What a deed can answer instead of doing it. The doors (page, API, command) translate these, never invent their own.

Wrong person: `Forbidden` (403). Wrong moment: `Conflict` (409). Bad data: Django's `ValidationError` (400).
Out of scope: the queryset does not find it (404).
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.functional import Promise


class Forbidden(PermissionDenied):
    """The person may not do this at all."""

    def __init__(self, reason: "str | Promise", code: str = "not_yours") -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code


class Conflict(Exception):
    """The person may do this, but not now or not to this record as it stands.

    `parts` are what it hangs on, each with its sentence, where there are several: the API lists them as its errors.
    `by_code` is the same where each has a code of its own, {code: sentence}.
    """

    def __init__(
        self,
        reason: "str | Promise",
        code: str = "wrong_state",
        parts: dict[str, str] | None = None,
        by_code: dict[str, str] | None = None,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code
        self.parts = parts or {}
        self.by_code = by_code or {}


class Stale(Conflict):
    """Somebody else changed the record since it was read."""

    def __init__(self, reason: "str | Promise", current: object = None) -> None:
        super().__init__(reason, code="stale")
        self.current = current


class TooLarge(ValidationError):
    """A file beyond what is kept: 413, or an error of its field on a page."""

    def __init__(self, reason: "str | Promise") -> None:
        super().__init__(reason, code="too_large")  # type: ignore[arg-type]
