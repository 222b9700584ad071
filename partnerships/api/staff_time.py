"""Person-days over REST."""

from typing import Any

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework import serializers

from crm.accounts.access import access
from crm.accounts.api.offices import OfficeFilter, OfficeIdField
from crm.accounts.api.views import BinMixin, RecordViewSet
from crm.core.api.fields import IdField
from crm.core.api.filters import IdFilter
from crm.core.verdict import Verdict

from ..engagements.policies import may_work
from ..funding import policies
from ..funding.services.data import StaffTimeData
from ..funding.services.staff_time import charge_days, drop_days, edit_days
from ..models import Engagement, StaffTime


class StaffTimeSerializer(serializers.Serializer):
    """`month` is answered with its first day."""

    id = IdField(read_only=True)
    engagement = IdField(source="engagement_id")
    office = OfficeIdField(source="office_id")
    person = IdField(source="person_id", required=False, allow_null=True)
    month = serializers.DateField()
    days = serializers.DecimalField(max_digits=5, decimal_places=1)
    note = serializers.CharField(max_length=300, required=False, allow_blank=True)
    entered_by = IdField(source="entered_by_id", read_only=True)
    updated_at = serializers.DateTimeField(read_only=True)


class StaffTimeFilter(django_filters.FilterSet):
    engagement = IdFilter(field_name="engagement_id")
    office = OfficeFilter(method="narrow_office")
    person = IdFilter(field_name="person_id")
    month_after = django_filters.DateFilter(field_name="month", lookup_expr="gte")
    month_before = django_filters.DateFilter(field_name="month", lookup_expr="lte")

    class Meta:
        model = StaffTime
        fields: list[str] = []

    def narrow_office(self, rows: Any, _name: str, office: Any) -> QuerySet:
        return rows.of_office(office.path)


class StaffTimeViewSet(BinMixin, RecordViewSet):
    """Person-days charged to engagements, by office and month. DELETE takes out what was charged by mistake."""

    http_method_names = ["get", "post", "patch", "delete", "head", "options"]
    serializer_class = StaffTimeSerializer
    filterset_class = StaffTimeFilter
    search_fields = ["engagement__title", "note"]
    ordering_fields = ["month", "days"]
    ordering = ["-month", "-id"]
    queryset = StaffTime.objects.none()

    def get_queryset(self) -> Any:
        return StaffTime.objects.visible_to(self.request.user)

    def may_create(self) -> Verdict:
        return may_work(access(self.request.user))

    def may_change(self, instance: StaffTime) -> Verdict:
        return policies.may_charge_for(access(self.request.user), instance.office_id)

    def perform_create(self, serializer: Any) -> StaffTime:
        said = dict(serializer.validated_data)
        engagement_id = said.pop("engagement_id")
        if not Engagement.objects.visible_to(self.request.user).filter(pk=engagement_id).exists():
            text = _("There is no such engagement.")
            raise ValidationError({"engagement": ValidationError(text, code="does_not_exist")})
        return charge_days(by=self.request.user, engagement_id=engagement_id, data=StaffTimeData(**said))

    def perform_update(self, serializer: Any, version: int | None) -> StaffTime:
        said = {name: value for name, value in serializer.validated_data.items() if name != "engagement_id"}
        return edit_days(by=self.request.user, staff_time_id=serializer.instance.pk, changes=said, version=version)

    def perform_destroy(self, instance: StaffTime, version: int | None) -> None:
        drop_days(by=self.request.user, staff_time_id=instance.pk, version=version)
