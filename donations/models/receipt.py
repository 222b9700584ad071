from typing import Any

import pgtrigger
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office
from crm.audit.tracking import tracked

from .donation import Donation


class ReceiptCounter(models.Model):
    """The last number that an office gave out in a year: locked while the next is taken, so that none is left out."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "year"], name="receipt_counter_once")]

    def __str__(self) -> str:
        return f"{self.office_id}/{self.year}: {self.last}"


# What was given out stays as it was; of a private person the name can be taken out, and put in never again.
_FROZEN = """
    IF NEW.giver = '{}'::jsonb AND to_jsonb(NEW) - 'giver' = to_jsonb(OLD) - 'giver' THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'receipt %: what was given out stays as it is', OLD.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'receipt_frozen';
"""


@tracked(exclude=["giver"], written_once=True)
class Receipt(models.Model):
    """A receipt for a donor, frozen as it was given out. A new one for the same gift names the one that it replaces.

    `content` and `giver` hold what the PDF is made of, and `sha256` is of the canonical form of both. `giver` is the
    name and address: it has no history, and is emptied when a private person's data are erased.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="receipts", verbose_name=_("office"))
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))
    donation = models.ForeignKey(Donation, models.PROTECT, related_name="receipts", verbose_name=_("donation"))
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("replaces")
    )
    reason = models.CharField(_("why it is issued again"), max_length=300, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    content = models.JSONField(encoder=DjangoJSONEncoder)
    giver = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64)
    issued_on = models.DateField(_("issued on"))
    issued_by: Any = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("issued by")
    )

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "number"], name="receipt_number_once"),
            models.UniqueConstraint(fields=["donation"], name="receipt_first_once", condition=Q(replaces=None)),
            models.CheckConstraint(name="receipt_again", condition=Q(replaces=None) | ~Q(reason="")),
        ]
        triggers = [
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(name="frozen", when=pgtrigger.Before, operation=pgtrigger.Update, func=_FROZEN),
        ]

    def __str__(self) -> str:
        return f"{self.office_id}-{self.year}-{self.number:05}"
