"""The REST door of possible duplicates: of a record, of one yet to be entered, of one that was just entered."""

from collections.abc import Iterable
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from crm.core.api.fields import IdField, ident

from .. import similar
from ..duplicates import contents
from ..duplicates.contents import CompanyContent, ContactContent
from ..similar import Similar

# So many are answered at most.
ANSWERED = 20


class ReasonSerializer(serializers.Serializer):
    """`effect`: `agrees` or `differs`; `text` is in the reader's language."""

    code = serializers.CharField()
    effect = serializers.ChoiceField(choices=["agrees", "differs"])
    text = serializers.CharField()


class SummarySerializer(serializers.Serializer):
    id = IdField()
    name = serializers.CharField()
    country = serializers.CharField(required=False)
    lead_office = IdField(allow_null=True, required=False)


class LikenessSerializer(serializers.Serializer):
    score = serializers.FloatField()
    strength = serializers.ChoiceField(choices=["strong", "possible"])
    reasons = ReasonSerializer(many=True)


class LikeCompanySerializer(LikenessSerializer):
    company = SummarySerializer()


class LikeContactSerializer(LikenessSerializer):
    contact = SummarySerializer()


def _answer(found: Iterable[Similar], noun: str) -> list[dict[str, Any]]:
    return [
        {
            noun: {"id": ident(each.id), "name": each.name, **each.summary},
            "score": each.score,
            "strength": "strong" if each.strong else "possible",
            "reasons": [
                {"code": why.code, "effect": "differs" if why.against else "agrees", "text": why.text}
                for why in each.reasons
            ],
        }
        for each in found
    ]


def like_company(user: Any, content: CompanyContent) -> list[dict[str, Any]]:
    return _answer(similar.companies(user, content, limit=ANSWERED), "company")


def like_contact(user: Any, content: ContactContent) -> list[dict[str, Any]]:
    return _answer(similar.contacts(user, content, limit=ANSWERED), "contact")


class CompanyDuplicates:
    """The two actions of `companies/`."""

    @extend_schema(responses=LikeCompanySerializer(many=True), filters=False)
    @action(detail=True, pagination_class=None)
    def duplicates(self, request: Request, pk: str) -> Response:
        """At most 20 companies that may be this one, best first, each with what agrees and what differs."""
        company = get_object_or_404(self.get_queryset(), pk=pk)  # type: ignore[attr-defined]
        return Response(like_company(request.user, contents.companies([company.pk])[company.pk]))

    @extend_schema(
        parameters=[
            OpenApiParameter("legal_name", OpenApiTypes.STR, required=True),
            OpenApiParameter("kind", OpenApiTypes.STR),
            OpenApiParameter("country", OpenApiTypes.STR, description="Two letters, ISO 3166-1"),
            OpenApiParameter("lei", OpenApiTypes.STR),
            OpenApiParameter("website", OpenApiTypes.STR),
        ],
        responses=LikeCompanySerializer(many=True),
        filters=False,
    )
    @action(detail=False, pagination_class=None)
    def similar(self, request: Request) -> Response:
        """At most 20 companies that may be the one described; ask before entering it. From three letters on."""
        return Response(like_company(request.user, similar.company_content(_told(request))))


class ContactDuplicates:
    """The two actions of `contacts/`."""

    @extend_schema(responses=LikeContactSerializer(many=True), filters=False)
    @action(detail=True, pagination_class=None)
    def duplicates(self, request: Request, pk: str) -> Response:
        """At most 20 people who may be this one, best first, each with what agrees and what differs."""
        contact = get_object_or_404(self.get_queryset(), pk=pk)  # type: ignore[attr-defined]
        return Response(like_contact(request.user, contents.contacts([contact.pk])[contact.pk]))

    @extend_schema(
        parameters=[
            OpenApiParameter("name", OpenApiTypes.STR, required=True),
            OpenApiParameter("email", OpenApiTypes.STR),
            OpenApiParameter("company", OpenApiTypes.STR, description="The identifier of their company"),
        ],
        responses=LikeContactSerializer(many=True),
        filters=False,
    )
    @action(detail=False, pagination_class=None)
    def similar(self, request: Request) -> Response:
        """At most 20 people who may be the one described; ask before entering them. From three letters on."""
        told = _told(request)
        company = told.get("company", "")
        content = similar.contact_content(
            told.get("name", ""),
            emails=[told.get("email", "")],
            company_ids=[IdField().to_internal_value(company)] if company else [],
        )
        return Response(like_contact(request.user, content))


def _told(request: Request) -> dict[str, str]:
    return {key: value[:300] for key, value in request.query_params.items()}
