from django.conf import settings
from django.db import models


class KeptMapping(models.Model):
    """How somebody mapped these headings last time; offered again for a file with the same headings."""

    kind = models.CharField(max_length=40)
    headings_sha256 = models.CharField(max_length=64)
    mapping = models.JSONField()
    decisions = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "headings_sha256"], name="kept_mapping")]

    def __str__(self) -> str:
        return f"{self.kind} {self.headings_sha256[:8]}"
