"""How lists, loads and hits read over REST (docs/api.md)."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from crm.core.api.fields import IdField, ident
from crm.core.api.serializers import RecordSerializer
from crm.core.names.reasons import Reason, ReasonCode
from crm.core.names.sentences import sentence

from ...enums import EntryKind, HitState, ListFormat
from ...models import Hit, ListLoad, WatchList
from ...models.watchlist import LONGEST_NOTE

VERDICTS = [(state.value, state.label) for state in (HitState.CLEARED, HitState.CONFIRMED)]


class WatchListSerializer(RecordSerializer):
    list_date = serializers.DateField(source="current_load.list_date", allow_null=True, default=None, read_only=True)
    entries = serializers.IntegerField(source="current_load.entries", default=0, read_only=True)
    loaded_at = serializers.DateTimeField(
        source="current_load.loaded_at", allow_null=True, default=None, read_only=True
    )
    sha256 = serializers.CharField(source="current_load.sha256", allow_null=True, default=None, read_only=True)

    class Meta:
        model = WatchList
        fields = (
            "id", "code", "name", "standing", "required", "retired", "list_date", "entries", "loaded_at", "sha256",
        )  # fmt: skip
        read_only_fields = fields


class NewestSerializer(serializers.Serializer):
    note = serializers.CharField(max_length=LONGEST_NOTE, help_text=_("Where a newer file was looked for."))


class LoadErrorSerializer(serializers.Serializer):
    place = serializers.CharField(help_text="A line of the file or an element.")
    detail = serializers.CharField()
    code = serializers.CharField(required=False)


class LoadSerializer(RecordSerializer):
    watchlist = serializers.CharField(source="watchlist.code", read_only=True)
    progress = serializers.SerializerMethodField(help_text="Per cent of the file.")
    errors = LoadErrorSerializer(many=True, read_only=True)  # type: ignore[assignment]
    by_kind = serializers.DictField(child=serializers.IntegerField(), read_only=True)

    class Meta:
        model = ListLoad
        fields = (
            "id", "watchlist", "format", "state", "progress", "filename", "size", "sha256", "list_date", "entries",
            "own_date", "by_kind", "added", "changed", "removed", "errors", "uploaded_at", "uploaded_by", "loaded_at",
            "rescreened_at", "newest_at", "newest_by", "newest_note",
        )  # fmt: skip
        read_only_fields = fields

    def get_progress(self, load: ListLoad) -> int:
        job = load.job
        if job is None or not job.is_open:
            return 100
        return job.done * 100 // job.total if job.total else 0


class LoadRequestSerializer(serializers.Serializer):
    """`file` once, or three times for OFAC's sdn.csv, alt.csv and add.csv."""

    file = serializers.FileField()
    format = serializers.ChoiceField(choices=ListFormat.choices)
    list_date = serializers.DateField(
        required=False,
        allow_null=True,
        help_text=_("Of a file that bears no date itself; without one the day counts on which it is loaded."),
    )
    force = serializers.BooleanField(
        default=False, help_text=_("Load the file also where it closes more than half of the entries.")
    )


class EntryPart(serializers.Serializer):
    id = IdField()
    list = serializers.CharField(source="watchlist.code")
    name = serializers.CharField()
    kind = serializers.ChoiceField(choices=EntryKind.choices)
    aliases = serializers.ListField(child=serializers.CharField())
    country = serializers.CharField(allow_null=True, help_text="The first of the countries.")
    countries = serializers.ListField(child=serializers.CharField())
    program = serializers.CharField()
    reference = serializers.CharField()
    listed = serializers.BooleanField(help_text="False once it has left the list.")


class ReasonPart(serializers.Serializer):
    code = serializers.CharField()
    ours = serializers.CharField()
    theirs = serializers.CharField()
    effect = serializers.FloatField(help_text="The effects add up to the score.")
    detail = serializers.CharField()
    sentence = serializers.CharField()


class HitSerializer(RecordSerializer):
    screening = IdField(source="party.screening_id", read_only=True)
    company = IdField(source="party.screening.company_id", read_only=True)
    party = serializers.CharField(source="party.name", read_only=True)
    role = serializers.CharField(source="party.role", read_only=True)
    entry = serializers.SerializerMethodField()
    score = serializers.FloatField(read_only=True)
    reasons = serializers.SerializerMethodField()
    proposed_by = IdField(source="first_by_id", read_only=True, allow_null=True)
    proposed_reason = serializers.CharField(source="first_reason", read_only=True)
    resolved_by = IdField(source="resolved_by_id", read_only=True, allow_null=True)
    carried_from = IdField(source="carried_from_id", read_only=True, allow_null=True)

    class Meta:
        model = Hit
        fields = (
            "id", "screening", "company", "party", "role", "entry", "score", "strong", "reasons", "state", "reason",
            "proposed_by", "proposed_reason", "resolved_by", "resolved_at", "carried_from", "found_at",
        )  # fmt: skip
        read_only_fields = fields

    def get_entry(self, hit: Hit) -> EntryPart:
        entry = hit.entry
        told: Any = {
            "id": ident(entry.pk),
            "list": entry.watchlist.code,
            "name": entry.name,
            "kind": entry.kind,
            "aliases": [name.text for name in entry.names.all() if name.text != entry.name],
            "country": entry.countries[0] if entry.countries else None,
            "countries": entry.countries,
            "program": entry.program,
            "reference": entry.reference,
            "listed": entry.closed_load_id is None,
        }
        return told  # type: ignore[no-any-return]

    def get_reasons(self, hit: Hit) -> ReasonPart(many=True):  # type: ignore[valid-type]
        told: Any = [{**each, "sentence": _worded(each)} for each in hit.reasons]
        return told


def _worded(each: dict[str, Any]) -> str:
    return sentence(Reason(ReasonCode(each["code"]), each["ours"], each["theirs"], each["effect"], each["detail"]))


class ResolveSerializer(serializers.Serializer):
    verdict = serializers.ChoiceField(choices=VERDICTS)
    reason = serializers.CharField(max_length=4000)
