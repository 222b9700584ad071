"""How companies and what hangs on them read and are written over REST. Written by hand where a list has many rows."""

from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from crm.accounts.api.offices import OfficeField
from crm.accounts.models import User
from crm.core.api.fields import IdField, ident
from crm.core.visibility import Visibility

from ..enums import (
    CompanyKind,
    CompanyStatus,
    FoundBy,
    GlobalCompact,
    InterestLevel,
    MaturityLevel,
    NameKind,
    RegistrationKind,
    Size,
)
from ..merging.survivors import survivor_of
from ..models import Company, Document, Interest, MaturityAssessment, Theme
from ..services.companies import CompanyData, NameData, RegistrationData


def moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


class RegistrationPart(serializers.Serializer):
    kind = serializers.ChoiceField(choices=RegistrationKind.choices, default=RegistrationKind.NATIONAL)
    number = serializers.CharField(max_length=60)
    country = serializers.CharField(max_length=2, allow_blank=True, default="")


class NamePart(serializers.Field):
    """A plain text, or a text with its kind; reads as a plain text."""

    default_error_messages = {"invalid": _("Write a name, or a name with its kind.")}

    def to_internal_value(self, data: Any) -> NameData:
        parts = {"name": data} if isinstance(data, str) else data
        if not isinstance(parts, dict) or not isinstance(parts.get("name"), str):
            self.fail("invalid")
        if len(parts["name"]) > 250 or parts.get("kind", NameKind.TRADING) not in NameKind.values:
            self.fail("invalid")
        return NameData(parts["name"], parts.get("kind", NameKind.TRADING))


@extend_schema_field({"type": "array", "items": {"type": "string"}})
class NamesField(serializers.ListField):
    child = NamePart()


class ClearancePart(serializers.Serializer):
    state = serializers.CharField()
    purposes = serializers.ListField(child=serializers.CharField())
    amount_ceiling = serializers.CharField(allow_null=True)
    valid_until = serializers.DateField(allow_null=True)


class CompanySerializer(serializers.Serializer):
    """What is wrong with a value, the service says; here only its shape is checked."""

    id = IdField(read_only=True)
    legal_name = serializers.CharField(max_length=250)
    other_names = NamesField(required=False, max_length=50)
    kind = serializers.ChoiceField(choices=CompanyKind.choices, required=False)
    status = serializers.ChoiceField(choices=CompanyStatus.choices, required=False)
    status_reason = serializers.CharField(max_length=300, required=False, allow_blank=True)
    country = serializers.CharField(max_length=2, required=False, allow_blank=True)
    city = serializers.CharField(max_length=120, required=False, allow_blank=True)
    isic = serializers.CharField(max_length=6, required=False, allow_blank=True)
    size = serializers.ChoiceField(choices=Size.choices, required=False, allow_blank=True)
    founded = serializers.IntegerField(required=False, allow_null=True, min_value=1000, max_value=2100)
    website = serializers.CharField(max_length=200, required=False, allow_blank=True)
    lei = serializers.CharField(max_length=30, required=False, allow_blank=True)
    parent = IdField(required=False, allow_null=True)
    lead_office = OfficeField(required=False, allow_null=True)
    relationship_lead = IdField(required=False, allow_null=True)
    global_compact = serializers.ChoiceField(choices=GlobalCompact.choices, required=False)
    state_share = serializers.DecimalField(
        max_digits=5, decimal_places=2, min_value=0, max_value=100, required=False, allow_null=True
    )
    found_by = serializers.ChoiceField(choices=FoundBy.choices, required=False)
    found_note = serializers.CharField(max_length=200, required=False, allow_blank=True)
    description = serializers.CharField(required=False, allow_blank=True, max_length=100_000)
    registrations = RegistrationPart(many=True, required=False)
    tags = serializers.ListField(child=serializers.CharField(max_length=40), required=False, max_length=50)
    clearance = ClearancePart(read_only=True, allow_null=True)
    created_at = serializers.DateTimeField(read_only=True)
    updated_at = serializers.DateTimeField(read_only=True)

    def validate_parent(self, pk: int | None) -> Company | None:
        if pk is None:
            return None
        found = Company.objects.visible_to(self.context["request"].user).filter(pk=pk).first()
        return found or survivor_of(Company, pk) or _unknown(_("There is no such company."))

    def validate_relationship_lead(self, pk: int | None) -> User | None:
        if pk is None:
            return None
        return User.objects.active().filter(pk=pk).first() or _unknown(_("There is no such person."))

    def changes(self) -> dict[str, Any]:
        """What was sent of the fixed fields, as the services take it."""
        return {k: v for k, v in self.validated_data.items() if k in CompanyData.__dataclass_fields__}

    def hanging(self) -> dict[str, Any]:
        """What was sent of the lists; None where nothing was said of one."""
        sent = self.validated_data
        numbers = sent.get("registrations")
        return {
            "names": sent.get("other_names"),
            "tags": sent.get("tags"),
            "registrations": None if numbers is None else [RegistrationData(**each) for each in numbers],
        }

    def to_representation(self, row: Company) -> dict[str, Any]:
        facts = self.context.get("facts", {}).get("clearance", {})
        return {
            "id": ident(row.pk),
            "legal_name": row.legal_name,
            "other_names": [name["name"] for name in row.names],  # type: ignore[attr-defined]
            "kind": row.kind,
            "status": row.status,
            "status_reason": row.status_reason,
            "country": row.country.code or "",
            "city": row.city,
            "isic": row.isic,
            "size": row.size,
            "founded": row.founded,
            "website": row.website,
            "lei": row.lei,
            "parent": ident(row.parent_id),
            "lead_office": ident(row.lead_office_id),
            "relationship_lead": ident(row.relationship_lead_id),
            "global_compact": row.global_compact,
            "state_share": None if row.state_share is None else str(row.state_share),
            "found_by": row.found_by,
            "found_note": row.found_note,
            "description": row.description,
            "registrations": row.numbers,  # type: ignore[attr-defined]
            "tags": row.tag_names,  # type: ignore[attr-defined]
            "clearance": facts.get(row.pk),
            "created_at": moment(row.created_at),
            "updated_at": moment(row.updated_at),
        }


