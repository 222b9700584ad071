from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.audit.tracking import tracked
from crm.core.models import Versioned


@tracked(exclude=["updated_at"])
class PipelineSettings(Versioned):
    """What headquarters sets for the pipeline: one row, or none while nothing was changed."""

    STALLED_DAYS = 60

    # So many days without a move and without a contact, and a partnership is stalled (domain.md section 4).
    stalled_days = models.PositiveSmallIntegerField(
        _("days after which a partnership is stalled"),
        default=STALLED_DAYS,
        validators=[MinValueValidator(7), MaxValueValidator(730)],
    )
    reason = models.CharField(_("reason for the change"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("settings of the pipeline")
        verbose_name_plural = _("settings of the pipeline")
        constraints = [
            models.CheckConstraint(name="pipeline_settings_once", condition=Q(id=1)),
            models.CheckConstraint(
                name="pipeline_settings_stalled", condition=Q(stalled_days__gte=7, stalled_days__lte=730)
            ),
        ]

    def __str__(self) -> str:
        return str(_("Settings of the pipeline"))
