from typing import Any

import pgtrigger
from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.accounts.enums import Role
from crm.audit.tracking import tracked

from ..enums import DECIDABLE, Rating, Whose, authority_label
from ..querysets.criteria import AuthorityVersionQuerySet


@tracked()
class AuthorityVersion(models.Model):
    """Who decides what, from a date on: the matrix and the settings that stand beside it. Never changed, only followed.

    Every decision records the version that it was taken under (domain.md section 1, P15).
    """

    number = models.PositiveSmallIntegerField(_("version"), unique=True)
    effective_from = models.DateField(_("counts from"))
    reason = models.CharField(_("reason for the change"), max_length=300)
    # Standing seats that must have voted; the regional director concerned is invited and votes too.
    quorum = models.PositiveSmallIntegerField(
        _("quorum of the committee"), default=3, validators=[MinValueValidator(1)]
    )
    tie_rejects = models.BooleanField(_("a tie is a rejection"), default=True)
    list_max_age_days = models.PositiveSmallIntegerField(_("days after which a list is stale"), default=45)
    individual_from_usd = models.DecimalField(
        _("donations of a person are screened from, USD"), max_digits=14, decimal_places=2, default=10_000
    )
    research_working_days = models.PositiveSmallIntegerField(_("working days for research"), default=15)
    source = models.CharField(_("source"), max_length=200)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("set by")
    )
    set_at = models.DateTimeField(_("set on"), auto_now_add=True)

    objects = AuthorityVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("authority matrix")
        verbose_name_plural = _("authority matrices")
        ordering = ["-number"]
        triggers = [pgtrigger.Protect(name="kept", operation=pgtrigger.Update | pgtrigger.Delete)]
        constraints = [models.CheckConstraint(name="authority_quorum", condition=Q(quorum__gte=1))]

    def __str__(self) -> str:
        return str(_("Authority matrix, version %(number)s") % {"number": self.number})


@tracked()
class AuthorityRule(models.Model):
    """What holds for one rating: time to decide, validity, monitoring."""

    version = models.ForeignKey(AuthorityVersion, models.PROTECT, related_name="rules")
    rating = models.CharField(_("rating"), max_length=9, choices=Rating)
    working_days = models.PositiveSmallIntegerField(_("working days to decide"))
    validity_months = models.PositiveSmallIntegerField(_("months of validity"))
    review_months = models.PositiveSmallIntegerField(_("months between reviews"), null=True, blank=True)

    class Meta:
        verbose_name = _("rule of the authority matrix")
        verbose_name_plural = _("rules of the authority matrix")
        ordering = ["version", "id"]
        triggers = [pgtrigger.Protect(name="kept", operation=pgtrigger.Update | pgtrigger.Delete)]
        constraints = [
            models.UniqueConstraint(fields=["version", "rating"], name="authority_rule_rating"),
            models.CheckConstraint(name="authority_rule_decidable", condition=Q(rating__in=DECIDABLE)),
            models.CheckConstraint(
                name="authority_rule_days", condition=Q(working_days__gte=1, validity_months__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.rating}"


@tracked()
class AuthorityStep(models.Model):
    """One step of the way to a decision; the last one decides, those before it recommend."""

    rule = models.ForeignKey(AuthorityRule, models.PROTECT, related_name="steps")
    order = models.PositiveSmallIntegerField(_("order"))
    role = models.CharField(_("role"), max_length=20, choices=Role)
    whose = models.CharField(_("whose"), max_length=12, choices=Whose)

    class Meta:
        verbose_name = _("step of the authority matrix")
        verbose_name_plural = _("steps of the authority matrix")
        ordering = ["rule", "order"]
        triggers = [pgtrigger.Protect(name="kept", operation=pgtrigger.Update | pgtrigger.Delete)]
        constraints = [
            models.UniqueConstraint(fields=["rule", "order"], name="authority_step_order"),
            models.CheckConstraint(
                name="authority_step_role",
                condition=Q(
                    role__in=[Role.CHIEF_OF_MISSION, Role.REGIONAL_DIRECTOR, Role.COMMITTEE, Role.DIRECTOR_GENERAL]
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule_id}.{self.order} {self.role}"

    @property
    def authority_label(self) -> Any:
        return authority_label(self.role)
