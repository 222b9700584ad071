from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office
from crm.audit.tracking import tracked
from crm.core.models import Versioned
from crm.rates import fields

from ..querysets.funding import ProgrammeQuerySet


@tracked(exclude=["updated_at"])
class Programme(Versioned):
    """What a donor pays for, into which partnerships bring private money: CREST (domain.md section 4, funding model).

    The matching target is what private contributions are to reach.
    """

    name = models.CharField(_("name"), max_length=200, unique=True)
    donor = models.CharField(_("donor"), max_length=200, blank=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="programmes", verbose_name=_("office"))
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("to"), null=True, blank=True)
    target_amount = fields.amount_field(_("matching target"))
    target_currency = fields.currency_field()
    target_usd = fields.usd_field()
    target_rate = fields.rate_field()
    target_rate_month = fields.rate_month_field()

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["name"]
        constraints = [fields.money_is_sound("target", name="programme_target")]

    def __str__(self) -> str:
        return self.name
