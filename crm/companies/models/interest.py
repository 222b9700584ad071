from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office
from crm.audit.tracking import tracked

from ..enums import InterestLevel
from .company import Company
from .theme import Theme


@tracked()
class Interest(models.Model):
    """What a company cares about, where, how much, and how we know (domain.md section 3)."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="interests")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="interests", verbose_name=_("theme"))
    region = models.ForeignKey(
        Office,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("region"),
        help_text=_("Empty: everywhere."),
    )
    level = models.CharField(_("level"), max_length=6, choices=InterestLevel, default=InterestLevel.MEDIUM)
    source = models.CharField(_("how we know"), max_length=200)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("noted by"))
    noted_on = models.DateField(_("noted on"))

    class Meta:
        verbose_name = _("interest")
        verbose_name_plural = _("interests")
        ordering = ["theme__code", "id"]
        constraints = [
            models.UniqueConstraint(fields=["company", "theme", "region"], name="interest_once", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return f"{self.company}: {self.theme}"
