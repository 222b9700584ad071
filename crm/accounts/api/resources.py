"""Offices, the person who asks, and colleagues (docs/api.md)."""

from typing import Any

import django_filters
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from crm.core import clock
from crm.core.api.filters import CountriesFilter, IdFilter
from crm.core.api.serializers import RecordSerializer

from ..enums import OfficeKind, Staffing
from ..models import Office, User
from ..selectors import access_of
from .offices import OfficeFilter
from .views import ReadViewSet


class OfficeSerializer(RecordSerializer):
    country = serializers.CharField(source="country.code")
    closed = serializers.DateField(source="closed_on", allow_null=True)

    class Meta:
        model = Office
        fields = ["id", "code", "name", "kind", "country", "city", "parent", "time_zone", "staffing", "closed"]


class OfficesFilter(django_filters.FilterSet):
    kind = django_filters.MultipleChoiceFilter(choices=OfficeKind.choices, distinct=False)
    staffing = django_filters.MultipleChoiceFilter(choices=Staffing.choices, distinct=False)
    code = django_filters.CharFilter(lookup_expr="iexact")
    name = django_filters.CharFilter(lookup_expr="iexact")
    country = CountriesFilter()
    parent = IdFilter(field_name="parent_id")
    office = OfficeFilter(field_name="path")

    class Meta:
        model = Office
        fields: list[str] = []


class OfficeViewSet(ReadViewSet):
    serializer_class = OfficeSerializer
    filterset_class = OfficesFilter
    search_fields = ["code", "name", "city"]
    ordering_fields = ["code", "name", "kind", "country", "staffing"]
    queryset = Office.objects.all()

    def get_queryset(self) -> Any:
        return Office.objects.visible_to(self.request.user)


class ColleagueSerializer(RecordSerializer):
    class Meta:
        model = User
        fields = ["id", "name", "email", "office", "job_title"]


class ColleagueFilter(django_filters.FilterSet):
    email = django_filters.CharFilter(lookup_expr="iexact")
    name = django_filters.CharFilter(lookup_expr="iexact")
    office = OfficeFilter()

    class Meta:
        model = User
        fields: list[str] = []


class ColleagueViewSet(ReadViewSet):
    """The people who may sign in: the ids that assignees and relationship leads need."""

    serializer_class = ColleagueSerializer
    filterset_class = ColleagueFilter
    search_fields = ["name", "email"]
    ordering_fields = ["name", "email"]
    queryset = User.objects.all()

    def get_queryset(self) -> Any:
        return User.objects.visible_to(self.request.user).active()


class HeldSerializer(serializers.Serializer):
    role = serializers.CharField()
    office = serializers.CharField(source="office_code")
    seat = serializers.CharField()


class MeSerializer(RecordSerializer):
    roles = serializers.SerializerMethodField()

    class Meta:
        model = User
        fields = ["id", "email", "name", "office", "language", "time_zone", "roles"]

    @extend_schema_field(HeldSerializer(many=True))
    def get_roles(self, user: User) -> Any:
        return HeldSerializer(access_of(user, on=clock.today()).held, many=True).data


class MeView(APIView):
    @extend_schema(responses=MeSerializer, operation_id="users_me")
    def get(self, request: Request) -> Response:
        """The person whose key or session this is, with the roles held today."""
        return Response(MeSerializer(request.user).data)
