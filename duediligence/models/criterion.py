from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from crm.audit.tracking import tracked
from crm.core.models import Versioned

from ..enums import CriterionGroup, CriterionKind, Effect, Track
from ..querysets.criteria import CriterionVersionQuerySet, HighRiskSectorQuerySet
from .wording import in_reader_language


def _per_cent(label: Any) -> models.DecimalField:
    return models.DecimalField(
        label,
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )


@tracked()
class Criterion(models.Model):
    """A subject that each screening is asked about. What is asked stands in its versions."""

    code = models.SlugField(_("code"), unique=True)
    group = models.CharField(_("group"), max_length=12, choices=CriterionGroup)
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["group", "order", "code"]
        constraints = [models.CheckConstraint(name="criterion_group", condition=Q(group__in=CriterionGroup.values))]

    def __str__(self) -> str:
        return self.code


@tracked()
class CriterionVersion(models.Model):
    """A criterion as it reads from a date on; never changed, only followed. `retired` says: asked no longer.

    Of those that have begun the one with the highest number counts: the last word, also over one that was planned.
    Share of sales: above `excluded_above` per cent is excluded, from `very_high_from` very high, above `high_above`
    high (due-diligence.md). A yes lifts the rating to `yes_effect`; what cannot be determined to `unknown_effect`.
    """

    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="versions", verbose_name=_("criterion"))
    number = models.PositiveSmallIntegerField(_("version"))
    effective_from = models.DateField(_("counts from"))
    text_en = models.CharField(_("question in English"), max_length=400)
    text_fr = models.CharField(_("question in French"), max_length=400)
    text_es = models.CharField(_("question in Spanish"), max_length=400)
    guidance_en = models.TextField(_("guidance in English"), blank=True)
    guidance_fr = models.TextField(_("guidance in French"), blank=True)
    guidance_es = models.TextField(_("guidance in Spanish"), blank=True)
    kind = models.CharField(_("kind of answer"), max_length=8, choices=CriterionKind)
    excluded_above = _per_cent(_("excluded above, per cent"))
    very_high_from = _per_cent(_("very high from, per cent"))
    high_above = _per_cent(_("high above, per cent"))
    yes_effect = models.CharField(_("a yes makes it at least"), max_length=9, choices=Effect, default=Effect.NONE)
    no_effect = models.CharField(_("a no makes it at least"), max_length=9, choices=Effect, default=Effect.NONE)
    unknown_effect = models.CharField(
        _("not determinable makes it at least"), max_length=9, choices=Effect, default=Effect.NONE
    )
    # [{"value", "label_en", "label_fr", "label_es", "effect"}], for a choice.
    options = models.JSONField(_("choices"), default=list, blank=True)
    look_back_years = models.PositiveSmallIntegerField(_("years looked back"), null=True, blank=True)
    mandatory = models.BooleanField(_("must be answered"), default=True)
    tracks = ArrayField(models.CharField(max_length=10, choices=Track), verbose_name=_("asked on these tracks"))
    source = models.CharField(_("source"), max_length=200)
    retired = models.BooleanField(_("asked no longer"), default=False)
    reason = models.CharField(_("reason for the change"), max_length=300, blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("set by")
    )
    set_at = models.DateTimeField(_("set on"), auto_now_add=True)

    objects = CriterionVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a criterion")
        verbose_name_plural = _("versions of criteria")
        ordering = ["criterion", "-number"]
        triggers = [pgtrigger.Protect(name="kept", operation=pgtrigger.Update | pgtrigger.Delete)]
        constraints = [
            models.UniqueConstraint(fields=["criterion", "number"], name="criterion_version_number"),
            models.CheckConstraint(name="criterion_version_kind", condition=Q(kind__in=CriterionKind.values)),
            models.CheckConstraint(
                name="criterion_version_thresholds",
                condition=(Q(excluded_above=None) | Q(very_high_from=None) | Q(excluded_above__gte=F("very_high_from")))
                & (Q(very_high_from=None) | Q(high_above=None) | Q(very_high_from__gte=F("high_above"))),
            ),
            models.CheckConstraint(name="criterion_version_sourced", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return str(_("%(criterion)s, version %(number)s") % {"criterion": self.criterion, "number": self.number})

    @property
    def text(self) -> str:
        return in_reader_language(self, "text")

    @property
    def guidance(self) -> str:
        return in_reader_language(self, "guidance")


@tracked()
class HighRiskSector(models.Model):
    """ISIC codes that make a rating at least medium from a date on (due-diligence.md, high-risk sectors).

    Never changed, only followed by the next version of the same code; `retired` says: no high-risk sector any longer.
    """

    code = models.SlugField(_("code"))
    number = models.PositiveSmallIntegerField(_("version"), default=1)
    name_en = models.CharField(_("name in English"), max_length=120)
    name_fr = models.CharField(_("name in French"), max_length=120)
    name_es = models.CharField(_("name in Spanish"), max_length=120)
    # Sections ("B") or divisions ("C20"); a division is meant wherever its section is named.
    isic = ArrayField(models.CharField(max_length=3), verbose_name=_("ISIC codes"))
    source = models.CharField(_("source"), max_length=200)
    effective_from = models.DateField(_("counts from"))
    retired = models.BooleanField(_("counts no longer"), default=False)
    reason = models.CharField(_("reason for the change"), max_length=300, blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("set by")
    )
    set_at = models.DateTimeField(_("set on"), auto_now_add=True)

    objects = HighRiskSectorQuerySet.as_manager()

    class Meta:
        verbose_name = _("high-risk sector")
        verbose_name_plural = _("high-risk sectors")
        ordering = ["code", "-number"]
        triggers = [pgtrigger.Protect(name="kept", operation=pgtrigger.Update | pgtrigger.Delete)]
        constraints = [
            models.UniqueConstraint(fields=["code", "number"], name="high_risk_sector_number"),
            models.CheckConstraint(name="high_risk_sector_codes", condition=Q(isic__len__gte=1)),
        ]

    def __str__(self) -> str:
        return in_reader_language(self, "name")


@tracked(exclude=["updated_at"])
class ControversyTheme(Versioned):
    """What a controversy is about (due-diligence.md, controversy themes)."""

    code = models.SlugField(_("code"), unique=True)
    name_en = models.CharField(_("name in English"), max_length=120)
    name_fr = models.CharField(_("name in French"), max_length=120)
    name_es = models.CharField(_("name in Spanish"), max_length=120)
    source = models.CharField(_("source"), max_length=200)
    retired = models.BooleanField(_("retired"), default=False)

    class Meta:
        verbose_name = _("theme of controversies")
        verbose_name_plural = _("themes of controversies")
        ordering = ["code"]

    def __str__(self) -> str:
        return in_reader_language(self, "name")
