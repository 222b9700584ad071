from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office
from crm.audit.tracking import tracked
from crm.core.models import Versioned

from ..enums import AllocationState, Asked, DestinationKind, IntentAnswer
from ..gate import ALLOCATION_TRIGGERS, DESTINATION_TRIGGERS, SERVED_TRIGGERS
from ..querysets.allocations import AllocationQuerySet, DestinationQuerySet, IntentQuestionQuerySet
from .appeal import Cause
from .donation import Donation


def _person(label: Any) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=label
    )


@tracked(exclude=["updated_at"])
class Destination(Versioned):
    """To what money is allocated: a project, or a pooled fund such as the Global Assistance Fund (domain.md section 6).

    `causes` are the intents that it serves; `unearmarked` says whether it takes money that was given without one.
    """

    name = models.CharField(_("name"), max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=11, choices=DestinationKind)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("office"))
    causes = models.ManyToManyField(Cause, blank=True, related_name="destinations", verbose_name=_("causes it serves"))
    unearmarked = models.BooleanField(_("takes money given without a cause"), default=True)
    countries = ArrayField(models.CharField(max_length=2), default=list, blank=True, verbose_name=_("countries"))
    description = models.TextField(_("description"), blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    objects: Any = DestinationQuerySet.as_manager()

    class Meta:
        verbose_name = _("destination")
        verbose_name_plural = _("destinations")
        ordering = ["name"]
        constraints = [models.CheckConstraint(name="destination_kind", condition=Q(kind__in=DestinationKind.values))]
        triggers = DESTINATION_TRIGGERS

    def __str__(self) -> str:
        return self.name


tracked()(Destination.causes.through)
pgtrigger.register(*SERVED_TRIGGERS)(Destination.causes.through)


@tracked(exclude=["updated_at"])
class Allocation(Versioned):
    """Money out of the pool of one cause, or of what came without one (`cause` None), to a destination.

    Proposed by an office, approved by headquarters, and by somebody else than who proposed it. Which donations it drew
    on stands in the ledger, the oldest first.
    """

    cause = models.ForeignKey(
        Cause, models.PROTECT, null=True, blank=True, related_name="allocations", verbose_name=_("given for")
    )
    destination = models.ForeignKey(
        Destination, models.PROTECT, related_name="allocations", verbose_name=_("destination")
    )
    amount_usd = models.DecimalField(_("amount, USD"), max_digits=16, decimal_places=2)
    reason = models.CharField(_("why there"), max_length=500)
    state = models.CharField(_("state"), max_length=10, choices=AllocationState, default=AllocationState.PROPOSED)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("proposed for"))
    proposed_by = _person(_("proposed by"))
    proposed_on = models.DateField(_("proposed on"))
    decided_by = _person(_("decided by"))
    decided_at = models.DateTimeField(_("decided on"), null=True, blank=True)
    decision_reason = models.CharField(_("reason for the decision"), max_length=500, blank=True)

    objects: Any = AllocationQuerySet.as_manager()

    class Meta:
        verbose_name = _("allocation")
        verbose_name_plural = _("allocations")
        ordering = ["-proposed_on", "-id"]
        constraints = [
            models.CheckConstraint(name="allocation_state", condition=Q(state__in=AllocationState.values)),
            models.CheckConstraint(name="allocation_amount", condition=Q(amount_usd__gt=0)),
            models.CheckConstraint(
                name="allocation_by_another",
                condition=~Q(state__in=[AllocationState.APPROVED, AllocationState.TAKEN_BACK])
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by"))),
            ),
        ]
        triggers = ALLOCATION_TRIGGERS

    def __str__(self) -> str:
        return str(_("Allocation %(number)s") % {"number": self.pk})

    @property
    def state_tone(self) -> str:
        return AllocationState(self.state).tone

    @property
    def waits(self) -> bool:
        return self.state == AllocationState.PROPOSED


# What they said may be about people: it has no history, and goes when their data are erased.
@tracked(exclude=["updated_at", "words"])
class IntentQuestion(Versioned):
    """A gift that can't be used as it was meant any more: whom we asked, and what they said (domain.md section 6)."""

    donation = models.ForeignKey(Donation, models.PROTECT, related_name="intent_questions")
    why = models.CharField(_("why it can't be met"), max_length=500)
    asked = models.CharField(_("who was asked"), max_length=12, choices=Asked)
    asked_by = _person(_("asked by"))
    asked_at = models.DateTimeField(_("asked on"))
    answer = models.CharField(_("answer"), max_length=8, choices=IntentAnswer, blank=True)
    cause = models.ForeignKey(
        Cause, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("new cause")
    )
    words = models.CharField(_("in their words"), max_length=500, blank=True)
    answered_by = _person(_("answer entered by"))
    answered_at = models.DateTimeField(_("answered on"), null=True, blank=True)

    objects: Any = IntentQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question about an intent")
        verbose_name_plural = _("questions about intents")
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(name="intent_asked", condition=Q(asked__in=Asked.values)),
            models.CheckConstraint(
                name="intent_answered",
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="intent_cause", condition=Q(answer=IntentAnswer.CAUSE, cause__isnull=False) | Q(cause=None)
            ),
            models.UniqueConstraint(fields=["donation"], name="intent_open_once", condition=Q(answer="")),
        ]

    def __str__(self) -> str:
        return self.why
