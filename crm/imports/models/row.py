from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from ..enums import Outcome
from .run import ImportRun


class ImportRow(models.Model):
    """One row of the file: what it said, what became of it, and what the record looked like afterwards."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="entries")
    number = models.PositiveIntegerField()
    raw = models.JSONField(encoder=DjangoJSONEncoder)
    # A digest of what the file says; the records that were proposed where the row stays out without an answer.
    content = models.CharField(max_length=64, blank=True)
    proposed = models.JSONField(default=list)
    label = models.CharField(max_length=250, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome)
    # False: only planned, by the preview.
    applied = models.BooleanField(default=False)
    # [{"field", "code", "detail", "mend": {...}}]
    problems = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.BigIntegerField(null=True)
    # For undo: the values before an update, and the record's version after this import touched it.
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    version_after = models.PositiveIntegerField(null=True)
    undone = models.BooleanField(default=False)
    undo_note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="import_row_number")]
        indexes = [
            models.Index(fields=["run", "outcome", "number"], name="import_row_outcome"),
            models.Index(fields=["content"], name="import_row_content", condition=models.Q(applied=True)),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} row {self.number}"

    @property
    def tone(self) -> str:
        return Outcome(self.outcome).tone
