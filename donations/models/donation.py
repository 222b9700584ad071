from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office
from crm.audit.tracking import tracked
from crm.companies.models import Company
from crm.core.models import Versioned
from crm.rates import fields
from duediligence.models import Clearance

from ..enums import Channel, DonationKind, DonationState, Interval, ShippingPayer
from ..gate import DONATION_TRIGGERS
from ..querysets.donations import DonationQuerySet, RecurringGiftQuerySet
from .appeal import Appeal, Cause
from .donor import Donor


def _person(label: Any) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=label
    )


@tracked(exclude=["updated_at"])
class RecurringGift(Versioned):
    """What a donor said they will give again and again; the gifts that came are donations."""

    donor = models.ForeignKey(Donor, models.PROTECT, related_name="recurring", verbose_name=_("donor"))
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("office"))
    interval = models.CharField(_("how often"), max_length=9, choices=Interval)
    amount = models.DecimalField(_("amount"), max_digits=16, decimal_places=2)
    currency = fields.currency_field()
    channel = models.CharField(_("channel"), max_length=17, choices=Channel)
    cause = models.ForeignKey(Cause, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("cause"))
    starts_on = models.DateField(_("from"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    # The platform's number of the agreement, by which its gifts are told.
    external_id = models.CharField(_("number on the platform"), max_length=100, blank=True)

    objects: Any = RecurringGiftQuerySet.as_manager()

    class Meta:
        verbose_name = _("recurring gift")
        verbose_name_plural = _("recurring gifts")
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(name="recurring_interval", condition=Q(interval__in=Interval.values)),
            models.CheckConstraint(name="recurring_amount", condition=Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.currency} {self.amount}, {self.get_interval_display()}"


# What a giver said may be about people: it has no history, and goes when their data are erased.
@tracked(exclude=["updated_at", "intent"])
class Donation(Versioned):
    """A gift in cash or in kind, from its arrival on (domain.md section 6). Nothing is deleted; what its money does
    stands in the ledger, whose rows are only added to.

    `cause` None: to be allocated. `company` is the donor's, kept beside the clearance so that the wall of due diligence
    can hold the two together. The amount of goods is their value.
    """

    donor = models.ForeignKey(Donor, models.PROTECT, related_name="donations", verbose_name=_("donor"))
    company = models.ForeignKey(
        Company, models.PROTECT, null=True, blank=True, editable=False, related_name="donations"
    )
    office = models.ForeignKey(Office, models.PROTECT, related_name="donations", verbose_name=_("received by"))
    kind = models.CharField(_("kind"), max_length=7, choices=DonationKind, default=DonationKind.CASH)
    channel = models.CharField(_("channel"), max_length=17, choices=Channel)
    received_on = models.DateField(_("received on"))
    given_amount = fields.amount_field(_("amount"))
    given_currency = fields.currency_field()
    given_usd = fields.usd_field()
    given_rate = fields.rate_field()
    given_rate_month = fields.rate_month_field()
    cause = models.ForeignKey(
        Cause, models.PROTECT, null=True, blank=True, related_name="donations", verbose_name=_("cause")
    )
    appeal = models.ForeignKey(
        Appeal, models.PROTECT, null=True, blank=True, related_name="donations", verbose_name=_("appeal")
    )
    recurring = models.ForeignKey(
        RecurringGift,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="donations",
        verbose_name=_("recurring gift"),
    )
    # In the giver's words: a condition, a dedication.
    intent = models.CharField(_("what the donor said of its use"), max_length=500, blank=True)
    anonymous = models.BooleanField(_("given anonymously"), default=False)
    # The platform from which it came and its number there: the same gift never comes in twice.
    platform = models.CharField(_("platform"), max_length=40, blank=True)
    external_id = models.CharField(_("number on the platform"), max_length=100, blank=True)

    goods = models.CharField(_("goods or services"), max_length=300, blank=True)
    valuation = models.CharField(_("how the value was found"), max_length=300, blank=True)
    valued_by = models.CharField(_("who valued it"), max_length=200, blank=True)
    shipping_usd = models.DecimalField(_("cost of shipping, USD"), max_digits=16, decimal_places=2, default=0)
    shipping_payer = models.CharField(_("who pays the shipping"), max_length=12, choices=ShippingPayer, blank=True)
    # What headquarters said when they were asked to cover the shipping.
    shipping_asked_at = models.DateTimeField(_("headquarters asked on"), null=True, blank=True)
    shipping_asked_by = _person(_("asked by"))
    shipping_answer = models.CharField(_("answer of headquarters"), max_length=300, blank=True)

    state = models.CharField(_("state"), max_length=8, choices=DonationState, default=DonationState.RECEIVED)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    decided_by = _person(_("decided by"))
    decided_at = models.DateTimeField(_("decided on"), null=True, blank=True)
    refunded_by = _person(_("refunded by"))
    refunded_at = models.DateTimeField(_("refunded on"), null=True, blank=True)
    # Set by a trigger: a company's gift, and a person's from the set amount on, is accepted under a clearance only.
    needs_clearance = models.BooleanField(editable=False, default=True)
    clearance = models.ForeignKey(
        Clearance, models.PROTECT, null=True, blank=True, editable=False, related_name="donations"
    )
    relied_on = models.DateField(null=True, blank=True, editable=False)
    # By the rules of the day on which it was accepted; None before.
    tax_deductible = models.BooleanField(_("tax-deductible"), null=True, blank=True, editable=False)
    entered_by = _person(_("entered by"))

    objects: Any = DonationQuerySet.as_manager()

    class Meta:
        verbose_name = _("donation")
        verbose_name_plural = _("donations")
        ordering = ["-received_on", "-id"]
        constraints = [
            models.CheckConstraint(name="donation_kind", condition=Q(kind__in=DonationKind.values)),
            models.CheckConstraint(name="donation_channel", condition=Q(channel__in=Channel.values)),
            models.CheckConstraint(name="donation_state", condition=Q(state__in=DonationState.values)),
            models.CheckConstraint(name="donation_amount", condition=Q(given_amount__gt=0, given_usd__gt=0)),
            fields.money_is_sound("given", name="donation_money"),
            models.CheckConstraint(
                name="donation_goods",
                condition=Q(kind=DonationKind.CASH, goods="", shipping_payer="", shipping_usd=0)
                | (Q(kind=DonationKind.IN_KIND) & ~Q(goods="")),
            ),
            models.CheckConstraint(name="donation_shipping", condition=Q(shipping_usd__gte=0)),
            models.CheckConstraint(
                name="donation_decided",
                condition=Q(state=DonationState.RECEIVED, decided_at=None)
                | (~Q(state=DonationState.RECEIVED) & Q(decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="donation_reason",
                condition=Q(state__in=[DonationState.RECEIVED, DonationState.ACCEPTED]) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="donation_refunded",
                condition=Q(state=DonationState.REFUNDED, refunded_at__isnull=False)
                | (~Q(state=DonationState.REFUNDED) & Q(refunded_at=None)),
            ),
            models.UniqueConstraint(
                fields=["platform", "external_id"], name="donation_once", condition=~Q(external_id="")
            ),
        ]
        indexes = [
            models.Index(fields=["-received_on", "-id"], name="donation_by_day"),
            models.Index(fields=["office", "-received_on", "-id"], name="donation_by_office"),
            models.Index(fields=["donor", "-received_on"], name="donation_by_donor"),
            models.Index(fields=["-received_on", "-id"], name="donation_waiting", condition=Q(state="received")),
        ]
        triggers = DONATION_TRIGGERS

    def __str__(self) -> str:
        """Without the giver: this stands in the trail."""
        return str(_("Donation %(number)s") % {"number": self.pk})

    @property
    def state_tone(self) -> str:
        return DonationState(self.state).tone

    @property
    def is_waiting(self) -> bool:
        return self.state == DonationState.RECEIVED

    @property
    def is_accepted(self) -> bool:
        return self.state == DonationState.ACCEPTED
