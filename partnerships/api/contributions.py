"""Contributions over REST, with their instalments inside."""

from datetime import date
from decimal import Decimal
from typing import Any

import django_filters
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from rest_framework import serializers

from crm.accounts.access import access
from crm.accounts.api.offices import OfficeFilter
from crm.accounts.api.views import BinMixin, RecordViewSet
from crm.companies.api.survivors import CompanyIdFilter
from crm.core import clock
from crm.core.api.fields import IdField, ident
from crm.core.api.filters import IdFilter, MomentFilter
from crm.core.verdict import Verdict

from ..engagements import policies
from ..enums import ContributionKind, Payer
from ..funding.filters import STATES, narrow_state
from ..funding.services import contributions, instalments
from ..funding.services.data import ContributionData, InstalmentData
from ..models import Contribution, Engagement, Instalment
from .money import DueField, MoneyField, told

NONE = Decimal(0)
# What the services are told of a contribution, by its names here.
NAMES = {"kind", "payer", "donor", "description", "valuation", "direct_support", "pledged_on"}


class InstalmentPart(serializers.Serializer):
    """`due` and `received` are in the contribution's currency; those with an `id` that is known are changed."""

    id = IdField(required=False)
    due_on = serializers.DateField(required=False, allow_null=True)
    due = DueField(required=False)
    received_on = serializers.DateField(required=False, allow_null=True)
    received = MoneyField(required=False)
    note = serializers.CharField(max_length=300, required=False, allow_blank=True)


class ContributionSerializer(serializers.Serializer):
    """`due_on` is the first day on which something is due that was not received, `received_on` the last on which
    something came in, `received` all that did. Sent without `instalments`, the three make one. A list of
    `instalments` takes the place of what is there.

    `breaks_rule`: donor money pays for direct support to the company.
    """

    id = IdField(read_only=True)
    engagement = IdField()
    kind = serializers.ChoiceField(choices=ContributionKind.choices)
    payer = serializers.ChoiceField(choices=Payer.choices, required=False)
    company = IdField(required=False, allow_null=True, help_text="One of the engagement's; without one the lead.")
    donor = serializers.CharField(max_length=200, required=False, allow_blank=True)
    pledged = MoneyField()
    pledged_on = serializers.DateField(required=False)
    received = MoneyField(required=False)
    due_on = serializers.DateField(required=False, allow_null=True)
    received_on = serializers.DateField(required=False, allow_null=True)
    description = serializers.CharField(max_length=300, required=False, allow_blank=True)
    valuation = serializers.CharField(max_length=300, required=False, allow_blank=True)
    direct_support = serializers.BooleanField(required=False)
    breaks_rule = serializers.BooleanField(read_only=True)
    instalments = InstalmentPart(many=True, required=False, max_length=100)
    created_at = serializers.DateTimeField(read_only=True)
    updated_at = serializers.DateTimeField(read_only=True)

    def validate(self, said: dict[str, Any]) -> dict[str, Any]:
        """Another currency than the pledge's is none that we could add up."""
        currency = (
            said["pledged"]["currency"] if "pledged" in said else self.instance and self.instance.pledged_currency
        )
        sent = [("received", said.get("received"))]
        for part in said.get("instalments", ()):
            sent += [("instalments", part.get("due")), ("instalments", part.get("received"))]
        for name, money in sent:
            if money and currency and money["currency"].upper() != currency.upper() and money["amount"]:
                text = _("Give it in the currency of the pledge, or enter it as a contribution of its own.")
                raise serializers.ValidationError({name: [text]}, code="currency")
        return said

    def changes(self) -> dict[str, Any]:
        said = self.validated_data
        changes = {name: said[name] for name in NAMES if name in said}
        if "company" in said:
            changes["company_id"] = said["company"]
        if "pledged" in said:
            changes |= {"amount": said["pledged"]["amount"], "currency": said["pledged"]["currency"]}
        return changes

    def to_representation(self, row: Any) -> dict[str, Any]:
        parts = list(row.instalments.all())
        came = [part for part in parts if part.received_on]
        open_days = [part.due_on for part in parts if part.due_on and not part.received_on]
        amount = sum((part.received_amount for part in came), NONE)
        return {
            "id": ident(row.pk),
            "engagement": ident(row.engagement_id),
            "kind": row.kind,
            "payer": row.payer,
            "company": ident(row.partner.company_id) if row.partner else None,
            "donor": row.donor,
            "pledged": told(row.pledged_amount, row.pledged_currency, row.pledged_usd),
            "pledged_on": row.pledged_on.isoformat(),
            "received": told(amount, row.pledged_currency, sum((part.received_usd for part in came), NONE)),
            "due_on": _iso(min(open_days, default=None)),
            "received_on": _iso(max((part.received_on for part in came), default=None)),
            "description": row.description,
            "valuation": row.valuation,
            "direct_support": row.direct_support,
            "breaks_rule": row.breaks_rule,
            "instalments": [_instalment(part, row.pledged_currency) for part in parts],
            "created_at": serializers.DateTimeField().to_representation(row.created_at),
            "updated_at": serializers.DateTimeField().to_representation(row.updated_at),
        }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _instalment(part: Instalment, currency: str) -> dict[str, Any]:
    return {
        "id": ident(part.pk),
        "due_on": _iso(part.due_on),
        "due": told(part.due_amount, currency),
        "received_on": _iso(part.received_on),
        "received": told(part.received_amount, currency, part.received_usd),
        "note": part.note,
    }


