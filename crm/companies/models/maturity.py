from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.audit.tracking import tracked

from ..enums import MaturityLevel
from .company import Company


@tracked()
class MaturityAssessment(models.Model):
    """How mature a company was found to be, on what evidence and when; the latest one counts, all are kept."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="maturity_assessments")
    level = models.CharField(_("maturity"), max_length=10, choices=MaturityLevel)
    evidence = models.TextField(_("evidence"))
    assessed_on = models.DateField(_("assessed on"))
    assessed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("assessed by")
    )

    class Meta:
        verbose_name = _("assessment of maturity")
        verbose_name_plural = _("assessments of maturity")
        ordering = ["-assessed_on", "-id"]
        constraints = [
            models.CheckConstraint(name="maturity_level", condition=models.Q(level__in=MaturityLevel.values))
        ]

    def __str__(self) -> str:
        return f"{self.company}: {self.get_level_display()}"
