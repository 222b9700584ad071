"""The deed level of the trail: who did what to which record, on whose behalf, and what changed."""

import pgtrigger
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

APPEND_ONLY = "AUDIT_APPEND_ONLY"


class AuditEvent(models.Model):
    """One deed. Append-only in the database: a trigger and missing grants refuse change and removal.

    The persons are kept as id and name, not as foreign keys: the trail outlives them, and lies below accounts.
    """

    at = models.DateTimeField(db_index=True)
    by_id = models.BigIntegerField(null=True, db_index=True)
    by_name = models.CharField(max_length=200, blank=True)
    on_behalf_of_id = models.BigIntegerField(null=True)
    on_behalf_of_name = models.CharField(max_length=200, blank=True)
    verb = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    subject_label = models.CharField(max_length=250, blank=True)
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    # Ties this deed to the row changes of the same request or job (pgh_context_id of the event tables).
    context_id = models.UUIDField(null=True, db_index=True)

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_id", "-at"], name="audit_subject")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by_name} {self.verb} {self.subject_label}"