class ContributionFilter(django_filters.FilterSet):
    engagement = IdFilter(field_name="engagement_id")
    kind = django_filters.MultipleChoiceFilter(choices=ContributionKind.choices, distinct=False)
    payer = django_filters.MultipleChoiceFilter(choices=Payer.choices, distinct=False)
    company = CompanyIdFilter(field_name="partner__company_id")
    office = OfficeFilter(method="narrow_office")
    programme = IdFilter(field_name="engagement__programme_id")
    state = django_filters.ChoiceFilter(choices=STATES, method="narrow_state")
    due_on_after = django_filters.DateFilter(field_name="next_due", lookup_expr="gte")
    due_on_before = django_filters.DateFilter(field_name="next_due", lookup_expr="lte")
    received_on_after = django_filters.DateFilter(field_name="received_on", lookup_expr="gte")
    received_on_before = django_filters.DateFilter(field_name="received_on", lookup_expr="lte")
    pledged_on_after = django_filters.DateFilter(field_name="pledged_on", lookup_expr="gte")
    pledged_on_before = django_filters.DateFilter(field_name="pledged_on", lookup_expr="lte")
    breaks_rule = django_filters.BooleanFilter(method="narrow_rule")
    updated_since = MomentFilter(field_name="updated_at", lookup_expr="gte")

    class Meta:
        model = Contribution
        fields: list[str] = []

    def narrow_office(self, rows: Any, _name: str, office: Any) -> QuerySet:
        return rows.of_office(office.path)

    def narrow_state(self, rows: QuerySet, _name: str, state: str) -> QuerySet:
        return narrow_state(rows, state)

    def narrow_rule(self, rows: Any, _name: str, breaks: bool) -> QuerySet:
        found = rows.breaking_rule()
        return found if breaks else rows.exclude(pk__in=found.values("pk"))


