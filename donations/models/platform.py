from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office
from crm.audit.tracking import tracked
from crm.core.models import Versioned

from ..enums import Channel


@tracked(exclude=["updated_at"])
class Platform(Versioned):
    """A donation platform whose exports are imported: to which office its gifts go, and by which channel they came."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120)
    office = models.ForeignKey(Office, models.PROTECT, related_name="platforms", verbose_name=_("received by"))
    channel = models.CharField(_("channel"), max_length=17, choices=Channel)
    retired = models.BooleanField(_("retired"), default=False)

    class Meta:
        verbose_name = _("donation platform")
        verbose_name_plural = _("donation platforms")
        ordering = ["name"]
        constraints = [models.CheckConstraint(name="platform_channel", condition=Q(channel__in=Channel.values))]

    def __str__(self) -> str:
        return self.name


@tracked(exclude=["updated_at"])
class PlatformDay(Versioned):
    """What the platform's own report says of a day, to be held against what we have of it."""

    platform = models.ForeignKey(Platform, models.PROTECT, related_name="days")
    day = models.DateField(_("day"))
    currency = models.CharField(_("currency"), max_length=3)
    gifts = models.PositiveIntegerField(_("gifts"))
    amount = models.DecimalField(_("amount"), max_digits=16, decimal_places=2)

    class Meta:
        verbose_name = _("day of a platform's report")
        verbose_name_plural = _("days of platforms' reports")
        ordering = ["platform", "-day", "currency"]
        constraints = [
            models.UniqueConstraint(fields=["platform", "day", "currency"], name="platform_day_once"),
            models.CheckConstraint(name="platform_day_amount", condition=Q(amount__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.platform_id} {self.day:%Y-%m-%d}"
