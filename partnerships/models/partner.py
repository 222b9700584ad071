from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from crm.audit.tracking import tracked
from crm.companies.models import Company
from duediligence.models import Clearance

from ..gate import GATE, WHOLE_ON_PARTNER
from .engagement import Engagement


@tracked()
class Partner(models.Model):
    """A company in an engagement. In a running partnership it is `running`, under the clearance that it relied on.

    `covered_usd` is what the clearance must cover: the larger of what is agreed and what this company has pledged.
    """

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="partners", verbose_name=_("engagement"))
    company = models.ForeignKey(Company, models.PROTECT, related_name="engaged_as", verbose_name=_("company"))
    lead = models.BooleanField(_("lead"), default=False)
    agreed_usd = models.DecimalField(_("amount agreed, USD"), max_digits=16, decimal_places=2, default=0)
    # Kept by a trigger of the contributions.
    pledged_usd = models.DecimalField(_("pledged, USD"), max_digits=16, decimal_places=2, default=0, editable=False)
    covered_usd = models.GeneratedField(
        expression=Greatest(F("agreed_usd"), F("pledged_usd")),
        output_field=models.DecimalField(max_digits=16, decimal_places=2),
        db_persist=True,
    )
    running = models.BooleanField(default=False, editable=False)
    clearance = models.ForeignKey(
        Clearance, models.PROTECT, null=True, blank=True, related_name="partners", verbose_name=_("clearance")
    )
    # The day on which the clearance was looked up.
    relied_on = models.DateField(_("relied on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["engagement", "-lead", "id"]
        constraints = [
            models.UniqueConstraint(fields=["engagement", "company"], name="partner_once"),
            models.UniqueConstraint(fields=["engagement"], condition=Q(lead=True), name="partner_one_lead"),
            models.CheckConstraint(name="partner_agreed", condition=Q(agreed_usd__gte=0)),
        ]
        indexes = [models.Index(fields=["company", "engagement"], name="partner_of_company")]
        triggers = [GATE, WHOLE_ON_PARTNER]

    def __str__(self) -> str:
        return str(self.company)
