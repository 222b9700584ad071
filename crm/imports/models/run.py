from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office
from crm.audit.tracking import tracked
from crm.core.models import StoredFile
from crm.jobs.models import Job

from ..enums import ImportState


# What a preview or a run counts and asks is bookkeeping; the rows themselves are kept.
@tracked(exclude=["file", "questions", "created", "updated", "same", "skipped", "problems", "listed"])
class ImportRun(StoredFile):
    """One file on its way into the register: uploaded, mapped, previewed, committed, perhaps undone."""

    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=12, choices=ImportState, default=ImportState.MAPPING)
    # How the file was read: encoding with its confidence, delimiter, sheet, heading row, headings.
    reading = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    # {"columns": {field: heading}, "constants": {field: value}}; {key of a problem: what the file should have said}.
    mapping = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    decisions = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    # What the preview asks, each value once.
    questions = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")
    job = models.ForeignKey(Job, models.PROTECT, null=True, blank=True, related_name="+")
    rows = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)
    # Rows that stay out; and rows with any remark, also those that are in.
    problems = models.PositiveIntegerField(default=0)
    listed = models.PositiveIntegerField(default=0)
    committed_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    failure = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-uploaded_at", "-id"]
        constraints = [models.CheckConstraint(name="import_state", condition=models.Q(state__in=ImportState.values))]

    @property
    def tone(self) -> str:
        return ImportState(self.state).tone

    @property
    def not_in(self) -> int:
        """Rows that stay out, by decision or for a problem."""
        return self.skipped + self.problems
