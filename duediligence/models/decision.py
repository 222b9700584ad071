"""The way to a decision: steps, votes, conditions, and the memo that freezes all of it."""

from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.accounts.enums import Role, Seat
from crm.accounts.models import Office
from crm.audit.tracking import tracked

from ..enums import ConditionState, Outcome, Rating, RouteRule, StepState, VoteChoice, authority_label
from ..querysets.monitoring import WatchedQuerySet
from .authority import AuthorityVersion
from .screening import Screening


def _person(label: Any, *, optional: bool = True) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=optional,
        blank=optional,
        related_name="+",
        verbose_name=label,
    )


@tracked()
class RouteStep(models.Model):
    """A step of the route that was frozen on submission, with the rule that chose it.

    The last step decides; the ones before it recommend. A route that a re-rating replaced stays on the record.
    """

    screening = models.ForeignKey(Screening, models.CASCADE, related_name="route")
    # A new round begins with each submission and each re-rating.
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    order = models.PositiveSmallIntegerField(_("order"))
    rating = models.CharField(_("rating"), max_length=9, choices=Rating)
    role = models.CharField(_("role"), max_length=20, choices=Role)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("office"))
    decides = models.BooleanField(_("decides"))
    # Under which version of the matrix, and which rule of `criteria/routing.py` put it here.
    authority = models.ForeignKey(
        AuthorityVersion, models.PROTECT, related_name="+", verbose_name=_("authority matrix")
    )
    rule = models.CharField(_("rule"), max_length=20, choices=RouteRule)
    state = models.CharField(_("state"), max_length=10, choices=StepState, default=StepState.WAITING)
    opened_at = models.DateTimeField(_("opened on"), null=True, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    decided_by = _person(_("decided by"))
    on_behalf_of = _person(_("for"))
    decided_at = models.DateTimeField(_("decided on"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=24, choices=Outcome, blank=True)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("step of a route")
        verbose_name_plural = _("steps of routes")
        ordering = ["screening", "round", "order"]
        constraints = [
            models.UniqueConstraint(fields=["screening", "round", "order"], name="route_step_order"),
            # Two who decide at once: one step is open at a time, whatever the code does.
            models.UniqueConstraint(
                fields=["screening"], condition=Q(state=StepState.OPEN), name="route_step_one_open"
            ),
            models.CheckConstraint(name="route_step_state", condition=Q(state__in=StepState.values)),
            models.CheckConstraint(
                name="route_step_done",
                condition=~Q(state=StepState.DONE)
                | (Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(outcome="") & ~Q(reason="")),
            ),
        ]
        indexes = [models.Index(fields=["role", "office", "due_on"], name="route_open", condition=Q(state="open"))]

    def __str__(self) -> str:
        return f"{self.screening_id}: {self.role}"

    @property
    def authority_label(self) -> Any:
        return authority_label(self.role)

    @property
    def is_open(self) -> bool:
        return self.state == StepState.OPEN

    @property
    def is_done(self) -> bool:
        return self.state == StepState.DONE

    @property
    def state_tone(self) -> str:
        return StepState(self.state).tone

    @property
    def rating_tone(self) -> str:
        return Rating(self.rating).tone


@tracked()
class Vote(models.Model):
    """One seat's vote; `member` holds the seat, `cast_by` is the member or the member's deputy.

    Blind until all who can vote have, or the chair closes. Whoever declares an interest does not vote: the row says so.
    """

    step = models.ForeignKey(RouteStep, models.CASCADE, related_name="votes")
    member = _person(_("member"), optional=False)
    cast_by = _person(_("cast by"), optional=False)
    seat = models.CharField(_("seat"), max_length=25, choices=Seat, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role)
    vote = models.CharField(_("vote"), max_length=8, choices=VoteChoice, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    interest = models.CharField(_("declared interest"), max_length=300, blank=True)
    cast_at = models.DateTimeField(_("cast on"))

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        ordering = ["step", "id"]
        constraints = [
            models.UniqueConstraint(fields=["step", "member"], name="vote_once"),
            # An interest and a vote exclude one another; a vote has its reason.
            models.CheckConstraint(
                name="vote_or_interest",
                condition=(Q(vote="") & ~Q(interest="")) | (Q(vote__in=VoteChoice.values, interest="") & ~Q(reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step_id}: {self.member_id}"


@tracked()
class Condition(models.Model):
    """What an approval hangs on, with owner and date; some before signature, the others later."""

    screening = models.ForeignKey(Screening, models.CASCADE, related_name="conditions")
    text = models.TextField(_("condition"))
    owner = _person(_("owner"), optional=False)
    due_on = models.DateField(_("due on"))
    before_signature = models.BooleanField(_("before signature"), default=False)
    state = models.CharField(_("state"), max_length=6, choices=ConditionState, default=ConditionState.OPEN)
    settled_by = _person(_("settled by"))
    settled_at = models.DateTimeField(_("settled on"), null=True, blank=True)
    settled_note = models.TextField(_("how it was met, or why it was waived"), blank=True)

    objects = WatchedQuerySet.as_manager()

    class Meta:
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")
        ordering = ["screening", "due_on", "id"]
        constraints = [
            models.CheckConstraint(name="condition_state", condition=Q(state__in=ConditionState.values)),
            models.CheckConstraint(name="condition_filled", condition=~Q(text="")),
            models.CheckConstraint(
                name="condition_settled",
                condition=Q(state=ConditionState.OPEN, settled_at=None)
                | (~Q(state=ConditionState.OPEN) & Q(settled_by__isnull=False, settled_at__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["due_on", "id"], name="condition_due", condition=Q(state="open"))]

    def __str__(self) -> str:
        return f"{self.screening_id}: {self.due_on}"

    @property
    def is_open(self) -> bool:
        return self.state == ConditionState.OPEN

    @property
    def state_tone(self) -> str:
        return ConditionState(self.state).tone


class DecisionMemo(models.Model):
    """All that a decision rested on, as canonical JSON, with its SHA-256. A trigger refuses every change.

    A screening that is decided again after a return has a memo for each decision; the latest one counts.
    """

    screening = models.ForeignKey(Screening, models.PROTECT, related_name="memos")
    number = models.PositiveSmallIntegerField(_("number"), default=1)
    # The exact bytes that were hashed: no database may reorder keys in it.
    body = models.TextField()
    sha256 = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("decision memo")
        verbose_name_plural = _("decision memos")
        ordering = ["screening", "number"]
        constraints = [models.UniqueConstraint(fields=["screening", "number"], name="memo_number")]
        triggers = [pgtrigger.Protect(name="frozen", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.screening_id}.{self.number}"
