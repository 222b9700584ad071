from typing import Any

from rest_framework import serializers

from crm.core.api.serializers import RecordSerializer

from ..models import ImportRun
from ..presenters import worded
from ..registries import import_kinds
from ..selectors import errors_of


class ImportErrorSerializer(serializers.Serializer):
    """A remark about a row; the row is in unless the import counts it among its problems."""

    row = serializers.IntegerField()
    field = serializers.CharField()
    code = serializers.CharField()
    detail = serializers.CharField()


class ImportSerializer(RecordSerializer):
    progress = serializers.SerializerMethodField(help_text="Per cent of the current step.")
    questions = serializers.SerializerMethodField()
    errors = serializers.SerializerMethodField()  # type: ignore[assignment]

    class Meta:
        model = ImportRun
        fields = (
            "id", "kind", "state", "progress", "filename", "rows", "created", "updated", "same", "skipped", "problems",
            "listed", "reading", "mapping", "decisions", "questions", "failure", "uploaded_at", "committed_at",
            "undone_at", "errors",
        )  # fmt: skip
        read_only_fields = fields

    def get_progress(self, run: ImportRun) -> int:
        job = run.job
        if job is None or not job.is_open:
            return 0 if job is None else 100
        return job.done * 100 // job.total if job.total else 0

    def get_questions(self, run: ImportRun) -> serializers.JSONField:
        questions: Any = worded(run.questions)
        return questions

    def get_errors(self, run: ImportRun) -> ImportErrorSerializer(many=True):  # type: ignore[valid-type]
        """The first thousand; the rest stands in the file that the page offers. A list of imports leaves them out."""
        if self.parent is not None:
            return []
        errors: list[dict[str, Any]] = errors_of(run)
        return errors


class UploadSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(choices=())
    file = serializers.FileField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(key, key) for key, _kind in import_kinds.items()]  # type: ignore[attr-defined]


class PreviewSerializer(serializers.Serializer):
    """`mapping`: {field: heading}, or {"columns": {field: heading}, "constants": {field: value}}."""

    mapping = serializers.JSONField(required=False, allow_null=True)
    decisions = serializers.DictField(child=serializers.CharField(allow_blank=True), required=False)
