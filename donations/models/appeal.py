from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office
from crm.audit.tracking import tracked
from crm.core.models import Versioned, Worded
from crm.rates import fields

from ..enums import AppealState
from ..querysets.appeals import AppealQuerySet


@tracked(exclude=["updated_at"])
class Cause(Worded, Versioned):
    """For what people give. A gift without a cause is "to be allocated" (domain.md section 6)."""

    code = models.SlugField(_("code"), unique=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    retired = models.BooleanField(_("retired"), default=False)

    class Meta:
        verbose_name = _("cause")
        verbose_name_plural = _("causes")
        ordering = ["position", "code"]


@tracked(exclude=["updated_at"])
class Appeal(Versioned):
    """A call to the public for money: goal, dates, causes; what it cost and what it brought (domain.md section 6)."""

    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("what it asks for"), blank=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="appeals", verbose_name=_("office"))
    causes = models.ManyToManyField(Cause, blank=True, related_name="appeals", verbose_name=_("causes"))
    countries = ArrayField(models.CharField(max_length=2), default=list, blank=True, verbose_name=_("countries"))
    goal_amount = fields.amount_field(_("goal"))
    goal_currency = fields.currency_field()
    goal_usd = fields.usd_field()
    goal_rate = fields.rate_field()
    goal_rate_month = fields.rate_month_field()
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=6, choices=AppealState, default=AppealState.DRAFT)

    objects: Any = AppealQuerySet.as_manager()

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(name="appeal_state", condition=Q(state__in=AppealState.values)),
            models.CheckConstraint(name="appeal_dates", condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on"))),
            fields.money_is_sound("goal", name="appeal_goal"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state_tone(self) -> str:
        return AppealState(self.state).tone


tracked()(Appeal.causes.through)


@tracked(exclude=["updated_at"])
class AppealCost(Versioned):
    """What was spent to raise money by an appeal."""

    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="costs")
    text = models.CharField(_("for what"), max_length=200)
    spent_on = models.DateField(_("spent on"))
    cost_amount = fields.amount_field(_("cost"))
    cost_currency = fields.currency_field()
    cost_usd = fields.usd_field()
    cost_rate = fields.rate_field()
    cost_rate_month = fields.rate_month_field()

    class Meta:
        verbose_name = _("cost of an appeal")
        verbose_name_plural = _("costs of appeals")
        ordering = ["appeal", "spent_on", "id"]
        constraints = [fields.money_is_sound("cost", name="appeal_cost")]

    def __str__(self) -> str:
        return self.text
