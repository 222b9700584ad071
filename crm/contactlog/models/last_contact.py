from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.companies.models import Company


class LastContact(models.Model):
    """The day of a company's newest contact, kept by triggers on the log (last_contact_triggers.py)."""

    company = models.OneToOneField(
        Company, models.CASCADE, primary_key=True, related_name="last_contact", verbose_name=_("company")
    )
    occurred_on = models.DateField(_("last contact"))

    # Worked out from the log, so that it is no use of a company by itself.
    derived = True

    class Meta:
        verbose_name = _("last contact")
        verbose_name_plural = _("last contacts")
        # The list of companies is read in this order.
        indexes = [models.Index(fields=["occurred_on", "company"], name="last_contact_order")]

    def __str__(self) -> str:
        return str(self.occurred_on)
