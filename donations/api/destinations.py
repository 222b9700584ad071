"""Destinations over REST: projects and pooled funds to which money is allocated."""

from typing import Any

import django_filters
from rest_framework import serializers

from crm.accounts.access import access
from crm.accounts.api.offices import OfficeFilter, OfficeIdField
from crm.accounts.api.views import RecordViewSet
from crm.core import clock
from crm.core.api.fields import IdField, ident
from crm.core.api.filters import IdFilter
from crm.core.verdict import Verdict

from ..allocations import policies
from ..allocations.services.data import DestinationData
from ..allocations.services.destinations import add_destination, edit_destination
from ..enums import DestinationKind
from ..models import Destination
from .shared import countries_field, moment


class DestinationSerializer(serializers.Serializer):
    """`causes` are the intents that it serves; `unearmarked` says whether it takes money given without one.
    `allocated_usd` is what was approved and not taken back.
    """

    id = IdField(read_only=True)
    name = serializers.CharField(max_length=200)
    kind = serializers.ChoiceField(choices=DestinationKind.choices)
    office = OfficeIdField(source="office_id")
    causes = serializers.ListField(child=IdField(), source="cause_ids", required=False, max_length=250)
    unearmarked = serializers.BooleanField(required=False)
    countries = countries_field()
    description = serializers.CharField(required=False, allow_blank=True)
    closed_on = serializers.DateField(required=False, allow_null=True)
    allocated_usd = serializers.CharField(read_only=True)
    allocations = serializers.IntegerField(read_only=True)
    updated_at = serializers.DateTimeField(read_only=True)

    def changes(self) -> dict[str, Any]:
        said = dict(self.validated_data)
        return said | {name: tuple(said[name]) for name in ("countries", "cause_ids") if name in said}

    def to_representation(self, row: Any) -> dict[str, Any]:
        return {
            "id": ident(row.pk),
            "name": row.name,
            "kind": row.kind,
            "office": ident(row.office_id),
            "causes": [ident(each.pk) for each in row.causes.all()],
            "unearmarked": row.unearmarked,
            "countries": row.countries,
            "description": row.description,
            "closed_on": row.closed_on and row.closed_on.isoformat(),
            "allocated_usd": f"{row.allocated_usd:.2f}",
            "allocations": row.allocation_count,
            "updated_at": moment(row.updated_at),
        }


class DestinationFilter(django_filters.FilterSet):
    office = OfficeFilter()
    kind = django_filters.ChoiceFilter(choices=DestinationKind.choices)
    cause = IdFilter(field_name="causes")
    unearmarked = django_filters.BooleanFilter()
    open = django_filters.BooleanFilter(method="narrow_open")

    class Meta:
        model = Destination
        fields: list[str] = []

    def narrow_open(self, rows: Any, _name: str, is_open: bool) -> Any:
        found = rows.open(on=clock.today())
        return found if is_open else rows.exclude(pk__in=found.values("pk"))


class DestinationViewSet(RecordViewSet):
    """To what money is allocated. One that is closed stays, and takes nothing more."""

    http_method_names = ["get", "post", "patch", "head", "options"]
    serializer_class = DestinationSerializer
    filterset_class = DestinationFilter
    search_fields = ["name", "description"]
    ordering_fields = ["name", "allocated_usd"]
    ordering = ["name"]
    queryset = Destination.objects.none()

    def get_queryset(self) -> Any:
        rows = Destination.objects.visible_to(self.request.user).with_sums()
        return rows.select_related("office__parent").prefetch_related("causes")

    def etag(self, instance: Any) -> str:
        """Allocations change its sum, and not the destination itself."""
        return f'"{instance.version}-{instance.allocation_count}-{instance.allocated_usd:.2f}"'

    def may_create(self) -> Verdict:
        return policies.may_keep_destinations(access(self.request.user))

    def may_change(self, instance: Destination) -> Verdict:
        return policies.may_keep_destinations(access(self.request.user))

    def perform_create(self, serializer: Any) -> Destination:
        return add_destination(by=self.request.user, data=DestinationData(**serializer.changes()))

    def perform_update(self, serializer: Any, version: int | None) -> Destination:
        changes, pk = serializer.changes(), serializer.instance.pk
        return edit_destination(by=self.request.user, destination_id=pk, changes=changes, version=version)
