from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.audit.tracking import tracked

from ..enums import Account, PostingKind
from ..gate import ENTRY_TRIGGERS, POSTING_TRIGGERS
from .allocation import Allocation
from .donation import Donation


@tracked(written_once=True)
class Posting(models.Model):
    """One movement of money in the ledger, with its reason. Never changed: a mistake is put right by another one.

    Its entries sum up to nothing at the end of the transaction, by trigger.
    """

    kind = models.CharField(_("kind"), max_length=10, choices=PostingKind)
    donation = models.ForeignKey(
        Donation, models.PROTECT, null=True, blank=True, related_name="postings", verbose_name=_("donation")
    )
    allocation = models.ForeignKey(
        Allocation, models.PROTECT, null=True, blank=True, related_name="postings", verbose_name=_("allocation")
    )
    on = models.DateField(_("on"))
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("entered on"))

    class Meta:
        verbose_name = _("posting")
        verbose_name_plural = _("postings")
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(name="posting_kind", condition=Q(kind__in=PostingKind.values)),
            models.CheckConstraint(
                name="posting_subject",
                condition=Q(donation__isnull=False, allocation=None) | Q(donation=None, allocation__isnull=False),
            ),
        ]
        triggers = POSTING_TRIGGERS

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d} {self.get_kind_display()}"


@tracked(written_once=True)
class Entry(models.Model):
    """A part of a posting: so much of a donation, in USD, into an account (positive) or out of it (negative)."""

    posting = models.ForeignKey(Posting, models.PROTECT, related_name="entries")
    donation = models.ForeignKey(Donation, models.PROTECT, related_name="entries", verbose_name=_("donation"))
    account = models.CharField(_("account"), max_length=9, choices=Account)
    usd = models.DecimalField(_("USD"), max_digits=16, decimal_places=2)

    class Meta:
        verbose_name = _("entry of the ledger")
        verbose_name_plural = _("entries of the ledger")
        ordering = ["posting", "id"]
        constraints = [
            models.CheckConstraint(name="entry_account", condition=Q(account__in=Account.values)),
            models.CheckConstraint(name="entry_usd", condition=~Q(usd=0)),
        ]
        indexes = [models.Index(fields=["donation", "account"], name="entry_by_account", include=["usd"])]
        triggers = ENTRY_TRIGGERS

    def __str__(self) -> str:
        return f"{self.account} {self.usd}"