class ContributionViewSet(BinMixin, RecordViewSet):
    """What companies, donors and our organisation bring into engagements, in cash or in kind. DELETE takes out a line
    that was entered by mistake."""

    http_method_names = ["get", "post", "patch", "delete", "head", "options"]
    serializer_class = ContributionSerializer
    filterset_class = ContributionFilter
    search_fields = ["engagement__title", "partner__company__legal_name", "donor", "description"]
    ordering_fields = ["pledged_on", "pledged_usd", "next_due", "received_on", "created_at", "updated_at"]
    ordering = ["-id"]
    queryset = Contribution.objects.none()

    def get_queryset(self) -> Any:
        rows = Contribution.objects.visible_to(self.request.user).with_sums()
        parts = Prefetch("instalments", Instalment.objects.order_by("due_on", "pk"))
        return rows.select_related("partner", "engagement__lead_office__parent").prefetch_related(parts)

    def may_create(self) -> Verdict:
        return policies.may_work(access(self.request.user))

    def may_change(self, instance: Contribution) -> Verdict:
        engagement = instance.engagement
        offices = engagement.offices.values_list("pk", flat=True)
        return policies.may_change(access(self.request.user), engagement, list(offices))

    @transaction.atomic
    def perform_create(self, serializer: Any) -> Contribution:
        said = serializer.validated_data
        if not Engagement.objects.visible_to(self.request.user).filter(pk=said["engagement"]).exists():
            text = _("There is no such engagement.")
            raise ValidationError({"engagement": ValidationError(text, code="does_not_exist")})
        day = said.get("pledged_on") or said.get("received_on") or clock.today()
        data = ContributionData(**{**serializer.changes(), "pledged_on": day})
        parts = [_part(each) for each in said["instalments"]] if "instalments" in said else _only(said)
        return contributions.add_contribution(
            by=self.request.user, engagement_id=said["engagement"], data=data, instalments=parts
        )

    @transaction.atomic
    def perform_update(self, serializer: Any, version: int | None) -> Contribution:
        said, row = serializer.validated_data, serializer.instance
        if "engagement" in said and said["engagement"] != row.engagement_id:
            text = _("A contribution stays where it is. Take it out, and enter it there.")
            raise ValidationError({"engagement": ValidationError(text, code="invalid")})
        row = contributions.edit_contribution(
            by=self.request.user, contribution_id=row.pk, changes=serializer.changes(), version=version
        )
        if "instalments" in said:
            self._replace(row, said["instalments"])
        elif {"due_on", "received", "received_on"} & said.keys():
            self._set_only(row, said)
        return row

    def _replace(self, row: Contribution, sent: list[dict[str, Any]]) -> None:
        """Those with an id are changed, the others are new, what is not named goes."""
        there = {part.pk: part for part in row.instalments.all()}
        if unknown := [each["id"] for each in sent if "id" in each and each["id"] not in there]:
            text = _("There is no instalment %(id)s here.") % {"id": unknown[0]}
            raise ValidationError({"instalments": ValidationError(text, code="does_not_exist")})
        for pk in there.keys() - {each.get("id") for each in sent}:
            instalments.drop_instalment(by=self.request.user, instalment_id=pk)
        for each in sent:
            self._write(row, there.get(each.get("id", 0)), each)

    def _write(self, row: Contribution, part: Instalment | None, said: dict[str, Any]) -> None:
        if part is None:
            instalments.add_instalment(by=self.request.user, contribution_id=row.pk, data=_part(said))
        else:
            instalments.edit_instalment(by=self.request.user, instalment_id=part.pk, changes=_named(said))

    def _set_only(self, row: Contribution, said: dict[str, Any]) -> None:
        """The three fields stand for the only instalment; of several one must say which."""
        parts = list(row.instalments.all())
        if len(parts) > 1:
            text = _("It has several instalments. Send them as a list in `instalments`.")
            raise ValidationError({"instalments": ValidationError(text, code="several")})
        self._write(row, parts[0] if parts else None, {name: said[name] for name in _THREE if name in said})

    def perform_destroy(self, instance: Contribution, version: int | None) -> None:
        contributions.drop_contribution(by=self.request.user, contribution_id=instance.pk, version=version)


_THREE = ("due_on", "received", "received_on")


def _named(said: dict[str, Any]) -> dict[str, Any]:
    changes = {name: said[name] for name in ("due_on", "received_on", "note") if name in said}
    changes |= {f"{name}_amount": said[name]["amount"] for name in ("due", "received") if name in said}
    # Without a day nothing came in.
    if changes.get("received_on", ...) is None:
        changes.setdefault("received_amount", NONE)
    return changes


def _part(said: dict[str, Any]) -> InstalmentData:
    return InstalmentData(**_named(said))


def _only(said: dict[str, Any]) -> list[InstalmentData]:
    """The one instalment that `due_on`, `received` and `received_on` of a new contribution make."""
    if not any(said.get(name) for name in _THREE):
        return []
    due = {"due": said["pledged"]} if said.get("due_on") else {}
    return [_part({**due, **{name: said[name] for name in _THREE if name in said}})]
