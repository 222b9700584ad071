from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.audit.tracking import tracked

from .company import Company
from .compare_triggers import of_its_owner
from .contact import Contact


@tracked()
class Affiliation(models.Model):
    """A person's post at a company, from and until; `until` empty means still there."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="affiliations", verbose_name=_("person"))
    company = models.ForeignKey(Company, models.PROTECT, related_name="affiliations", verbose_name=_("company"))
    title = models.CharField(_("job title"), max_length=150, blank=True)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    key_person = models.BooleanField(_("owner, director or other key person"), default=False)

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = [models.F("until").desc(nulls_first=True), "id"]
        constraints = [
            models.CheckConstraint(
                name="affiliation_period",
                condition=models.Q(since=None) | models.Q(until=None) | models.Q(until__gte=models.F("since")),
            ),
            models.UniqueConstraint(
                fields=["contact", "company", "title"],
                condition=models.Q(until=None),
                name="affiliation_once_open",
            ),
        ]
        triggers = of_its_owner("companies_contacttocompare", "contact_id")

    def __str__(self) -> str:
        return f"{self.contact}, {self.company}"
