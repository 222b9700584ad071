"""Donations over REST: entered, accepted, refused, given back, corrected."""

from typing import Any

import django_filters
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from crm.accounts.access import access
from crm.accounts.api.offices import OfficeFilter, OfficeIdField
from crm.accounts.api.views import RecordViewSet, changes_record
from crm.companies.api.survivors import CompanyIdFilter
from crm.core import clock
from crm.core.api.fields import IdField, ident
from crm.core.api.filters import IdFilter, MomentFilter
from crm.core.verdict import Verdict
from partnerships.api.money import MoneyField, told

from ..donors.services.data import DonorData, PersonData
from ..donors.services.donors import add_donor
from ..enums import Channel, DonationKind, DonationState, DonorKind, ShippingPayer
from ..gifts import policies
from ..gifts.selectors import register
from ..gifts.services import corrections, gifts
from ..gifts.services.data import GiftData
from ..models import Donation, Donor
from .shared import DeedReasonSerializer, Deeds, NothingSerializer, moment

# By which names services refuse, where the contract calls the field otherwise.
_NAMES = {"company": "donor", "name": "donor", "email": "donor"}
_PLAIN = (
    "kind",
    "channel",
    "received_on",
    "intent",
    "anonymous",
    "platform",
    "external_id",
    "goods",
    "valuation",
    "valued_by",
    "shipping_payer",
    "shipping_usd",
)


class NewPersonPart(serializers.Serializer):
    """A private person who gives for the first time. A bare id stands for one who is there."""

    name = serializers.CharField(max_length=200)
    email = serializers.EmailField(required=False, allow_blank=True)
    phone = serializers.CharField(max_length=40, required=False, allow_blank=True)
    country = serializers.CharField(max_length=2, required=False, allow_blank=True)


class DonorPart(serializers.Serializer):
    """`{"company": id}`, `{"person": id}` of a private donor, or `{"person": {"name", "email", ...}}` of a new one."""

    company = IdField(required=False, allow_null=True)
    person = serializers.JSONField(required=False, allow_null=True, help_text="An id, or name, email, phone, country.")
    id = IdField(read_only=True)
    name = serializers.CharField(read_only=True, allow_null=True)

    def validate(self, said: dict[str, Any]) -> dict[str, Any]:
        if bool(said.get("company")) == bool(said.get("person")):
            raise serializers.ValidationError(_("Name one giver: a company or a person."), code="required")
        if isinstance(said.get("person"), dict):
            part = NewPersonPart(data=said["person"])
            part.is_valid(raise_exception=True)
            return {"person": part.validated_data}
        if said.get("person") is not None:
            return {"person": IdField().run_validation(said["person"])}
        return said


