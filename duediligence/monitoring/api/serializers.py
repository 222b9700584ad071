"""What is watched, over REST: concerns, reviews, conditions."""

from typing import Any

from rest_framework import serializers

from crm.core.api.fields import IdField, ident

from ...enums import ConcernState, ConditionState, ReviewFinding
from ...models import Concern
from .. import policies


class ConcernSerializer(serializers.Serializer):
    """`reported_by` is null where whoever reported it wished that, and the reader may not know."""

    id = IdField(read_only=True)
    company = IdField(source="company_id")
    text = serializers.CharField(max_length=20_000)
    about = serializers.CharField(max_length=300, required=False, allow_blank=True)
    url = serializers.URLField(max_length=1000, required=False, allow_blank=True)
    confidential = serializers.BooleanField(required=False)
    reported_by = IdField(read_only=True, allow_null=True)
    reported_at = serializers.DateTimeField(read_only=True)
    state = serializers.ChoiceField(choices=ConcernState.choices, read_only=True)
    handled_by = IdField(source="handled_by_id", read_only=True, allow_null=True)
    closed_at = serializers.DateTimeField(read_only=True, allow_null=True)
    outcome = serializers.CharField(read_only=True)
    screening = IdField(source="screening_id", read_only=True, allow_null=True)

    def to_representation(self, row: Concern) -> dict[str, Any]:
        told = super().to_representation(row)
        shown = policies.may_see_reporter(self.context["request"].user, row)
        return {**told, "reported_by": ident(row.reported_by_id) if shown else None}


class OutcomeSerializer(serializers.Serializer):
    upheld = serializers.BooleanField()
    outcome = serializers.CharField(max_length=20_000)


class ReviewSerializer(serializers.Serializer):
    id = IdField(read_only=True)
    clearance = IdField(source="clearance_id", read_only=True)
    company = IdField(source="clearance.company_id", read_only=True)
    office = IdField(source="office_id", read_only=True)
    due_on = serializers.DateField(read_only=True)
    done_by = IdField(source="done_by_id", read_only=True, allow_null=True)
    done_at = serializers.DateTimeField(read_only=True, allow_null=True)
    progress = serializers.CharField(read_only=True)
    affected = serializers.CharField(read_only=True)
    finding = serializers.ChoiceField(choices=[("", ""), *ReviewFinding.choices], read_only=True)


class ReviewDoneSerializer(serializers.Serializer):
    progress = serializers.CharField(max_length=20_000)
    affected = serializers.CharField(max_length=20_000, required=False, allow_blank=True, default="")
    finding = serializers.ChoiceField(choices=ReviewFinding.choices)


class ConditionSerializer(serializers.Serializer):
    id = IdField(read_only=True)
    screening = IdField(source="screening_id", read_only=True)
    company = IdField(source="screening.company_id", read_only=True)
    text = serializers.CharField(read_only=True)
    owner = IdField(source="owner_id", read_only=True)
    due_on = serializers.DateField(read_only=True)
    before_signature = serializers.BooleanField(read_only=True)
    state = serializers.ChoiceField(choices=ConditionState.choices, read_only=True)
    settled_by = IdField(source="settled_by_id", read_only=True, allow_null=True)
    settled_at = serializers.DateTimeField(read_only=True, allow_null=True)
    settled_note = serializers.CharField(read_only=True)


class NoteSerializer(serializers.Serializer):
    note = serializers.CharField(max_length=20_000)
