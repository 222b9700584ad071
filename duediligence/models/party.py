from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from crm.audit.tracking import tracked
from crm.companies.models import Company, Contact

from ..enums import EntryKind, PartyRole
from ..querysets.research import RowQuerySet
from .screening import Screening


@tracked()
class ScreenedParty(models.Model):
    """Who is looked up for a screening: the company, its parent, subsidiaries at issue, owners, key people, founders.

    A party that stands in the register points at its record, and is looked up under all names which that has.
    """

    screening = models.ForeignKey(Screening, models.CASCADE, related_name="parties", verbose_name=_("screening"))
    role = models.CharField(_("how it stands to the company"), max_length=15, choices=PartyRole)
    kind = models.CharField(
        _("kind"), max_length=12, choices=[(k.value, k.label) for k in (EntryKind.PERSON, EntryKind.ORGANISATION)]
    )
    name = models.CharField(_("name"), max_length=250)
    other_names = ArrayField(models.CharField(max_length=250), default=list, blank=True, verbose_name=_("other names"))
    company = models.ForeignKey(
        Company, models.PROTECT, null=True, blank=True, related_name="screened_as", verbose_name=_("company")
    )
    contact = models.ForeignKey(
        Contact, models.PROTECT, null=True, blank=True, related_name="screened_as", verbose_name=_("contact")
    )
    country = CountryField(_("country or nationality"), blank=True)
    # "1960", "1960-05" or "1960-05-17".
    birth_date = models.CharField(_("date of birth"), max_length=10, blank=True)
    number = models.CharField(_("number in a register"), max_length=60, blank=True)
    share_percent = models.DecimalField(
        _("share held, per cent"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    source = models.CharField(_("source"), max_length=250, blank=True)

    objects = RowQuerySet.as_manager()

    class Meta:
        verbose_name = _("screened party")
        verbose_name_plural = _("screened parties")
        ordering = ["screening", "id"]
        constraints = [
            models.CheckConstraint(name="screened_party_role", condition=Q(role__in=PartyRole.values)),
            models.CheckConstraint(name="screened_party_named", condition=~Q(name="")),
            models.UniqueConstraint(
                fields=["screening"], condition=Q(role=PartyRole.COMPANY), name="screened_party_subject"
            ),
            models.UniqueConstraint(
                fields=["screening", "company"], condition=Q(company__isnull=False), name="screened_party_company"
            ),
            models.UniqueConstraint(
                fields=["screening", "contact"], condition=Q(contact__isnull=False), name="screened_party_contact"
            ),
        ]

    def __str__(self) -> str:
        return self.name
