"""Collaborations over REST: one, several at once, and what grows from them."""

from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from crm.accounts.api.idempotency import idempotent
from crm.accounts.api.offices import OfficeIdField
from crm.core.api.fields import IdField, ident

from ..engagements.services.collaborations import MOST, edit_collaboration, grow, log_collaborations
from ..engagements.services.data import CollaborationData
from ..enums import ContributionKind, EngagementKind
from ..models import Contribution, Engagement, Partner
from .engagements import EngagementViewSet, with_lists
from .filters import CollaborationFilter
from .money import MoneyField
from .partnerships import PartnershipSerializer, partnership_rows, present_partnership
from .serializers import EngagementSerializer, iso

_RENAMED = {"held_on": "starts_on", "office": "lead_office_id", "company": "company_id"}


class ContributionPart(MoneyField):
    kind = serializers.ChoiceField(choices=ContributionKind.choices, allow_null=True)


class CollaborationSerializer(EngagementSerializer):
    """`contribution` is what the company gave, if it gave anything; `grown_into` the partnership that came of it."""

    company = IdField()
    office = OfficeIdField(required=False, help_text="Without one: your home office.")
    held_on = serializers.DateField()
    ends_on = serializers.DateField(required=False, allow_null=True)
    event = serializers.CharField(max_length=200, required=False, allow_blank=True)
    contribution = ContributionPart(read_only=True, allow_null=True)
    grown_into = IdField(read_only=True, allow_null=True)

    def changes(self) -> dict[str, Any]:
        return {_RENAMED.get(name, name): value for name, value in super().changes().items()}

    def to_representation(self, row: Engagement) -> dict[str, Any]:
        partner = next(iter(row.partners.all()), None)
        grown = getattr(row, "grown_into", None)
        return {
            **self.shared(row),
            "company": ident(partner.company_id) if partner else None,
            "office": ident(row.lead_office_id),
            "held_on": iso(row.starts_on),
            "ends_on": iso(row.ends_on),
            "event": row.event,
            "contribution": _contribution(row),
            "grown_into": ident(grown.pk) if grown and grown.binned_at is None else None,
        }


class BulkSerializer(CollaborationSerializer):
    """The same for each company: one entry, and a collaboration with each of them."""

    company = None
    companies = serializers.ListField(child=IdField(), max_length=MOST)


class BulkAnswerSerializer(serializers.Serializer):
    """What was entered, in the order of the companies, in the shape of every list."""

    count = serializers.IntegerField()
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    results = CollaborationSerializer(many=True)


class CollaborationViewSet(EngagementViewSet):
    """One-off engagements: a workshop, an event, a one-time contribution."""

    kind = EngagementKind.COLLABORATION
    serializer_class = CollaborationSerializer
    filterset_class = CollaborationFilter
    ordering_fields = ["starts_on", "ends_on", "title", "type", "event", "created_at", "updated_at"]

    def get_queryset(self) -> Any:
        rows = with_lists(self.rows().collaborations()).select_related("grown_into")
        return rows.prefetch_related(
            Prefetch("partners", Partner.objects.order_by("pk")), Prefetch("contributions", Contribution.objects.all())
        )

    def perform_create(self, serializer: Any) -> Engagement:
        told = serializer.changes()
        company = told.pop("company_id")
        return self._log(serializer, told, (company,))[0]

    def perform_update(self, serializer: Any, version: int | None) -> Engagement:
        return edit_collaboration(
            by=self.request.user,
            collaboration_id=serializer.instance.pk,
            changes=serializer.changes(),
            version=version,
            going_ahead_reason=serializer.why_ahead,
        )

    @extend_schema(request=BulkSerializer, responses={201: BulkAnswerSerializer}, filters=False)
    @action(detail=False, methods=["post"], pagination_class=None)
    @idempotent
    def bulk(self, request: Request) -> Response:
        """One entry with several companies: a collaboration with each of them, all or none."""
        self.may_create().require_person()
        serializer = BulkSerializer(data=request.data, context=self.get_serializer_context())
        serializer.is_valid(raise_exception=True)
        told = serializer.changes()
        made = self._log(serializer, told, told.pop("companies"))
        rows = {row.pk: row for row in self.get_queryset().filter(pk__in=[row.pk for row in made])}
        results = self.get_serializer([rows[row.pk] for row in made], many=True).data
        answer = {"count": len(results), "next": None, "previous": None, "results": results}
        return Response(answer, status=status.HTTP_201_CREATED)

    @extend_schema(request=None, responses={201: PartnershipSerializer})
    @action(detail=True, methods=["post"])
    @idempotent
    def grow(self, request: Request, pk: str) -> Response:
        """Begin the partnership that grows from it; the link is kept."""
        row = self.get_object()
        self.may_change(row).require_person()
        made = grow(by=request.user, collaboration_id=row.pk)
        partnership = partnership_rows(request.user).get(pk=made.pk)
        response = present_partnership(self, partnership, status.HTTP_201_CREATED)
        response["Location"] = reverse("api:partnership-detail", args=[made.pk])
        return response

    def _log(self, serializer: Any, told: dict[str, Any], company_ids: tuple[int, ...]) -> list[Engagement]:
        told.setdefault("lead_office_id", self.own_office())
        data = CollaborationData(**told, company_ids=company_ids)
        return log_collaborations(by=self.request.user, data=data, going_ahead_reason=serializer.why_ahead)


def _contribution(row: Engagement) -> dict[str, Any] | None:
    """All that was given in one currency as one sum; where there are several, in USD."""
    given = list(row.contributions.all())
    if not given:
        return None
    currencies = {each.pledged_currency for each in given}
    usd = sum(each.pledged_usd for each in given)
    is_one = len(currencies) == 1
    return {
        "amount": f"{sum(each.pledged_amount for each in given) if is_one else usd:.2f}",
        "currency": currencies.pop() if is_one else "USD",
        "usd": f"{usd:.2f}",
        "kind": given[0].kind if len({each.kind for each in given}) == 1 else None,
    }
