from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.audit.tracking import tracked
from crm.core.models import Versioned

from ..querysets import ExchangeRateQuerySet

CURRENCY_CODE = RegexValidator(r"^[A-Z]{3}\Z", _("A currency is three capital letters, for instance EUR."))


@tracked(exclude=["updated_at"])
class ExchangeRate(Versioned):
    """The United Nations operational rate of a month (domain.md section 4): so many units of a currency for one USD.

    An amount keeps the rate by which it was converted; a rate that is corrected later changes no amount.
    """

    currency = models.CharField(_("currency"), max_length=3, validators=[CURRENCY_CODE])
    # The first day of the month.
    month = models.DateField(_("month"))
    units_per_usd = models.DecimalField(
        _("units for one USD"), max_digits=18, decimal_places=6, validators=[MinValueValidator(0)]
    )
    source = models.CharField(_("source"), max_length=200, blank=True)

    objects = ExchangeRateQuerySet.as_manager()

    class Meta:
        verbose_name = _("exchange rate")
        verbose_name_plural = _("exchange rates")
        ordering = ["-month", "currency"]
        constraints = [
            models.UniqueConstraint(fields=["currency", "month"], name="rate_once"),
            models.CheckConstraint(name="rate_positive", condition=Q(units_per_usd__gt=0)),
            models.CheckConstraint(name="rate_month", condition=Q(month__day=1)),
            models.CheckConstraint(
                name="rate_currency", condition=Q(currency__regex=r"^[A-Z]{3}$") & ~Q(currency="USD")
            ),
        ]
        indexes = [models.Index(fields=["currency", "-month"], name="rate_of_currency")]

    def __str__(self) -> str:
        return f"{self.currency} {self.month:%Y-%m}: {self.units_per_usd}"