def _unknown(sentence: Any) -> Any:
    raise serializers.ValidationError(sentence, code="unknown")


class SuggestionSerializer(serializers.Serializer):
    id = IdField()
    name = serializers.CharField()
    country = serializers.CharField()
    score = serializers.FloatField()
    lead_office = IdField(source="lead_office_id", allow_null=True)


class TimelineEntrySerializer(serializers.Serializer):
    at = serializers.CharField()
    title = serializers.CharField()
    text = serializers.CharField()
    office = serializers.CharField()
    by = serializers.CharField()
    hidden = serializers.BooleanField()


class TimelineSerializer(serializers.Serializer):
    """`earlier` is the `before` of the next call, or null at the end."""

    results = TimelineEntrySerializer(many=True)
    earlier = serializers.DateField(allow_null=True)


class ThemeSerializer(serializers.Serializer):
    id = IdField(read_only=True)
    code = serializers.SlugField()
    name = serializers.CharField(source="__str__")
    retired = serializers.BooleanField()


class InterestSerializer(serializers.Serializer):
    id = IdField(read_only=True)
    company = IdField(source="company_id")
    theme = serializers.SlugRelatedField(slug_field="code", queryset=Theme.objects.all())
    region = OfficeField(required=False, allow_null=True)
    level = serializers.ChoiceField(choices=InterestLevel.choices, required=False)
    source = serializers.CharField(max_length=200)
    noted_on = serializers.DateField(read_only=True)
    noted_by = IdField(read_only=True, source="noted_by_id")

    class Meta:
        model = Interest


class MaturitySerializer(serializers.Serializer):
    id = IdField(read_only=True)
    company = IdField(source="company_id")
    level = serializers.ChoiceField(choices=MaturityLevel.choices)
    evidence = serializers.CharField(max_length=100_000)
    assessed_on = serializers.DateField(required=False)
    assessed_by = IdField(read_only=True, source="assessed_by_id")

    class Meta:
        model = MaturityAssessment


class DocumentSerializer(serializers.Serializer):
    """Where `readable` is false, what the document is called is null."""

    null_when_closed = ("title",)

    id = IdField(read_only=True)
    company = IdField(source="company_id")
    file = serializers.FileField(write_only=True)
    title = serializers.CharField(max_length=200, required=False, allow_blank=True, allow_null=False)
    filename = serializers.CharField(read_only=True, allow_null=True)
    content_type = serializers.CharField(read_only=True, allow_null=True)
    size = serializers.IntegerField(read_only=True, allow_null=True)
    sha256 = serializers.CharField(read_only=True, allow_null=True)
    visibility = serializers.ChoiceField(choices=Visibility.choices, required=False)
    office = OfficeField(required=False)
    readable = serializers.BooleanField(read_only=True)
    uploaded_at = serializers.DateTimeField(read_only=True)

    def to_representation(self, row: Document) -> dict[str, Any]:
        known = bool(row.readable)  # type: ignore[attr-defined]
        return {
            "id": ident(row.pk),
            "company": ident(row.company_id),
            "title": row.title if known else None,
            "filename": row.filename if known else None,
            "content_type": row.content_type if known else None,
            "size": row.size if known else None,
            "sha256": row.sha256 if known else None,
            "visibility": row.visibility,
            "office": ident(row.office_id),
            "readable": known,
            "uploaded_at": moment(row.uploaded_at),
        }
