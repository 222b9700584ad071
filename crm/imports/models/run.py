from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from crm.accounts.models import Office
from crm.audit.tracking import tracked
from crm.core.models import StoredFile
from crm.jobs.models import Job

from ..enums import ImportState


@tracked(exclude=["file"])
class ImportRun(StoredFile):
    """One file on its way into the register: uploaded, mapped, previewed, committed, perhaps undone."""

    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=12, choices=ImportState, default=ImportState.MAPPING)
    # How the file was read: encoding with its confidence, delimiter, sheet, heading row, headings.
    reading = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    # {field: heading}; and what to do with each kind of problem, as the person decided.
    mapping = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    decisions = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")
    job = models.ForeignKey(Job, models.PROTECT, null=True, blank=True, related_name="+")
    rows = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)
    problems = models.PositiveIntegerField(default=0)
    committed_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    failure = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        constraints = [models.CheckConstraint(name="import_state", condition=models.Q(state__in=ImportState.values))]
