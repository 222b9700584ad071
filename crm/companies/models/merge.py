from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.audit.tracking import tracked

from ..enums import MergeKind
from ..querysets import MergeQuerySet
from .company import Company
from .contact import Contact

_COMPANIES = models.Q(source_company__isnull=False, target_company__isnull=False)
_PEOPLE = models.Q(source_contact__isnull=False, target_contact__isnull=False)
_NO_COMPANIES = models.Q(source_company=None, target_company=None)
_NO_PEOPLE = models.Q(source_contact=None, target_contact=None)


@tracked(exclude=["journal"])
class Merge(models.Model):
    """One record was found to be the same as another: the source gave what it had to the target (docs/merging.md).

    The source keeps its row, so that the merge can be undone; `journal` holds what that needs (merging/journal.py).
    """

    kind = models.CharField(_("kind"), max_length=10, choices=MergeKind)
    source_company = models.ForeignKey(Company, models.PROTECT, null=True, related_name="merges_away")
    target_company = models.ForeignKey(Company, models.PROTECT, null=True, related_name="merges_in")
    source_contact = models.ForeignKey(Contact, models.PROTECT, null=True, related_name="merges_away")
    target_contact = models.ForeignKey(Contact, models.PROTECT, null=True, related_name="merges_in")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("merged on"))
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("undone by")
    )
    undone_at = models.DateTimeField(_("undone on"), null=True, blank=True)
    journal = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="merge_pair",
                condition=(models.Q(kind=MergeKind.COMPANY) & _COMPANIES & _NO_PEOPLE)
                | (models.Q(kind=MergeKind.CONTACT) & _PEOPLE & _NO_COMPANIES),
            ),
            models.CheckConstraint(
                name="merge_two_records",
                condition=~models.Q(source_company=models.F("target_company"))
                & ~models.Q(source_contact=models.F("target_contact")),
            ),
            models.CheckConstraint(
                name="merge_undone",
                condition=models.Q(undone_at=None, undone_by=None)
                | models.Q(undone_at__isnull=False, undone_by__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["source_company"], condition=models.Q(undone_at=None), name="merge_company_once"
            ),
            models.UniqueConstraint(
                fields=["source_contact"], condition=models.Q(undone_at=None), name="merge_contact_once"
            ),
        ]
        indexes = [models.Index(fields=["-at", "-id"], name="merge_recent")]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"

    @property
    def source(self) -> Company | Contact:
        found = self.source_company or self.source_contact
        assert found is not None  # noqa: S101 - the constraint says so
        return found

    @property
    def target(self) -> Company | Contact:
        found = self.target_company or self.target_contact
        assert found is not None  # noqa: S101 - the constraint says so
        return found

    @property
    def source_id(self) -> int:
        return self.source_company_id or self.source_contact_id  # type: ignore[return-value]

    @property
    def target_id(self) -> int:
        return self.target_company_id or self.target_contact_id  # type: ignore[return-value]
