from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office
from crm.audit.tracking import tracked
from crm.companies.models import Company
from crm.core.models import Versioned

from ..enums import DonorKind
from ..querysets.donors import DonorQuerySet


@tracked(exclude=["updated_at"])
class Donor(Versioned):
    """Who gives: a company of the register, or a private person, whose personal data stand apart (`DonorDetails`).

    `company` of a person is their entry as an individual, which who was screened has (domain.md section 6).
    """

    kind = models.CharField(_("kind"), max_length=7, choices=DonorKind)
    company = models.ForeignKey(
        Company, models.PROTECT, null=True, blank=True, related_name="donors", verbose_name=_("company")
    )
    # Who looks after them: the office to which they gave first, until it is changed.
    office = models.ForeignKey(Office, models.PROTECT, related_name="donors", verbose_name=_("office"))
    # Of a person; of a company its headquarters' counts.
    country = models.CharField(_("country"), max_length=2, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="en")
    # Named in nothing that leaves the organisation, and in no list for those who need not know.
    anonymous = models.BooleanField(_("wishes to stay anonymous"), default=False)
    # E-mail other than a receipt is sent only with consent, and never after they unsubscribed.
    may_email = models.BooleanField(_("agreed to e-mail"), default=False)
    consent_note = models.CharField(_("how and where they agreed"), max_length=200, blank=True)
    consent_on = models.DateField(_("agreed on"), null=True, blank=True)
    unsubscribed_at = models.DateTimeField(_("unsubscribed on"), null=True, blank=True)
    erased_at = models.DateTimeField(_("personal data erased on"), null=True, blank=True, editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = DonorQuerySet.as_manager()

    class Meta:
        verbose_name = _("donor")
        verbose_name_plural = _("donors")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="donor_kind", condition=Q(kind__in=DonorKind.values)),
            models.CheckConstraint(name="donor_company", condition=Q(kind=DonorKind.PERSON) | Q(company__isnull=False)),
        ]

    def __str__(self) -> str:
        """Never a private person's name: this stands in the trail, which keeps it for ever."""
        if self.kind == DonorKind.COMPANY and self.company:
            return self.company.legal_name
        return str(_("Private donor %(number)s") % {"number": self.pk})


class DonorDetails(models.Model):
    """The personal data of a private donor, read by those who need them, and erased when they ask or after a time.

    They have no history: what the trail kept could not be erased. A deed on the donor says who changed which of them.
    """

    donor = models.OneToOneField(Donor, models.PROTECT, related_name="details")
    name = models.CharField(_("name"), max_length=200)
    sort_name = models.CharField(max_length=200, editable=False, db_collation="C")
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    address = models.TextField(_("postal address"), max_length=500, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("personal data of a donor")
        verbose_name_plural = _("personal data of donors")
        constraints = [models.CheckConstraint(name="donor_details_named", condition=~Q(name=""))]
        indexes = [
            models.Index(fields=["sort_name"], name="donor_details_by_name"),
            models.Index(models.functions.Lower("email"), name="donor_details_by_email"),
        ]

    def __str__(self) -> str:
        return str(_("Private donor %(number)s") % {"number": self.donor_id})
