"""Causes over REST: everybody reads them, headquarters keep them."""

from typing import Any

import django_filters
from rest_framework import serializers

from crm.accounts.access import access
from crm.accounts.api.views import RecordViewSet
from crm.core.api.fields import IdField
from crm.core.verdict import Verdict

from ..appeals import policies
from ..appeals.services.causes import add_cause, edit_cause
from ..appeals.services.data import CauseData
from ..models import Cause


class CauseSerializer(serializers.Serializer):
    """`code` is what platforms name it by. A retired cause stays: gifts were given for it."""

    id = IdField(read_only=True)
    code = serializers.SlugField(max_length=50)
    text_en = serializers.CharField(max_length=200)
    text_fr = serializers.CharField(max_length=200)
    text_es = serializers.CharField(max_length=200)
    position = serializers.IntegerField(min_value=0, max_value=32_000, required=False)
    retired = serializers.BooleanField(required=False)
    updated_at = serializers.DateTimeField(read_only=True)


class CauseFilter(django_filters.FilterSet):
    code = django_filters.CharFilter()
    retired = django_filters.BooleanFilter()

    class Meta:
        model = Cause
        fields: list[str] = []


class CauseViewSet(RecordViewSet):
    """For what people give. A gift without a cause is to be allocated."""

    http_method_names = ["get", "post", "patch", "head", "options"]
    serializer_class = CauseSerializer
    filterset_class = CauseFilter
    search_fields = ["code", "text_en", "text_fr", "text_es"]
    ordering_fields = ["position", "code"]
    ordering = ["position", "code"]
    queryset = Cause.objects.none()

    def get_queryset(self) -> Any:
        return Cause.objects.all()

    def may_create(self) -> Verdict:
        return policies.may_keep_causes(access(self.request.user))

    def may_change(self, instance: Cause) -> Verdict:
        return policies.may_keep_causes(access(self.request.user))

    def perform_create(self, serializer: Any) -> Cause:
        return add_cause(by=self.request.user, data=CauseData(**serializer.validated_data))

    def perform_update(self, serializer: Any, version: int | None) -> Cause:
        changes, pk = dict(serializer.validated_data), serializer.instance.pk
        return edit_cause(by=self.request.user, cause_id=pk, changes=changes, version=version)
