"""Partnerships over REST: the record with its agreement; the stage moves by the same gate as everywhere."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from rest_framework import serializers, status
from rest_framework.response import Response

from crm.accounts.api.offices import OfficeIdField
from crm.core import clock
from crm.core.api.fields import IdField, ident
from duediligence.models import Clearance

from ..agreements.services.agreements import set_agreement
from ..engagements.services.data import CompanyPart, PartnershipData
from ..engagements.services.partnerships import edit_partnership, open_partnership
from ..enums import EngagementKind, RenewalMode, Stage
from ..models import Engagement, Partner
from ..pipeline.selectors import partners_with_standing
from ..pipeline.services.moves import move
from .agreements import AgreementPart, agreement_of, under_its_name
from .engagements import EngagementViewSet, with_lists
from .filters import PartnershipFilter
from .pipeline import PipelineActions
from .scores import ScoreMixin
from .serializers import EngagementSerializer, iso, moment


class PartnerCompanyPart(serializers.Serializer):
    """A company of the partnership. `cleared`: a clearance in force covers it, up to what is agreed and pledged."""

    company = IdField()
    lead = serializers.BooleanField(required=False)
    agreed_usd = serializers.DecimalField(max_digits=16, decimal_places=2, min_value=0, required=False)
    pledged_usd = serializers.CharField(read_only=True)
    running = serializers.BooleanField(read_only=True)
    cleared = serializers.BooleanField(read_only=True)

    def to_internal_value(self, data: Any) -> Any:
        """A bare identifier is a company, too."""
        return super().to_internal_value({"company": data} if isinstance(data, str | int) else data)


class PartnerClearancePart(serializers.Serializer):
    """A clearance that the partnership runs under (`relied_on` is the day), or one in force that covers it now."""

    id = IdField()
    company = IdField()
    state = serializers.CharField()
    purposes = serializers.ListField(child=serializers.CharField())
    amount_ceiling = serializers.CharField(help_text="USD")
    valid_from = serializers.DateField()
    valid_until = serializers.DateField()
    relied_on = serializers.DateField(allow_null=True)
    covers = serializers.BooleanField()


class PartnershipSerializer(EngagementSerializer):
    """`agreement` is null until there is one; `renewal` is the agreement's."""

    null_when_closed = ("agreement",)

    companies = PartnerCompanyPart(many=True, max_length=100)
    stage = serializers.ChoiceField(
        choices=Stage.choices, required=False, help_text="Another one is a move: it needs what `missing/` tells."
    )
    reason = serializers.CharField(
        write_only=True, required=False, allow_blank=True, max_length=10_000, help_text="Of a move that ends it."
    )
    stage_since = serializers.DateTimeField(read_only=True)
    paused_at = serializers.DateTimeField(read_only=True, allow_null=True)
    lead_office = OfficeIdField(source="lead_office_id", required=False, help_text="Without one: your home office.")
    starts_on = serializers.DateField(required=False, allow_null=True)
    ends_on = serializers.DateField(required=False, allow_null=True)
    renewal = serializers.ChoiceField(choices=RenewalMode.choices, required=False)
    agreement = AgreementPart(required=False)
    clearances = PartnerClearancePart(many=True, read_only=True)
    grown_from = IdField(read_only=True, allow_null=True)
    airline = serializers.BooleanField(required=False)
    relationship_lead = IdField(source="relationship_lead_id", required=False, allow_null=True)
    expected_usd = serializers.DecimalField(
        max_digits=16, decimal_places=2, min_value=0, required=False, allow_null=True
    )

    def changes(self) -> dict[str, Any]:
        told = {k: v for k, v in super().changes().items() if k in PartnershipData.__dataclass_fields__}
        if "companies" in told:
            told["companies"] = [self._part(each) for each in told["companies"]]
        return told

    def _part(self, told: dict[str, Any]) -> CompanyPart:
        """An amount that is not named stays as it is."""
        there = {row.company_id: row for row in self.instance.partners.all()} if self.instance else {}
        known = there.get(told["company"])
        agreed = told.get("agreed_usd", known.agreed_usd if known else 0)
        return CompanyPart(told["company"], told.get("lead", False), agreed)

    def agreement_changes(self) -> dict[str, Any]:
        told = dict(self.validated_data.get("agreement", {}))
        renewal = self.validated_data.get("renewal")
        known = agreement_of(self.instance) if self.instance else None
        if renewal and (known or told or renewal != RenewalMode.NONE):
            told.setdefault("renewal", renewal)
        return told

    def to_representation(self, row: Engagement) -> dict[str, Any]:
        agreement = agreement_of(row)
        partners = list(row.partners.all())
        return {
            **self.shared(row),
            "companies": [_company(each) for each in partners],
            "stage": row.stage,
            "stage_since": moment(row.stage_since),
            "paused_at": moment(row.paused_at),
            "lead_office": ident(row.lead_office_id),
            "starts_on": iso(row.starts_on),
            "ends_on": iso(row.ends_on),
            "renewal": agreement.renewal if agreement else RenewalMode.NONE,
            "agreement": AgreementPart().to_representation(agreement) if agreement else None,
            "clearances": _clearances(partners, self.context.get("clearances", {})),
            "grown_from": ident(row.grown_from_id),
            "airline": row.airline,
            "relationship_lead": ident(row.relationship_lead_id),
            "expected_usd": None if row.expected_usd is None else f"{row.expected_usd:.2f}",
        }


