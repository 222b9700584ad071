"""The answer of a policy: one sentence that enforces the rule, draws or disables the button and fills its tooltip."""

from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise

from .errors import Conflict, Forbidden


@dataclass(frozen=True, slots=True)
class Verdict:
    """Truthy when allowed. A refusal carries a sentence a person can act on."""

    allowed: bool
    reason: "str | Promise" = ""
    code: str = ""
    kind: Literal["allowed", "person", "moment"] = "allowed"

    def __bool__(self) -> bool:
        return self.allowed

    def require(self) -> None:
        """Raise `Forbidden` for the wrong person, `Conflict` for the wrong moment."""
        if self.kind == "person":
            raise Forbidden(self.reason, self.code)
        if self.kind == "moment":
            raise Conflict(self.reason, self.code)

    def require_person(self) -> None:
        """The first half of `require`, for doors that ask before they read what was sent; the moment comes later."""
        if self.kind == "person":
            raise Forbidden(self.reason, self.code)


ALLOWED = Verdict(True)


def wrong_person(reason: "str | Promise", code: str = "not_yours") -> Verdict:
    return Verdict(False, reason, code, "person")


def wrong_moment(reason: "str | Promise", code: str = "wrong_state") -> Verdict:
    return Verdict(False, reason, code, "moment")


def first_refusal(*verdicts: Verdict) -> Verdict:
    """The first verdict that refuses, else allowed."""
    return next((v for v in verdicts if not v), ALLOWED)
