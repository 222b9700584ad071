from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.audit.tracking import tracked
from crm.core.models import Versioned, Worded

from ..enums import FactorGroup
from .engagement import Engagement


@tracked(exclude=["updated_at"])
class ScoreFactor(Worded, Versioned):
    """A factor of the score card, 0 to 5, with its weight; those of the costs count against (domain.md section 4)."""

    code = models.SlugField(_("code"), unique=True)
    group = models.CharField(_("group"), max_length=11, choices=FactorGroup)
    weight = models.DecimalField(
        _("weight"), max_digits=4, decimal_places=2, default=1, validators=[MinValueValidator(0)]
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    retired = models.BooleanField(_("retired"), default=False)

    class Meta:
        verbose_name = _("factor of the score card")
        verbose_name_plural = _("factors of the score card")
        ordering = ["position", "code"]
        constraints = [
            models.CheckConstraint(name="factor_group", condition=Q(group__in=FactorGroup.values)),
            models.CheckConstraint(name="factor_weight", condition=Q(weight__gte=0)),
        ]

    @property
    def sign(self) -> int:
        return -1 if self.group == FactorGroup.COST else 1


@tracked()
class Score(models.Model):
    """How a partnership does in one factor."""

    partnership = models.ForeignKey(Engagement, models.CASCADE, related_name="scores")
    factor = models.ForeignKey(ScoreFactor, models.PROTECT, related_name="scores")
    value = models.PositiveSmallIntegerField(_("value"), validators=[MaxValueValidator(5)])
    note = models.CharField(_("note"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("on"))

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        ordering = ["partnership", "factor"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "factor"], name="score_once"),
            models.CheckConstraint(name="score_value", condition=Q(value__gte=0, value__lte=5)),
        ]

    def __str__(self) -> str:
        return f"{self.partnership_id}: {self.factor_id} {self.value}"


@tracked(exclude=["updated_at"])
class DealBreaker(Versioned):
    """Something without which one side will not go on, and how it was resolved [002]."""

    partnership = models.ForeignKey(Engagement, models.CASCADE, related_name="deal_breakers")
    text = models.CharField(_("what must be so"), max_length=300)
    # Whose it is: ours or the company's.
    ours = models.BooleanField(_("ours"), default=True)
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("raised by")
    )
    raised_on = models.DateField(_("raised on"))
    resolution = models.CharField(_("how it was resolved"), max_length=300, blank=True)
    resolved_on = models.DateField(_("resolved on"), null=True, blank=True)

    class Meta:
        verbose_name = _("deal-breaker")
        verbose_name_plural = _("deal-breakers")
        ordering = ["partnership", "id"]
        constraints = [
            models.CheckConstraint(name="deal_breaker_text", condition=~Q(text="")),
            models.CheckConstraint(name="deal_breaker_resolved", condition=Q(resolved_on=None) | ~Q(resolution="")),
        ]

    def __str__(self) -> str:
        return self.text
