"""The REST door of monitoring: HTTP in, services called, HTTP out."""

from typing import Any

import django_filters
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from crm.accounts.api.offices import OfficeFilter
from crm.accounts.api.views import ReadViewSet, RecordViewSet, changes_record
from crm.companies.api.survivors import CompanyIdFilter, found
from crm.companies.models import Company
from crm.core.api.filters import AskedFilters, IdFilter, Ordering
from crm.core.verdict import Verdict

from ...enums import ConcernState, ConditionState
from ...models import Concern, Condition, Review
from .. import policies, selectors
from ..services import concerns, conditions, reviews
from .serializers import (
    ConcernSerializer,
    ConditionSerializer,
    NoteSerializer,
    OutcomeSerializer,
    ReviewDoneSerializer,
    ReviewSerializer,
)


class ConcernFilter(django_filters.FilterSet):
    company = CompanyIdFilter(field_name="company_id")
    state = django_filters.MultipleChoiceFilter(choices=ConcernState.choices, distinct=False)
    search = django_filters.CharFilter(field_name="company__legal_name", lookup_expr="icontains")

    class Meta:
        model = Concern
        fields: list[str] = []


class ConcernViewSet(RecordViewSet):
    """What members of staff report about companies: one's own; all of them for the partnerships team and auditors."""

    http_method_names = ["get", "post", "head", "options"]
    serializer_class = ConcernSerializer
    filterset_class = ConcernFilter
    filter_backends = [AskedFilters, Ordering]
    ordering_fields = ["reported_at", "state"]
    queryset = Concern.objects.none()

    def get_queryset(self) -> Any:
        return selectors.concerns_for(self.request.user)

    def may_create(self) -> Verdict:
        return policies.may_report(self.request.user)

    def perform_create(self, serializer: Any) -> Concern:
        told = dict(serializer.validated_data)
        company = found(Company.objects.visible_to(self.request.user), told.pop("company_id"))
        return concerns.report_concern(by=self.request.user, company_id=company.pk, **told)

    @changes_record
    @extend_schema(request=None, responses=ConcernSerializer)
    @action(detail=True, methods=["post"])
    def take(self, request: Request, pk: str) -> Response:
        """The look begins, in the hands of one person."""
        row = self.get_object()
        policies.may_handle(request.user, row).require_person()
        concerns.take_concern(by=request.user, concern_id=row.pk, version=self.expected_version(row))
        return self.answer(self.fresh(row))

    @changes_record
    @extend_schema(request=OutcomeSerializer, responses=ConcernSerializer)
    @action(detail=True, methods=["post"])
    def close(self, request: Request, pk: str) -> Response:
        """What was found; whoever reported it is told."""
        row = self.get_object()
        policies.may_handle(request.user, row).require_person()
        told = OutcomeSerializer(data=request.data)
        told.is_valid(raise_exception=True)
        version = self.expected_version(row)
        concerns.close_concern(by=request.user, concern_id=row.pk, version=version, **told.validated_data)
        return self.answer(self.fresh(row))


class ReviewFilter(django_filters.FilterSet):
    clearance = IdFilter(field_name="clearance_id")
    company = CompanyIdFilter(field_name="clearance__company_id")
    office = OfficeFilter(field_name="office")
    search = django_filters.CharFilter(field_name="clearance__company__legal_name", lookup_expr="icontains")
    done = django_filters.BooleanFilter(field_name="done_at", lookup_expr="isnull", exclude=True)
    due_before = django_filters.DateFilter(field_name="due_on", lookup_expr="lte")

    class Meta:
        model = Review
        fields: list[str] = []


class ReviewViewSet(ReadViewSet):
    """Looks at what runs under clearances of high and very high risk; open to all staff, as clearances are."""

    serializer_class = ReviewSerializer
    filterset_class = ReviewFilter
    filter_backends = [AskedFilters, Ordering]
    ordering_fields = ["due_on", "done_at"]
    queryset = Review.objects.none()

    def get_queryset(self) -> Any:
        return Review.objects.visible_to(self.request.user).select_related("clearance")

    @changes_record
    @extend_schema(request=ReviewDoneSerializer, responses=ReviewSerializer)
    @action(detail=True, methods=["post"])
    def complete(self, request: Request, pk: str) -> Response:
        """How it is progressing, what affected it, whether the risk changed; the next one is planned by itself."""
        row = self.get_object()
        policies.may_review(request.user, row).require_person()
        told = ReviewDoneSerializer(data=request.data)
        told.is_valid(raise_exception=True)
        version = self.expected_version(row)
        reviews.complete_review(by=request.user, review_id=row.pk, version=version, **told.validated_data)
        return self.answer(self.get_queryset().get(pk=row.pk))


class ConditionFilter(django_filters.FilterSet):
    screening = IdFilter(field_name="screening_id")
    company = CompanyIdFilter(field_name="screening__company_id")
    owner = IdFilter(field_name="owner_id")
    state = django_filters.MultipleChoiceFilter(choices=ConditionState.choices, distinct=False)
    before_signature = django_filters.BooleanFilter()
    search = django_filters.CharFilter(field_name="text", lookup_expr="icontains")
    due_before = django_filters.DateFilter(field_name="due_on", lookup_expr="lte")

    class Meta:
        model = Condition
        fields: list[str] = []


class ConditionViewSet(ReadViewSet):
    """What approvals hang on, with owner and day; decisions are open to all staff, and so are these."""

    serializer_class = ConditionSerializer
    filterset_class = ConditionFilter
    filter_backends = [AskedFilters, Ordering]
    ordering_fields = ["due_on", "state"]
    queryset = Condition.objects.none()

    def get_queryset(self) -> Any:
        return Condition.objects.visible_to(self.request.user).select_related("screening__office__parent")

    def is_versioned(self) -> bool:
        return True

    def etag(self, instance: Any) -> str:
        """It is settled once: what of it can change is its state."""
        return f'"{instance.state}"'

    @changes_record
    @extend_schema(request=NoteSerializer, responses=ConditionSerializer)
    @action(detail=True, methods=["post"])
    def meet(self, request: Request, pk: str) -> Response:
        """Its owner says how it was met."""
        return self._settle(request, policies.may_settle, waived=False)

    @changes_record
    @extend_schema(request=NoteSerializer, responses=ConditionSerializer)
    @action(detail=True, methods=["post"])
    def waive(self, request: Request, pk: str) -> Response:
        """The authority that set it lets go of it, and says why."""
        return self._settle(request, policies.may_waive, waived=True)

    def _settle(self, request: Request, may: Any, *, waived: bool) -> Response:
        row = self.get_object()
        may(request.user, row).require_person()
        told = NoteSerializer(data=request.data)
        told.is_valid(raise_exception=True)
        self.expected_version(row)
        conditions.settle_condition(by=request.user, condition_id=row.pk, waived=waived, **told.validated_data)
        return self.answer(self.get_queryset().get(pk=row.pk))