class PartnershipViewSet(PipelineActions, ScoreMixin, EngagementViewSet):
    """Longer-term relationships, typically based on an agreement, from the first idea to the end."""

    kind = EngagementKind.PARTNERSHIP
    serializer_class = PartnershipSerializer
    filterset_class = PartnershipFilter
    ordering_fields = ["title", "stage", "stage_since", "type", "starts_on", "ends_on", "created_at", "updated_at"]

    def get_queryset(self) -> Any:
        return partnership_rows(self.request.user)

    def paginate_queryset(self, queryset: Any) -> Any:
        rows = super().paginate_queryset(queryset)
        self.clearances = clearances_of(rows or ())
        return rows

    def answer(self, instance: Any, status_code: int = status.HTTP_200_OK) -> Response:
        self.clearances = clearances_of([instance])
        return super().answer(instance, status_code)

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "clearances": getattr(self, "clearances", {})}

    def etag(self, instance: Any) -> str:
        """The agreement is a part of the record, and has a version of its own."""
        agreement = agreement_of(instance)
        return f'"{instance.version}.{agreement.version}"' if agreement else f'"{instance.version}"'

    @transaction.atomic
    def perform_create(self, serializer: Any) -> Engagement:
        told = serializer.changes()
        told.setdefault("lead_office_id", self.own_office())
        row = open_partnership(
            by=self.request.user, data=PartnershipData(**told), going_ahead_reason=serializer.why_ahead
        )
        self._write_rest(serializer, row, agreement_version=None)
        return row

    @transaction.atomic
    def perform_update(self, serializer: Any, version: int | None) -> Engagement:
        row = serializer.instance
        agreement = agreement_of(row)
        edit_partnership(
            by=self.request.user,
            partnership_id=row.pk,
            changes=serializer.changes(),
            version=version,
            going_ahead_reason=serializer.why_ahead,
        )
        self._write_rest(serializer, row, agreement_version=agreement.version if agreement and version else None)
        return row

    def _write_rest(self, serializer: Any, row: Engagement, *, agreement_version: int | None) -> None:
        """The agreement, then the stage, which may need the signature that just came."""
        agreement, told = serializer.agreement_changes(), serializer.validated_data
        if agreement:
            try:
                set_agreement(by=self.request.user, partnership_id=row.pk, changes=agreement, version=agreement_version)
            except ValidationError as problem:
                raise under_its_name(problem) from problem
        if told.get("stage", row.stage) != row.stage:
            move(by=self.request.user, partnership_id=row.pk, target=told["stage"], reason=told.get("reason", ""))


def partnership_rows(user: Any) -> QuerySet:
    """With all that the serializer reads, in a fixed number of queries."""
    partners = partners_with_standing(Partner.objects.order_by("-lead", "pk"), on=clock.today())
    rows = with_lists(Engagement.objects.visible_to(user).partnerships())
    return rows.select_related("agreement").prefetch_related(Prefetch("partners", partners))


def clearances_of(rows: Any) -> dict[int, Clearance]:
    """Those that these partnerships rely on, and those in force now that cover them; one query."""
    ids = {pk for row in rows for each in row.partners.all() for pk in (each.clearance_id, each.now_cleared) if pk}
    found = Clearance.objects.filter(pk__in=ids).with_state(on=clock.today()) if ids else ()
    return {each.pk: each for each in found}


def present_partnership(view: Any, row: Engagement, status_code: int) -> Response:
    """For deeds of other viewsets that end in a partnership."""
    context = {**view.get_serializer_context(), "clearances": clearances_of([row])}
    return Response(PartnershipSerializer(row, context=context).data, status=status_code)


def _company(partner: Partner) -> dict[str, Any]:
    return {
        "company": ident(partner.company_id),
        "lead": partner.lead,
        "agreed_usd": f"{partner.agreed_usd:.2f}",
        "pledged_usd": f"{partner.pledged_usd:.2f}",
        "running": partner.running,
        "cleared": partner.now_cleared is not None,  # type: ignore[attr-defined]
    }


def _clearances(partners: list[Partner], known: dict[int, Clearance]) -> list[dict[str, Any]]:
    told = []
    for partner in partners:
        now = partner.now_cleared  # type: ignore[attr-defined]
        for pk in dict.fromkeys(pk for pk in (partner.clearance_id, now) if pk):
            row = known[pk]
            told.append(
                {
                    "id": ident(pk),
                    "company": ident(row.company_id),
                    "state": row.state,  # type: ignore[attr-defined]
                    "purposes": row.purposes,
                    "amount_ceiling": str(row.amount_ceiling),
                    "valid_from": iso(row.valid_from),
                    "valid_until": iso(row.valid_until),
                    "relied_on": iso(partner.relied_on) if pk == partner.clearance_id else None,
                    "covers": pk == now,
                }
            )
    return told
