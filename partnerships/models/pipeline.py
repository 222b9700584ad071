from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.audit.tracking import tracked
from duediligence.models import Clearance

from ..enums import ClosingCause, LapseDecision, Stage
from .engagement import Engagement
from .partner import Partner


@tracked()
class StageMove(models.Model):
    """One step of a partnership in the pipeline: from where, to where, who, when, why (domain.md section 4)."""

    partnership = models.ForeignKey(Engagement, models.CASCADE, related_name="moves")
    source = models.CharField(_("from"), max_length=13, choices=Stage, blank=True)
    target = models.CharField(_("to"), max_length=13, choices=Stage)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("on"))
    cause = models.CharField(_("cause"), max_length=18, choices=ClosingCause, blank=True)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("move in the pipeline")
        verbose_name_plural = _("moves in the pipeline")
        ordering = ["partnership", "id"]
        constraints = [
            models.CheckConstraint(
                name="move_closed_with_cause",
                condition=~Q(target__in=[Stage.CLOSED, Stage.TERMINATED]) | (~Q(cause="") & ~Q(reason="")),
            )
        ]
        indexes = [models.Index(fields=["target", "at"], name="move_to_stage")]

    def __str__(self) -> str:
        return f"{self.partnership_id}: {self.source} > {self.target}"


@tracked()
class LapseRuling(models.Model):
    """What was decided about a running partnership whose clearance no longer stands (domain.md section 5).

    One for each clearance and the day since when it has not stood: a clearance that is reinstated and suspended again
    asks again.
    """

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="rulings")
    clearance = models.ForeignKey(Clearance, models.PROTECT, related_name="+", verbose_name=_("clearance"))
    lapsed_on = models.DateField(_("no longer in force since"))
    decision = models.CharField(_("decision"), max_length=9, choices=LapseDecision)
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("for")
    )
    at = models.DateTimeField(_("on"))

    class Meta:
        verbose_name = _("ruling on a lapsed clearance")
        verbose_name_plural = _("rulings on lapsed clearances")
        ordering = ["-at", "-id"]
        constraints = [models.CheckConstraint(name="ruling_reason", condition=~Q(reason=""))]

    def __str__(self) -> str:
        return f"{self.partner_id}: {self.decision}"