class DonationSerializer(serializers.Serializer):
    """`cause` null: to be allocated; `earmarked` says the same. `net` is what is left after deductions, of an accepted
    gift. A PATCH corrects: where amount, day, donor, office, kind or cause change, with a `reason`.
    """

    id = IdField(read_only=True)
    donor = DonorPart()
    office = OfficeIdField(source="office_id", required=False)
    amount = MoneyField()
    net = MoneyField(read_only=True)
    kind = serializers.ChoiceField(choices=DonationKind.choices, required=False)
    channel = serializers.ChoiceField(choices=Channel.choices)
    received_on = serializers.DateField(required=False, help_text="Today, unless told.")
    appeal = IdField(required=False, allow_null=True)
    cause = IdField(required=False, allow_null=True)
    earmarked = serializers.BooleanField(read_only=True)
    intent = serializers.CharField(max_length=500, required=False, allow_blank=True)
    anonymous = serializers.BooleanField(required=False)
    platform = serializers.CharField(max_length=40, required=False, allow_blank=True)
    external_id = serializers.CharField(max_length=100, required=False, allow_blank=True)
    goods = serializers.CharField(max_length=300, required=False, allow_blank=True)
    valuation = serializers.CharField(max_length=300, required=False, allow_blank=True)
    valued_by = serializers.CharField(max_length=200, required=False, allow_blank=True)
    shipping_usd = serializers.DecimalField(max_digits=16, decimal_places=2, min_value=0, required=False)
    shipping_payer = serializers.ChoiceField(choices=ShippingPayer.choices, required=False, allow_blank=True)
    state = serializers.ChoiceField(choices=DonationState.choices, read_only=True)
    reason = serializers.CharField(max_length=500, required=False, allow_blank=True)
    tax_deductible = serializers.BooleanField(read_only=True, allow_null=True)
    clearance = IdField(read_only=True, allow_null=True)
    decided_by = IdField(read_only=True, allow_null=True)
    decided_at = serializers.DateTimeField(read_only=True, allow_null=True)
    updated_at = serializers.DateTimeField(read_only=True)

    def to_representation(self, row: Any) -> dict[str, Any]:
        private = row.donor.kind == DonorKind.PERSON
        plain = {name: getattr(row, name) for name in _PLAIN}
        return {
            **plain,
            "id": ident(row.pk),
            "donor": {
                "id": ident(row.donor_id),
                "company": None if private else ident(row.donor.company_id),
                "person": ident(row.donor_id) if private else None,
                "name": row.giver or None,
            },
            "office": ident(row.office_id),
            "amount": told(row.given_amount, row.given_currency, row.given_usd),
            "net": told(row.net_usd, "USD", row.net_usd),
            "received_on": row.received_on.isoformat(),
            "appeal": ident(row.appeal_id),
            "cause": ident(row.cause_id),
            "earmarked": row.cause_id is not None,
            # What was said may be about people: as the name.
            "intent": row.intent if row.giver else "",
            "shipping_usd": f"{row.shipping_usd:.2f}",
            "state": row.state,
            "reason": row.reason,
            "tax_deductible": row.tax_deductible,
            "clearance": ident(row.clearance_id),
            "decided_by": ident(row.decided_by_id),
            "decided_at": moment(row.decided_at),
            "updated_at": moment(row.updated_at),
        }

    def told(self) -> dict[str, Any]:
        """By the names of `GiftData`, without the donor."""
        said = self.validated_data
        changes = {name: said[name] for name in (*_PLAIN, "office_id") if name in said}
        changes |= {f"{name}_id": said[name] for name in ("appeal", "cause") if name in said}
        if "amount" in said:
            changes |= {"amount": said["amount"]["amount"], "currency": said["amount"]["currency"].upper()}
        return changes


class DonationFilter(django_filters.FilterSet):
    office = OfficeFilter()
    state = django_filters.MultipleChoiceFilter(choices=DonationState.choices, distinct=False)
    kind = django_filters.MultipleChoiceFilter(choices=DonationKind.choices, distinct=False)
    channel = django_filters.MultipleChoiceFilter(choices=Channel.choices, distinct=False)
    donor = IdFilter(field_name="donor_id")
    company = CompanyIdFilter(field_name="company_id")
    appeal = IdFilter(field_name="appeal_id")
    cause = IdFilter(field_name="cause_id")
    earmarked = django_filters.BooleanFilter(field_name="cause_id", lookup_expr="isnull", exclude=True)
    platform = django_filters.CharFilter()
    external_id = django_filters.CharFilter()
    received_on_after = django_filters.DateFilter(field_name="received_on", lookup_expr="gte")
    received_on_before = django_filters.DateFilter(field_name="received_on", lookup_expr="lte")
    updated_since = MomentFilter(field_name="updated_at", lookup_expr="gte")

    class Meta:
        model = Donation
        fields: list[str] = []


