"""The way to a decision."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.accounts.enums import Role


def authority_label(role: str) -> Any:
    """Who decides, as a body: the committee, and not one of its members."""
    return _("Committee") if role == Role.COMMITTEE else Role(role).label


class RouteRule(models.TextChoices):
    """Why a step stands in a route: what the matrix says, or why the next authority takes its place."""

    MATRIX = "matrix", _("as the authority matrix says")
    NO_SUCH_OFFICE = "no_such_office", _("the office has no such authority, so the next one decides")
    VACANT = "vacant", _("nobody held that role, so the next authority decides")
    OWN_REQUEST = "own_request", _("whoever held that role had asked for it, so the next authority decides")


class StepState(models.TextChoices):
    WAITING = "waiting", _("Not yet its turn")
    OPEN = "open", pgettext_lazy("step", "Waiting for a decision")
    DONE = "done", _("Decided")
    SUPERSEDED = "superseded", _("Replaced by another route")

    @property
    def tone(self) -> str:
        return _TONES[type(self).__name__][self.value]


OPEN_STEPS = (StepState.WAITING, StepState.OPEN)


class Outcome(models.TextChoices):
    """What a step ends with; of a recommending step it is the recommendation."""

    APPROVED = "approved", _("Approved")
    APPROVED_WITH_CONDITIONS = "approved_with_conditions", _("Approved with conditions")
    REJECTED = "rejected", _("Rejected")
    RETURNED = "returned", _("Returned for more research")


class VoteChoice(models.TextChoices):
    APPROVE = "approve", _("Approve")
    REJECT = "reject", _("Reject")
    ABSTAIN = "abstain", _("Abstain")


class ConditionState(models.TextChoices):
    OPEN = "open", pgettext_lazy("condition", "Open")
    MET = "met", pgettext_lazy("condition", "Met")
    WAIVED = "waived", pgettext_lazy("condition", "Waived")

    @property
    def tone(self) -> str:
        return _TONES[type(self).__name__][self.value]


# Tones of badges, by value.
_TONES: dict[str, dict[str, str]] = {
    "StepState": {"waiting": "neutral", "open": "violet", "done": "ok", "superseded": "neutral"},
    "ConditionState": {"open": "warn", "met": "ok", "waived": "neutral"},
}
