"""Donors over REST. Personal data of a private donor are told to those who look after them, and to nobody else."""

from typing import Any

import django_filters
from django.conf import settings
from rest_framework import serializers

from crm.accounts.access import access
from crm.accounts.api.offices import OfficeFilter, OfficeIdField
from crm.accounts.api.views import RecordViewSet
from crm.companies.api.survivors import CompanyIdFilter
from crm.core.api.fields import IdField, ident
from crm.core.verdict import Verdict

from ..donors import policies
from ..donors.services.data import DonorData, PersonData
from ..donors.services.donors import PERSONAL, TOLD, add_donor, edit_donor, offices_of
from ..enums import DonorKind
from ..models import Donor
from .shared import moment


class PersonPart(serializers.Serializer):
    """Null for whoever may not read it, and once it is erased."""

    name = serializers.CharField(max_length=200)
    email = serializers.EmailField(required=False, allow_blank=True)
    phone = serializers.CharField(max_length=40, required=False, allow_blank=True)
    address = serializers.CharField(max_length=500, required=False, allow_blank=True)
    note = serializers.CharField(max_length=2000, required=False, allow_blank=True)


class DonorSerializer(serializers.Serializer):
    """Sent with `person` for a private donor, with `company` for a company. `company` of a private donor is their entry
    as an individual, once they were screened.
    """

    id = IdField(read_only=True)
    kind = serializers.ChoiceField(choices=DonorKind.choices, read_only=True)
    company = IdField(required=False, allow_null=True)
    person = PersonPart(required=False, allow_null=True)
    office = OfficeIdField(source="office_id")
    country = serializers.CharField(max_length=2, required=False, allow_blank=True)
    language = serializers.ChoiceField(choices=settings.LANGUAGES, required=False)
    anonymous = serializers.BooleanField(required=False)
    may_email = serializers.BooleanField(required=False)
    consent_note = serializers.CharField(max_length=200, required=False, allow_blank=True)
    consent_on = serializers.DateField(required=False, allow_null=True)
    unsubscribed_at = serializers.DateTimeField(read_only=True, allow_null=True)
    updated_at = serializers.DateTimeField(read_only=True)

    def to_representation(self, row: Any) -> dict[str, Any]:
        named = row.kind == DonorKind.PERSON and row.named and hasattr(row, "details")
        return {
            "id": ident(row.pk),
            "kind": row.kind,
            "company": ident(row.company_id),
            "person": {name: getattr(row.details, name) for name in PERSONAL} if named else None,
            "office": ident(row.office_id),
            "country": row.country,
            "language": row.language,
            "anonymous": row.anonymous,
            "may_email": row.may_email,
            "consent_note": row.consent_note,
            "consent_on": row.consent_on.isoformat() if row.consent_on else None,
            "unsubscribed_at": moment(row.unsubscribed_at),
            "updated_at": moment(row.updated_at),
        }

    def told(self) -> dict[str, Any]:
        """By the names of `DonorData`, without the person."""
        said = dict(self.validated_data)
        if "company" in said:
            said["company_id"] = said.pop("company")
        return {name: said[name] for name in TOLD if name in said}


class DonorFilter(django_filters.FilterSet):
    office = OfficeFilter()
    kind = django_filters.MultipleChoiceFilter(choices=DonorKind.choices, distinct=False)
    company = CompanyIdFilter(field_name="company_id")

    class Meta:
        model = Donor
        fields: list[str] = []


class DonorViewSet(RecordViewSet):
    """Who gives. Companies' donors are seen by all offices, private ones by those to which they gave."""

    http_method_names = ["get", "post", "patch", "head", "options"]
    serializer_class = DonorSerializer
    filterset_class = DonorFilter
    # By a company's name; of private donors only the pages search, among those whom one may read.
    search_fields = ["company__legal_name"]
    ordering_fields = ["id", "updated_at"]
    ordering = ["-id"]
    queryset = Donor.objects.none()

    def get_queryset(self) -> Any:
        rows: Any = Donor.objects.visible_to(self.request.user).with_named(self.request.user)
        return rows.select_related("details")

    def may_create(self) -> Verdict:
        return policies.may_work(access(self.request.user))

    def may_change(self, instance: Donor) -> Verdict:
        return policies.may_change(access(self.request.user), instance, offices_of(instance))

    def perform_create(self, serializer: Any) -> Donor:
        person = serializer.validated_data.get("person")
        data = DonorData(person=PersonData(**person) if person else None, **serializer.told())
        return add_donor(by=self.request.user, data=data)

    def perform_update(self, serializer: Any, version: int | None) -> Donor:
        changes = serializer.told() | (serializer.validated_data.get("person") or {})
        return edit_donor(by=self.request.user, donor_id=serializer.instance.pk, changes=changes, version=version)
