from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.jobs.models import Job

from ..enums import FileFormat


class Export(models.Model):
    """What was taken out of Concord as a file: by whom, which rows, when. The file itself expires."""

    what = models.CharField(max_length=40)
    format = models.CharField(max_length=10, choices=FileFormat)
    parameters = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    job = models.OneToOneField(Job, models.PROTECT, null=True, related_name="export")
    file = models.FileField(upload_to="exports/%Y/%m/", blank=True, max_length=255)
    rows = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.what} {self.format} {self.created_at:%Y-%m-%d %H:%M}"
