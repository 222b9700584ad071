from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office
from crm.audit.tracking import tracked
from crm.core.models import Versioned
from crm.rates import fields

from ..enums import ContributionKind, Payer
from ..gate import PLEDGED
from ..querysets.funding import ContributionQuerySet, StaffTimeQuerySet
from .engagement import Engagement
from .partner import Partner


@tracked(exclude=["updated_at"])
class Contribution(Versioned):
    """What somebody brings into an engagement, in cash or in kind, with its instalments (domain.md section 4).

    `partner` is the company that gives; donors and our own organisation are no partners, and are told by `payer`.
    """

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="contributions")
    payer = models.CharField(_("who pays"), max_length=12, choices=Payer, default=Payer.COMPANY)
    partner = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, related_name="contributions", verbose_name=_("company")
    )
    donor = models.CharField(_("donor"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=7, choices=ContributionKind)
    description = models.CharField(_("for what"), max_length=300, blank=True)
    pledged_on = models.DateField(_("pledged on"))
    pledged_amount = fields.amount_field(_("pledged"))
    pledged_currency = fields.currency_field()
    pledged_usd = fields.usd_field()
    pledged_rate = fields.rate_field()
    pledged_rate_month = fields.rate_month_field()
    # Of goods and services: how the value was found.
    valuation = models.CharField(_("how it was valued"), max_length=300, blank=True)
    # Donor money may not pay for this (domain.md section 4): such a line says so.
    direct_support = models.BooleanField(_("direct support to the company"), default=False)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        ordering = ["engagement", "pledged_on", "id"]
        constraints = [
            models.CheckConstraint(name="contribution_kind", condition=Q(kind__in=ContributionKind.values)),
            models.CheckConstraint(
                name="contribution_payer",
                condition=Q(payer=Payer.COMPANY, partner__isnull=False, donor="")
                | Q(payer=Payer.DONOR, partner=None)
                | Q(payer=Payer.ORGANISATION, partner=None, donor=""),
            ),
            fields.money_is_sound("pledged", name="contribution_pledged"),
        ]
        triggers = [PLEDGED]

    def __str__(self) -> str:
        return self.description or self.get_kind_display()

    @property
    def breaks_rule(self) -> bool:
        """Donor money pays for direct support to the company."""
        return self.direct_support and self.payer == Payer.DONOR


@tracked(exclude=["updated_at"])
class Instalment(Versioned):
    """A part of a contribution, in its currency: due when, received when, at the rate of that month."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="instalments")
    due_on = models.DateField(_("due on"), null=True, blank=True)
    due_amount = models.DecimalField(_("due"), max_digits=16, decimal_places=2, default=0)
    received_on = models.DateField(_("received on"), null=True, blank=True)
    received_amount = fields.amount_field(_("received"))
    received_currency = fields.currency_field()
    received_usd = fields.usd_field()
    received_rate = fields.rate_field()
    received_rate_month = fields.rate_month_field()
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("instalment")
        verbose_name_plural = _("instalments")
        ordering = ["contribution", "due_on", "id"]
        constraints = [
            models.CheckConstraint(name="instalment_due", condition=Q(due_amount__gte=0)),
            models.CheckConstraint(
                name="instalment_received", condition=Q(received_on__isnull=False) | Q(received_amount=0)
            ),
            fields.money_is_sound("received", name="instalment_money"),
        ]
        indexes = [models.Index(fields=["due_on"], name="instalment_open", condition=Q(received_on=None))]

    def __str__(self) -> str:
        return f"{self.contribution_id}: {self.due_on or self.received_on}"


@tracked(exclude=["updated_at"])
class StaffTime(Versioned):
    """Person-days charged to an engagement: what it costs us, against what it is expected to bring."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="staff_time")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("office"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who")
    )
    # The first day of the month in which it was spent.
    month = models.DateField(_("month"))
    days = models.DecimalField(_("person-days"), max_digits=5, decimal_places=1)
    note = models.CharField(_("for what"), max_length=300, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by")
    )

    objects = StaffTimeQuerySet.as_manager()

    class Meta:
        verbose_name = _("staff time")
        verbose_name_plural = _("staff time")
        ordering = ["engagement", "-month", "id"]
        constraints = [models.CheckConstraint(name="staff_days", condition=Q(days__gt=0, days__lte=100))]

    def __str__(self) -> str:
        return f"{self.engagement_id}: {self.month:%Y-%m} {self.days}"
