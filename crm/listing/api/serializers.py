from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from rest_framework import serializers

from crm.core.api.fields import IdField
from crm.jobs.enums import JobState

from ..enums import FileFormat
from ..models import Export
from ..registries import tables


class ExportSerializer(serializers.Serializer):
    """`what` is the key of a list (companies, people, …); `query` its filters, order and columns, as in its address."""

    id = IdField(read_only=True)
    what = serializers.CharField(max_length=40)
    format = serializers.ChoiceField(choices=FileFormat.choices)
    query = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")
    state = serializers.ChoiceField(choices=JobState.choices, read_only=True)
    progress = serializers.IntegerField(read_only=True, help_text="Per cent")
    rows = serializers.IntegerField(read_only=True)
    url = serializers.CharField(read_only=True, allow_null=True, help_text="Null until the file is there")
    sha256 = serializers.CharField(read_only=True)

    def validate_what(self, key: str) -> str:
        table = tables.get(key)
        if table is None or not table.shown_to(self.context["request"].user):
            raise serializers.ValidationError(_("There is no list of this name."), code="unknown")
        return key

    def to_representation(self, row: Export) -> dict[str, Any]:
        job, there = row.job, bool(row.file)
        address = reverse("api:export-file", args=[row.pk]) if there else None
        return {
            "id": str(row.pk),
            "what": row.what,
            "format": row.format,
            "query": row.parameters.get("query", ""),
            "state": job.state if job else JobState.DONE,
            "progress": 100 if there or not job else 100 * job.done // max(job.total, 1),
            "rows": row.rows,
            "url": self.context["request"].build_absolute_uri(address) if address else None,
            "sha256": row.sha256,
        }
