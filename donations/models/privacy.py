from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.audit.tracking import tracked
from crm.core.models import Versioned

from ..enums import PrivacyWish
from .donor import Donor


def _person(label: Any) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=label
    )


@tracked(exclude=["updated_at"])
class PrivacyRequest(Versioned):
    """A donor asks for a copy of their data, or that they be erased. The amounts stay for the books."""

    donor = models.ForeignKey(Donor, models.PROTECT, related_name="privacy_requests", verbose_name=_("donor"))
    wish = models.CharField(_("what they ask for"), max_length=7, choices=PrivacyWish)
    asked_on = models.DateField(_("asked on"))
    how = models.CharField(_("how they asked"), max_length=200)
    entered_by = _person(_("entered by"))
    done_at = models.DateTimeField(_("done on"), null=True, blank=True)
    done_by = _person(_("done by"))
    # Why it was not done, in whole or in part: the law of a country wants a receipt kept for so many years.
    refused = models.CharField(_("why it was refused"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("privacy request")
        verbose_name_plural = _("privacy requests")
        ordering = ["-asked_on", "-id"]
        constraints = [
            models.CheckConstraint(name="privacy_wish", condition=Q(wish__in=PrivacyWish.values)),
            models.CheckConstraint(name="privacy_done", condition=Q(refused="") | Q(done_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return str(self.get_wish_display())
