import pgtrigger
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from crm.accounts.models import Office
from crm.audit.tracking import tracked
from crm.core.models import Binnable, Versioned

from .. import isic
from ..enums import CompanyKind, CompanyStatus, FoundBy, GlobalCompact, NameKind, RegistrationKind, Size
from ..querysets import CompanyQuerySet
from .compare_triggers import of_its_owner, of_the_record
from .name_triggers import COMPANY_TRIGGERS, OTHER_NAME_TRIGGERS

_COMPARED = "companies_companytocompare"

# A group is a tree. The lock makes two who move companies below each other wait for one another; the second one's
# query then sees what the first one wrote.
_NO_CYCLE = """
    IF NEW.parent_id IS NULL THEN RETURN NEW; END IF;
    PERFORM pg_advisory_xact_lock(hashtext('companies.company.parent'));
    IF EXISTS (
        WITH RECURSIVE up AS (
            SELECT NEW.parent_id AS id
            UNION
            SELECT c.parent_id FROM companies_company c JOIN up ON c.id = up.id WHERE c.parent_id IS NOT NULL
        )
        SELECT 1 FROM up WHERE id = NEW.id
    ) THEN RAISE EXCEPTION 'company % cannot stand below itself', NEW.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


def _in_order_of(field: str) -> models.Index:
    return models.Index(
        fields=[field, "sort_name", "id"], name=f"company_{field[:17]}_name", condition=models.Q(binned_at=None)
    )


@tracked()
class Tag(models.Model):
    name = models.CharField(_("tag"), max_length=40, unique=True)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@tracked(exclude=["sort_name", "updated_at"])
class Company(Versioned, Binnable):
    """Any private-sector entity: company, foundation, association or network, individual (domain.md section 3)."""

    legal_name = models.CharField(_("legal name"), max_length=250)
    # crm.core.text.fold(legal_name): sorts alike in every language without ICU. Kept by the services.
    sort_name = models.CharField(max_length=250, editable=False, db_collation="C")
    kind = models.CharField(_("kind"), max_length=12, choices=CompanyKind, default=CompanyKind.COMPANY)
    status = models.CharField(_("status"), max_length=16, choices=CompanyStatus, default=CompanyStatus.PROSPECT)
    status_reason = models.CharField(_("reason for the status"), max_length=300, blank=True)
    country = CountryField(_("country of headquarters"), blank=True)
    city = models.CharField(_("city"), max_length=120, blank=True)
    # ISIC Rev. 4: a section ("C") or section and division ("C10"); see isic.py.
    isic = models.CharField(_("sector (ISIC)"), max_length=3, blank=True)
    size = models.CharField(_("size"), max_length=12, choices=Size, blank=True)
    founded = models.PositiveSmallIntegerField(
        _("founded in"), null=True, blank=True, validators=[MinValueValidator(1000), MaxValueValidator(2100)]
    )
    website = models.URLField(_("website"), blank=True)
    lei = models.CharField(_("LEI"), max_length=20, blank=True, help_text=_("Legal Entity Identifier, 20 characters"))
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="subsidiaries",
        verbose_name=_("parent company"),
    )
    global_compact = models.CharField(
        _("UN Global Compact"), max_length=18, choices=GlobalCompact, default=GlobalCompact.UNKNOWN
    )
    state_share = models.DecimalField(
        _("state ownership, per cent"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    found_by = models.CharField(_("how it was found"), max_length=18, choices=FoundBy, default=FoundBy.UNKNOWN)
    found_note = models.CharField(_("by whom or where"), max_length=200, blank=True)
    lead_office = models.ForeignKey(
        Office,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_companies",
        verbose_name=_("lead office"),
    )
    relationship_lead = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_companies",
        verbose_name=_("relationship lead"),
    )
    description = models.TextField(_("description"), blank=True)
    tags = models.ManyToManyField(Tag, blank=True, related_name="companies", verbose_name=_("tags"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    # Never a chain: where the survivor is merged in its turn, this is led on to the new one.
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged_from",
        verbose_name=_("merged into"),
    )

    objects = CompanyQuerySet.as_manager()

    class Meta:
        verbose_name = _("company")
        verbose_name_plural = _("companies")
        ordering = ["sort_name", "id"]
        constraints = [
            models.CheckConstraint(name="company_kind", condition=models.Q(kind__in=CompanyKind.values)),
            models.CheckConstraint(name="company_status", condition=models.Q(status__in=CompanyStatus.values)),
            models.CheckConstraint(name="company_named", condition=~models.Q(legal_name="")),
            models.CheckConstraint(
                name="company_not_own_parent",
                condition=models.Q(parent=None) | ~models.Q(parent=models.F("id")),
            ),
            models.CheckConstraint(
                name="company_status_reason",
                condition=~models.Q(status=CompanyStatus.DO_NOT_APPROACH) | ~models.Q(status_reason=""),
            ),
            # What was merged is out of sight wherever what lies in the bin is.
            models.CheckConstraint(
                name="company_merged_out_of_sight",
                condition=models.Q(merged_into=None)
                | (models.Q(binned_at__isnull=False) & ~models.Q(merged_into=models.F("id"))),
            ),
            models.UniqueConstraint(
                fields=["lei"], condition=~models.Q(lei="") & models.Q(binned_at=None), name="company_lei"
            ),
        ]
        indexes = [
            models.Index(fields=["sort_name", "id"], name="company_by_name", condition=models.Q(binned_at=None)),
            models.Index(
                fields=["country", "sort_name", "id"],
                name="company_country",
                condition=models.Q(binned_at=None),
            ),
            models.Index(
                fields=["lead_office", "sort_name", "id"],
                name="company_lead",
                condition=models.Q(binned_at=None),
            ),
            models.Index(
                fields=["status", "sort_name", "id"],
                name="company_status_name",
                condition=models.Q(binned_at=None),
            ),
            models.Index(fields=["binned_at"], name="company_bin", condition=models.Q(binned_at__isnull=False)),
            # Every order that the list of companies can have (crm/companies/tables.py).
            *(_in_order_of(field) for field in ("kind", "isic", "size", "relationship_lead", "city", "founded")),
            models.Index(
                models.F("founded").desc(nulls_last=True),
                models.F("sort_name").desc(),
                models.F("id").desc(),
                name="company_youngest_first",
                condition=models.Q(binned_at=None),
            ),
            models.Index(fields=["updated_at", "id"], name="company_recent"),
            models.Index(fields=["sort_name"], name="company_prefix", opclasses=["varchar_pattern_ops"]),
        ]
        triggers = [
            *COMPANY_TRIGGERS,
            pgtrigger.Trigger(
                name="no_cycle",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("parent_id"),
                func=_NO_CYCLE,
            ),
            *of_the_record(_COMPARED, "legal_name", "kind", "country", "lei", "website", "parent_id", "binned_at"),
        ]

    def __str__(self) -> str:
        return self.legal_name

    @property
    def status_tone(self) -> str:
        return CompanyStatus(self.status).tone

    @property
    def website_short(self) -> str:
        """Without what every address has."""
        return self.website.partition("://")[2].removeprefix("www.")

    @property
    def isic_title(self) -> str:
        return isic.title(self.isic)


@tracked(exclude=["sort_name"])
class CompanyName(models.Model):
    """Another name of a company: trading, former, in another script, short."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="other_names")
    name = models.CharField(_("name"), max_length=250)
    sort_name = models.CharField(max_length=250, editable=False, db_collation="C")
    kind = models.CharField(_("kind"), max_length=12, choices=NameKind, default=NameKind.TRADING)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["company", "name"], name="company_name_once")]
        indexes = [models.Index(fields=["sort_name"], name="company_name_prefix", opclasses=["varchar_pattern_ops"])]
        triggers = [*OTHER_NAME_TRIGGERS, *of_its_owner(_COMPARED, "company_id")]

    def __str__(self) -> str:
        return self.name


@tracked()
class Registration(models.Model):
    """A number under which a register knows the company. The LEI stands on the company itself."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="registrations")
    kind = models.CharField(_("register"), max_length=10, choices=RegistrationKind, default=RegistrationKind.NATIONAL)
    number = models.CharField(_("number"), max_length=60)
    country = CountryField(_("country"), blank=True)

    class Meta:
        verbose_name = _("register number")
        verbose_name_plural = _("register numbers")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["company", "kind", "number", "country"], name="registration_once")
        ]
        indexes = [models.Index(fields=["number"], name="registration_number")]
        triggers = of_its_owner(_COMPARED, "company_id")

    def __str__(self) -> str:
        return self.number


tracked()(Company.tags.through)