class DonationViewSet(Deeds, RecordViewSet):
    """Gifts. Nothing is deleted: what waits is accepted or refused, what was accepted is given back or corrected.

    409: `no_clearance`, `above_ceiling`, `shipping_unpaid`, `allocated`, `entered_already`, `wrong_state`.
    """

    http_method_names = ["get", "post", "patch", "head", "options"]
    serializer_class = DonationSerializer
    filterset_class = DonationFilter
    search_fields = ["goods", "external_id", "donor__company__legal_name"]
    ordering_fields = ["received_on", "given_usd", "updated_at"]
    ordering = ["-received_on", "-id"]
    queryset = Donation.objects.none()

    def get_queryset(self) -> "QuerySet[Any]":
        return register(self.request.user).select_related("donor")

    def may_create(self) -> Verdict:
        return policies.may_work(access(self.request.user))

    def may_change(self, instance: Donation) -> Verdict:
        return policies.may_decide(access(self.request.user), instance)

    @transaction.atomic
    def perform_create(self, serializer: Any) -> Donation:
        said = {"received_on": clock.today(), "office_id": self.request.user.office_id, **serializer.told()}
        if said["office_id"] is None:
            text = _("Say which office received it.")
            raise ValidationError({"office": ValidationError(text, code="required")})
        donor = self._donor(serializer.validated_data["donor"], office_id=said["office_id"])
        return gifts.receive(by=self.request.user, data=GiftData(donor_id=donor.pk, **said))

    @transaction.atomic
    def perform_update(self, serializer: Any, version: int | None) -> Donation:
        said, changes = serializer.validated_data, serializer.told()
        row = serializer.instance
        if "donor" in said:
            changes["donor_id"] = self._donor(said["donor"], office_id=row.office_id).pk
        return corrections.correct(
            by=self.request.user,
            donation_id=row.pk,
            changes=changes,
            reason=said.get("reason", ""),
            version=version,
        )

    def _donor(self, said: dict[str, Any], *, office_id: int) -> Donor:
        """The donor who is meant, entered where they give for the first time. Raises ValidationError under `donor`."""
        person, company = said.get("person"), said.get("company")
        if isinstance(person, int):
            rows: Any = Donor.objects.readable_by(self.request.user).filter(kind=DonorKind.PERSON, erased_at=None)
            found = rows.filter(pk=person).first()
            if found is None:
                text = _("There is no such private donor.")
                raise ValidationError({"donor": ValidationError(text, code="does_not_exist")})
            return found
        country = person.pop("country", "").upper() if person else ""
        data = DonorData(
            office_id=office_id,
            company_id=company,
            person=PersonData(**person) if person else None,
            country=country,
        )
        try:
            return add_donor(by=self.request.user, data=data)
        except ValidationError as refusal:
            named = {_NAMES.get(name, name): errors for name, errors in refusal.error_dict.items()}
            raise ValidationError(named) from refusal

    @extend_schema(request=NothingSerializer, responses=DonationSerializer)
    @changes_record
    @action(detail=True, methods=["post"])
    def accept(self, request: Request, pk: str) -> Response:
        """Accept it: a company's gift, and a person's from the set amount on, under a clearance in force."""
        return self.deed(policies.may_decide, NothingSerializer, _by_id(gifts.accept))

    @extend_schema(request=DeedReasonSerializer, responses=DonationSerializer)
    @changes_record
    @action(detail=True, methods=["post"])
    def refuse(self, request: Request, pk: str) -> Response:
        """Refuse it with a reason; it goes back to the giver."""
        return self.deed(policies.may_decide, DeedReasonSerializer, _by_id(gifts.refuse))

    @extend_schema(request=DeedReasonSerializer, responses=DonationSerializer)
    @changes_record
    @action(detail=True, methods=["post"])
    def refund(self, request: Request, pk: str) -> Response:
        """Give an accepted gift back, whole, with a reason."""
        return self.deed(policies.may_decide, DeedReasonSerializer, _by_id(gifts.refund))


def _by_id(service: Any) -> Any:
    def deed(*, by: Any, pk: int, version: int | None, **said: Any) -> Any:
        return service(by=by, donation_id=pk, version=version, **said)

    return deed
