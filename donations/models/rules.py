from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office
from crm.audit.tracking import tracked
from crm.core.models import Versioned

from ..enums import DeductionKind, StewardshipAction, StewardshipBasis


@tracked(exclude=["updated_at"])
class Deduction(Versioned):
    """Per cent of a gift of money that are kept from a day on: 7 for operational support, 10 by a hub (domain.md
    section 6). A rule follows another by its day; what was deducted from a gift stands in the ledger.

    `hub` None: of every office, or of every hub that has no rule of its own.
    """

    kind = models.CharField(_("kind"), max_length=8, choices=DeductionKind)
    hub = models.ForeignKey(
        Office, models.PROTECT, null=True, blank=True, related_name="deductions", verbose_name=_("hub")
    )
    percent = models.DecimalField(
        _("per cent"),
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(50)],
    )
    from_on = models.DateField(_("counts from"))
    reason = models.CharField(_("source or reason"), max_length=300)

    class Meta:
        verbose_name = _("deduction")
        verbose_name_plural = _("deductions")
        ordering = ["kind", "-from_on", "-id"]
        constraints = [
            models.CheckConstraint(name="deduction_kind", condition=Q(kind__in=DeductionKind.values)),
            models.CheckConstraint(name="deduction_percent", condition=Q(percent__gte=0, percent__lte=50)),
            models.UniqueConstraint(fields=["kind", "hub", "from_on"], name="deduction_once", nulls_distinct=False),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.percent} %"


@tracked(exclude=["updated_at"])
class TaxRule(Versioned):
    """Gifts to this office are tax-deductible for donors of this country, between two days."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="tax_rules", verbose_name=_("received by"))
    country = models.CharField(_("donor's country"), max_length=2)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("to"), null=True, blank=True)
    # What the law there wants on a receipt.
    text_en = models.CharField(_("words on the receipt, in English"), max_length=500)
    text_fr = models.CharField(_("words on the receipt, in French"), max_length=500, blank=True)
    text_es = models.CharField(_("words on the receipt, in Spanish"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("rule of tax deduction")
        verbose_name_plural = _("rules of tax deduction")
        ordering = ["office", "country", "-from_on"]
        constraints = [
            models.CheckConstraint(name="tax_rule_days", condition=Q(until_on=None) | Q(until_on__gte=F("from_on"))),
            models.UniqueConstraint(fields=["office", "country", "from_on"], name="tax_rule_once"),
        ]

    def __str__(self) -> str:
        return f"{self.office_id}: {self.country}"


@tracked(exclude=["updated_at"])
class StewardshipRule(Versioned):
    """What a donor gets for a gift, or for a year's gifts, above an amount (domain.md section 6).

    Of several rules with the same `basis` that a gift meets, each makes its task.
    """

    basis = models.CharField(_("counted"), max_length=4, choices=StewardshipBasis)
    above_usd = models.DecimalField(_("over, USD"), max_digits=14, decimal_places=2)
    action = models.CharField(_("what is done"), max_length=8, choices=StewardshipAction)
    within_days = models.PositiveSmallIntegerField(_("within days"), default=14)
    # Of companies, people, or both.
    companies = models.BooleanField(_("for companies"), default=True)
    people = models.BooleanField(_("for people"), default=True)
    from_on = models.DateField(_("counts from"))
    retired_on = models.DateField(_("retired on"), null=True, blank=True)

    class Meta:
        verbose_name = _("stewardship rule")
        verbose_name_plural = _("stewardship rules")
        ordering = ["basis", "above_usd", "id"]
        constraints = [
            models.CheckConstraint(name="stewardship_basis", condition=Q(basis__in=StewardshipBasis.values)),
            models.CheckConstraint(name="stewardship_action", condition=Q(action__in=StewardshipAction.values)),
            models.CheckConstraint(name="stewardship_above", condition=Q(above_usd__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()} > {self.above_usd}"


@tracked(exclude=["updated_at"])
class RetentionRule(Versioned):
    """After how many years without a gift the personal data of private donors of a country are erased.

    `country` "" counts for all that have no rule of their own.
    """

    country = models.CharField(_("donor's country"), max_length=2, blank=True, unique=True)
    years = models.PositiveSmallIntegerField(
        _("years after the last gift"), validators=[MinValueValidator(1), MaxValueValidator(30)]
    )
    reason = models.CharField(_("source or reason"), max_length=300)

    class Meta:
        verbose_name = _("retention rule")
        verbose_name_plural = _("retention rules")
        ordering = ["country"]
        constraints = [models.CheckConstraint(name="retention_years", condition=Q(years__gte=1, years__lte=30))]

    def __str__(self) -> str:
        return f"{self.country or '*'}: {self.years}"
