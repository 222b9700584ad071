from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..enums import BulkState


class BulkChange(models.Model):
    """One change of many rows at once, with what each was before, so that it can be undone."""

    table = models.CharField(max_length=40)
    changes = models.JSONField(encoder=DjangoJSONEncoder)
    # {row id: {"label", "before", "after", "version"}}: `version` is the row's version after the change.
    rows = models.JSONField(encoder=DjangoJSONEncoder)
    # What the undoing left as it is, as [{"id", "label", "reason"}]: somebody had changed it since.
    kept = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    state = models.CharField(max_length=10, choices=BulkState, default=BulkState.DONE)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("change of several rows")
        verbose_name_plural = _("changes of several rows")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.table} {self.created_at:%Y-%m-%d %H:%M}"

    @property
    def tone(self) -> str:
        return BulkState(self.state).tone
