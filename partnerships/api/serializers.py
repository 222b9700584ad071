"""What partnerships and collaborations share over REST (docs/api.md). What is wrong with a value, the services say."""

from datetime import UTC, date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from crm.accounts.api.offices import OfficeIdField
from crm.companies.models import Theme
from crm.core.api.asked import AskedSerializer
from crm.core.api.fields import IdField, ident

from ..engagements.services import writing
from ..enums import Disclosure, EngagementType, Modality
from ..models import Engagement

GOING_AHEAD = _("Why you go ahead where another office is engaged, or where nobody shall contact them.")
# How the lists are called here, and by the services.
LISTS = {relation: name for name, (relation, _column) in writing.LISTS.items()}


def moment(value: datetime | None) -> str | None:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z") if value else None


def iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


class EngagementSerializer(AskedSerializer):
    """The fields that both have."""

    id = IdField(read_only=True)
    title = serializers.CharField(max_length=200)
    type = serializers.ChoiceField(choices=EngagementType.choices)
    modality = serializers.ChoiceField(choices=Modality.choices, required=False, allow_blank=True)
    description = serializers.CharField(max_length=100_000, required=False, allow_blank=True)
    offices = serializers.ListField(child=OfficeIdField(), required=False, max_length=200)
    countries = serializers.ListField(child=serializers.CharField(max_length=2), required=False, max_length=250)
    themes = serializers.ListField(child=serializers.SlugField(), required=False, max_length=50)
    sdgs = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=17), required=False, max_length=17
    )
    disclosure = serializers.ChoiceField(choices=Disclosure.choices, required=False)
    colleagues = serializers.ListField(child=IdField(), required=False, max_length=100)
    contacts = serializers.ListField(child=IdField(), required=False, max_length=100)
    programme = IdField(required=False, allow_null=True, source="programme_id")
    created_by = IdField(read_only=True)
    created_at = serializers.DateTimeField(read_only=True)
    updated_at = serializers.DateTimeField(read_only=True)
    going_ahead_reason = serializers.CharField(
        write_only=True, required=False, allow_blank=True, max_length=2000, help_text=GOING_AHEAD
    )

    def validate_themes(self, codes: list[str]) -> list[int]:
        known = dict(Theme.objects.filter(code__in=codes).values_list("code", "pk")) if codes else {}
        if unknown := [code for code in codes if code not in known]:
            raise serializers.ValidationError(_("There is no such theme: %(code)s.") % {"code": unknown[0]})
        return list(known.values())

    def changes(self) -> dict[str, Any]:
        """What was sent, as the services take it."""
        told = dict(self.validated_data)
        told.pop("going_ahead_reason", None)
        changes = {LISTS.get(name, name): value for name, value in told.items()}
        if "countries" in changes:
            changes["countries"] = [code.upper() for code in changes["countries"]]
        return {name: tuple(value) if isinstance(value, list) else value for name, value in changes.items()}

    @property
    def why_ahead(self) -> str:
        return self.validated_data.get("going_ahead_reason", "")

    def shared(self, row: Engagement) -> dict[str, Any]:
        return {
            "id": ident(row.pk),
            "title": row.title,
            "type": row.type,
            "modality": row.modality,
            "description": row.description,
            "offices": [ident(each.pk) for each in row.offices.all()],
            "countries": row.countries,
            "themes": [each.code for each in row.themes.all()],
            "sdgs": row.sdgs,
            "disclosure": row.disclosure,
            "colleagues": [ident(each.pk) for each in row.colleagues.all()],
            "contacts": [ident(each.pk) for each in row.contacts.all()],
            "programme": ident(row.programme_id),
            "created_by": ident(row.created_by_id),
            "created_at": moment(row.created_at),
            "updated_at": moment(row.updated_at),
        }
