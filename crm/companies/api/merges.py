"""Merging over REST: `{id}/merge/` of companies and people, and `merges/` with its undoing."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from crm.accounts.api.idempotency import idempotent
from crm.accounts.api.views import ReadViewSet
from crm.core.api.fields import IdField, ident
from crm.core.api.filters import AskedFilters, IdFilter, IdsFilter, Ordering

from ..enums import MergeKind
from ..merging.kinds import COMPANY, CONTACT, Kind
from ..merging.preview import Group, Preview, preview
from ..merging.survivors import survivor_of
from ..models import Merge
from ..services.merges import may_merge, merge_companies, merge_contacts
from ..services.unmerges import may_undo, undo_merge
from .serializers import moment


class MergeSerializer(serializers.Serializer):
    """`source` was merged into `target`; `kind` says whether these are companies or people (contacts)."""

    id = IdField()
    kind = serializers.ChoiceField(choices=MergeKind.choices)
    source = IdField()
    target = IdField()
    by = IdField()
    at = serializers.DateTimeField()
    undone_at = serializers.DateTimeField(allow_null=True)
    undone_by = IdField(allow_null=True)

    def to_representation(self, row: Merge) -> dict[str, Any]:
        return {
            "id": ident(row.pk),
            "kind": row.kind,
            "source": ident(row.source_id),
            "target": ident(row.target_id),
            "by": ident(row.by_id),
            "at": moment(row.at),
            "undone_at": row.undone_at and moment(row.undone_at),
            "undone_by": ident(row.undone_by_id),
        }


class MergedSerializer(MergeSerializer):
    """The merge that was made; `merge` is its identifier, for `merges/{id}/undo/`."""

    merge = IdField()

    def to_representation(self, row: Merge) -> dict[str, Any]:
        return {"merge": ident(row.pk), **super().to_representation(row)}


class MergeOrder(serializers.Serializer):
    """`choices` say by field whose value stands: `target` (the survivor), `source`, or `both` for long texts."""

    into = IdField()
    choices = serializers.DictField(
        child=serializers.ChoiceField(choices=["target", "source", "both"]), required=False, default=dict
    )


class UndoOrder(serializers.Serializer):
    """`answers` to what came since, by the `attr` of each error: `stays` or `goes`. What they leave out stays."""

    answers = serializers.DictField(child=serializers.ChoiceField(choices=["stays", "goes"]), required=False)


class FieldPart(serializers.Serializer):
    field = serializers.CharField()
    label = serializers.CharField()
    target = serializers.CharField()
    source = serializers.CharField()
    stands = serializers.ChoiceField(choices=["target", "source", "both"])
    options = serializers.ListField(child=serializers.CharField())
    reason = serializers.CharField()


class RowsPart(serializers.Serializer):
    rows = serializers.CharField()
    label = serializers.CharField()
    count = serializers.IntegerField()


class PreviewSerializer(serializers.Serializer):
    """`fields` in which the two differ; rows that move, and rows of which the survivor has the like, which stay."""

    moving = RowsPart(many=True)
    staying = RowsPart(many=True)
    warnings = serializers.ListField(child=serializers.CharField())

    def get_fields(self) -> dict[str, Any]:
        """`fields` is what a serializer calls its own."""
        return {"fields": FieldPart(many=True), **super().get_fields()}

    def to_representation(self, found: Preview) -> dict[str, Any]:
        return {
            "fields": [
                {
                    "field": said.name,
                    "label": said.label,
                    "target": said.target,
                    "source": said.source,
                    "stands": said.choice.stands,
                    "options": list(said.choice.options),
                    "reason": str(said.choice.why),
                }
                for said in found.differing
            ],
            "moving": [_rows(group) for group in found.moving],
            "staying": [_rows(group) for group in found.staying],
            "warnings": found.warnings,
        }


def _rows(group: Group) -> dict[str, Any]:
    return {"rows": group.key, "label": str(group.label), "count": group.count}


class MergingMixin:
    """`{id}/merge/` for a viewset of companies or of people."""

    merge_kind: Kind

    @extend_schema(
        parameters=[OpenApiParameter("into", OpenApiTypes.STR, required=True)],
        responses=PreviewSerializer,
        filters=False,
    )
    @action(detail=True, pagination_class=None)
    def merge(self, request: Request, pk: str) -> Response:
        """What a merge into another record would do: what stands in each field, what moves, what both have."""
        source = self._mine()
        order = MergeOrder(data={"into": request.query_params.get("into", "")})
        order.is_valid(raise_exception=True)
        target = self._into(order.validated_data["into"])
        may_merge(kind=self.merge_kind, by=request.user, records=[source, target]).require()
        return Response(PreviewSerializer(preview(self.merge_kind, source, target, wanted={})).data)

    @extend_schema(request=MergeOrder, responses={201: MergedSerializer})
    @merge.mapping.post
    @idempotent
    def merge_into(self, request: Request, pk: str) -> Response:
        """Merge the record into another one, as which it lives on. `merges/{id}/undo/` gives both back."""
        source = self._mine()
        order = MergeOrder(data=request.data)
        order.is_valid(raise_exception=True)
        target = self._into(order.validated_data["into"])
        deed = merge_companies if self.merge_kind is COMPANY else merge_contacts
        choices = order.validated_data["choices"]
        merge = deed(source_id=source.pk, target_id=target.pk, by=request.user, choices=choices)
        return Response(MergedSerializer(merge).data, status=201)

    def _mine(self) -> Any:
        """Before the body is read: whoever may not do this with the record at all is told so first."""
        source = self.get_object()  # type: ignore[attr-defined]
        may_merge(kind=self.merge_kind, by=self.request.user, records=[source]).require_person()  # type: ignore[attr-defined]
        return source

    def _into(self, pk: int) -> Any:
        rows = self.merge_kind.model.objects.visible_to(self.request.user)  # type: ignore[attr-defined]
        target = rows.filter(pk=pk).first() or survivor_of(self.merge_kind.model, pk)
        if target is None:
            raise serializers.ValidationError({"into": [_("There is no such record.")]}, code="unknown")
        return target


class MergeFilter(django_filters.FilterSet):
    """`source` and `target` name a company or, with `kind=contact`, a person."""

    id = IdsFilter(field_name="pk")
    kind = django_filters.ChoiceFilter(choices=MergeKind.choices)
    source = IdFilter(method="of_source")
    target = IdFilter(method="of_target")
    undone = django_filters.BooleanFilter(field_name="undone_at", lookup_expr="isnull", exclude=True)
    search = django_filters.CharFilter(method="with_words", label="Words of the name of either")

    class Meta:
        model = Merge
        fields: list[str] = []

    def of_source(self, merges: QuerySet, _name: str, pk: int) -> QuerySet:
        return merges.filter(Q(source_company=pk) | Q(source_contact=pk))

    def with_words(self, merges: Any, _name: str, text: str) -> QuerySet:
        return merges.named(text)

    def of_target(self, merges: QuerySet, _name: str, pk: int) -> QuerySet:
        return merges.filter(Q(target_company=pk) | Q(target_contact=pk))


class MergeViewSet(ReadViewSet):
    """Which records became one, who found that they are the same, and whether it was undone."""

    serializer_class = MergeSerializer
    filterset_class = MergeFilter
    filter_backends = [AskedFilters, Ordering]
    ordering_fields = ["at", "undone_at"]
    queryset = Merge.objects.none()

    def get_queryset(self) -> Any:
        return Merge.objects.visible_to(self.request.user).defer("journal")

    @extend_schema(request=UndoOrder, responses=MergeSerializer)
    @action(detail=True, methods=["post"])
    def undo(self, request: Request, pk: str) -> Response:
        """Give both records back. Where something came since and `answers` is missing: 409 `came_since` with a list."""
        merge = self.get_object()
        may_undo(merge=merge, by=request.user).require_person()
        order = UndoOrder(data=request.data)
        order.is_valid(raise_exception=True)
        undo_merge(merge_id=merge.pk, by=request.user, answers=order.validated_data.get("answers"))
        return self.answer(self.get_queryset().get(pk=merge.pk))


__all__ = ["COMPANY", "CONTACT", "MergeViewSet", "MergingMixin"]
