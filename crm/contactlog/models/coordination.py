from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office
from crm.audit.tracking import tracked
from crm.companies.models import Company
from crm.core.models import Versioned

from ..enums import CoordinationState
from ..querysets import CoordinationQuerySet


@tracked(exclude=["updated_at"])
class CoordinationRequest(Versioned):
    """An office asks the engaged office before it approaches the same company (domain.md section 3)."""

    company = models.ForeignKey(
        Company, models.PROTECT, related_name="coordination_requests", verbose_name=_("company")
    )
    from_office = models.ForeignKey(
        Office, models.PROTECT, related_name="coordination_asked", verbose_name=_("asking office")
    )
    to_office = models.ForeignKey(
        Office, models.PROTECT, related_name="coordination_received", verbose_name=_("asked office")
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("requested by")
    )
    topic = models.CharField(_("topic"), max_length=200)
    proposed_approach = models.TextField(_("proposed approach"))
    state = models.CharField(_("state"), max_length=10, choices=CoordinationState, default=CoordinationState.OPEN)
    reason = models.TextField(_("reason"), blank=True)
    # Ten working days after it was sent; then the regional directors of both offices are asked.
    due_on = models.DateField(_("answer due"))
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("on behalf of"),
    )
    answered_at = models.DateTimeField(_("answered on"), null=True, blank=True)
    escalated_at = models.DateTimeField(_("escalated on"), null=True, blank=True)

    objects = CoordinationQuerySet.as_manager()

    class Meta:
        verbose_name = _("coordination request")
        verbose_name_plural = _("coordination requests")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(name="coordination_state", condition=models.Q(state__in=CoordinationState.values)),
            models.CheckConstraint(
                name="coordination_two_offices", condition=~models.Q(from_office=models.F("to_office"))
            ),
            models.CheckConstraint(
                name="coordination_answered",
                condition=models.Q(state=CoordinationState.OPEN, answered_at=None)
                | (~models.Q(state=CoordinationState.OPEN) & models.Q(answered_at__isnull=False)),
            ),
            models.UniqueConstraint(
                fields=["company", "from_office", "to_office"],
                condition=models.Q(state=CoordinationState.OPEN),
                name="coordination_one_open",
            ),
        ]
        indexes = [models.Index(fields=["due_on"], name="coordination_due", condition=models.Q(state="open"))]

    def __str__(self) -> str:
        """Without the topic, which only the offices concerned read; this label stands in the trail."""
        return str(_("Coordination request to be answered by %(date)s") % {"date": self.due_on})


@tracked()
class GoingAhead(models.Model):
    """An office approaches a company in which another is engaged, and says why; the engaged office is told."""

    company = models.ForeignKey(Company, models.PROTECT, related_name="going_aheads", verbose_name=_("company"))
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("office"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    reason = models.TextField(_("why you go ahead"))
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("approach beside another office")
        verbose_name_plural = _("approaches beside another office")
        ordering = ["-at"]
        indexes = [models.Index(fields=["company", "office"], name="going_ahead_of")]

    def __str__(self) -> str:
        return str(_("Going ahead, %(date)s") % {"date": self.at.date()})
