from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.audit.tracking import tracked
from crm.core.models import Versioned

from ..enums import LessonKind
from .engagement import Engagement


def _value(label: Any) -> models.DecimalField:
    return models.DecimalField(label, max_digits=18, decimal_places=4, null=True, blank=True)


@tracked(exclude=["updated_at"])
class Indicator(Versioned):
    """What is measured of a partnership: baseline, targets, what was reached (domain.md section 1, P9)."""

    partnership = models.ForeignKey(Engagement, models.CASCADE, related_name="indicators")
    text = models.CharField(_("what is measured"), max_length=300)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    baseline = _value(_("baseline"))
    baseline_on = models.DateField(_("baseline of"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["partnership", "position", "id"]
        constraints = [models.CheckConstraint(name="indicator_text", condition=~Q(text=""))]

    def __str__(self) -> str:
        return self.text


@tracked()
class IndicatorTarget(models.Model):
    """What is to be reached by a day."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="targets")
    due_on = models.DateField(_("by"))
    value = models.DecimalField(_("target"), max_digits=18, decimal_places=4)

    class Meta:
        verbose_name = _("target of an indicator")
        verbose_name_plural = _("targets of indicators")
        ordering = ["indicator", "due_on"]
        constraints = [models.UniqueConstraint(fields=["indicator", "due_on"], name="target_once")]

    def __str__(self) -> str:
        return f"{self.due_on}: {self.value}"


@tracked()
class IndicatorValue(models.Model):
    """What was measured on a day, and the story behind it."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="values")
    measured_on = models.DateField(_("measured on"))
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4)
    narrative = models.TextField(_("narrative"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))

    class Meta:
        verbose_name = _("value of an indicator")
        verbose_name_plural = _("values of indicators")
        ordering = ["indicator", "measured_on", "id"]
        constraints = [models.UniqueConstraint(fields=["indicator", "measured_on"], name="measured_once")]

    def __str__(self) -> str:
        return f"{self.measured_on}: {self.value}"


@tracked(exclude=["updated_at"])
class Milestone(Versioned):
    partnership = models.ForeignKey(Engagement, models.CASCADE, related_name="milestones")
    text = models.CharField(_("milestone"), max_length=300)
    due_on = models.DateField(_("due on"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("owner")
    )

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["partnership", "due_on", "id"]
        constraints = [models.CheckConstraint(name="milestone_text", condition=~Q(text=""))]
        indexes = [models.Index(fields=["due_on"], name="milestone_open", condition=Q(done_on=None))]

    def __str__(self) -> str:
        return self.text


@tracked(exclude=["updated_at"])
class Lesson(Versioned):
    """What was learnt, to be found again by theme and by the companies' sector (domain.md section 1, P16)."""

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="lessons")
    kind = models.CharField(_("kind"), max_length=6, choices=LessonKind)
    text = models.TextField(_("lesson"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(name="lesson_kind", condition=Q(kind__in=LessonKind.values)),
            models.CheckConstraint(name="lesson_text", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return self.text[:80]
