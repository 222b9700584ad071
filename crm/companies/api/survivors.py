"""Old numbers over REST: reading answers with the survivor and says where it lives, writing is refused and names it."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django_filters.constants import EMPTY_VALUES
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework.generics import get_object_or_404
from rest_framework.permissions import SAFE_METHODS
from rest_framework.response import Response

from crm.accounts.access import access
from crm.core.api.filters import IdFilter
from crm.core.verdict import first_refusal

from ..merging.survivors import merged_record, number_of, survivor_of
from ..models import Company
from ..policies import may_write, not_merged


def found(rows: QuerySet, pk: Any) -> Any:
    """One of these rows by its number, or by that of a record which was merged into it; else 404."""
    try:
        return get_object_or_404(rows, pk=pk)
    except Http404:
        survivor = survivor_of(rows.model, pk) if str(pk).isdecimal() else None
        if survivor is None:
            raise
        return get_object_or_404(rows, pk=survivor.pk)


def located(response: Response, route: str, record: Any, asked: Any) -> Response:
    """Says at which address the answer lives, where it is not the one that was asked."""
    if str(record.pk) != str(asked):
        response["Content-Location"] = reverse(f"api:{route}", args=[record.pk])
    return response


@extend_schema_field(OpenApiTypes.STR)
class CompanyIdFilter(IdFilter):
    """The number of a company that was merged stands for its survivor, found within the query that it narrows."""

    def filter(self, qs: Any, value: Any) -> Any:
        return super().filter(qs, value if value in EMPTY_VALUES else number_of(Company, value))


class SurvivorMixin:
    """For a viewset of records that are merged; `detail_route` names the address of one."""

    detail_route = ""
    survivor: Any = None

    def get_object(self) -> Any:
        try:
            return super().get_object()  # type: ignore[misc]
        except Http404:
            asked = self.kwargs["pk"]
            merged = merged_record(self.queryset.model, asked) if str(asked).isdecimal() else None
            if merged is None:
                raise
            if self.request.method not in SAFE_METHODS:
                first_refusal(may_write(access(self.request.user)), not_merged(merged)).require()
            self.survivor = found(self.get_queryset(), merged.merged_into_id)
            return self.survivor

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        answer = super().finalize_response(request, response, *args, **kwargs)  # type: ignore[misc]
        if self.survivor is not None and answer.status_code < 400:
            located(answer, self.detail_route, self.survivor, self.kwargs["pk"])
        return answer
