"""The satisfaction survey over REST: who was asked, and what they answered. The partner's own link is no REST door."""

from typing import Any

import django_filters
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Avg, Prefetch, QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from crm.accounts.access import access
from crm.accounts.api.offices import OfficeFilter
from crm.accounts.api.views import RecordViewSet, changes_record
from crm.companies.api.survivors import CompanyIdFilter
from crm.core.api.fields import IdField, ident
from crm.core.api.filters import IdFilter
from crm.core.verdict import Verdict

from ..engagements import policies
from ..enums import SurveyMoment
from ..models import Engagement, Partner, SurveyAnswer, SurveyInvitation
from ..results.services import surveys


class SurveySerializer(serializers.Serializer):
    """Creating one sends it to the contact, by e-mail in `language`. `answers` has the values 1 to 5 by the code of the
    question, `mean` their average; both are empty until they answer."""

    id = IdField(read_only=True)
    partnership = IdField()
    company = IdField()
    contact = IdField()
    moment = serializers.ChoiceField(choices=SurveyMoment.choices)
    year = serializers.IntegerField(required=False, min_value=2000, max_value=2100, allow_null=True)
    language = serializers.ChoiceField(choices=settings.LANGUAGES, required=False)
    sent_at = serializers.DateTimeField(read_only=True)
    sent_by = IdField(read_only=True)
    expires_on = serializers.DateField(read_only=True)
    answered_at = serializers.DateTimeField(read_only=True, allow_null=True)
    mean = serializers.CharField(read_only=True, allow_null=True)
    answers = serializers.DictField(child=serializers.IntegerField(), read_only=True)
    comment = serializers.CharField(read_only=True)

    def to_representation(self, row: Any) -> dict[str, Any]:
        moment = serializers.DateTimeField().to_representation
        return {
            "id": ident(row.pk),
            "partnership": ident(row.partner.engagement_id),
            "company": ident(row.partner.company_id),
            "contact": ident(row.contact_id),
            "moment": row.moment,
            "year": row.year or None,
            "language": row.language,
            "sent_at": moment(row.sent_at),
            "sent_by": ident(row.sent_by_id),
            "expires_on": row.expires_on.isoformat(),
            "answered_at": moment(row.answered_at) if row.answered_at else None,
            "mean": None if row.mean is None else f"{row.mean:.2f}",
            "answers": {each.question.code: each.value for each in row.answers.all()},
            "comment": row.comment,
        }


class SurveyFilter(django_filters.FilterSet):
    partnership = IdFilter(field_name="partner__engagement_id")
    company = CompanyIdFilter(field_name="partner__company_id")
    moment = django_filters.MultipleChoiceFilter(choices=SurveyMoment.choices, distinct=False)
    year = django_filters.NumberFilter(min_value=2000, max_value=2100, decimal_places=0)
    answered = django_filters.BooleanFilter(field_name="answered_at", lookup_expr="isnull", exclude=True)
    office = OfficeFilter(method="narrow_office")

    class Meta:
        model = SurveyInvitation
        fields: list[str] = []

    def narrow_office(self, rows: QuerySet, _name: str, office: Any) -> QuerySet:
        return rows.filter(partner__engagement__in=Engagement.objects.of_office(office.path).values("pk"))


class SurveyViewSet(RecordViewSet):
    """The survey, once for each company and moment; what was sent stays."""

    http_method_names = ["get", "post", "head", "options"]
    serializer_class = SurveySerializer
    filterset_class = SurveyFilter
    search_fields = ["partner__engagement__title", "partner__company__legal_name"]
    ordering_fields = ["sent_at", "answered_at"]
    ordering = ["-sent_at", "-id"]
    queryset = SurveyInvitation.objects.none()

    def get_queryset(self) -> Any:
        visible = Engagement.objects.visible_to(self.request.user)
        rows = SurveyInvitation.objects.filter(partner__engagement__in=visible.values("pk"))
        answers = Prefetch("answers", SurveyAnswer.objects.select_related("question"))
        rows = rows.select_related("partner__engagement__lead_office__parent").prefetch_related(answers)
        return rows.annotate(mean=Avg("answers__value"))

    def may_create(self) -> Verdict:
        return policies.may_work(access(self.request.user))

    def perform_create(self, serializer: Any) -> SurveyInvitation:
        said = serializer.validated_data
        visible = Engagement.objects.visible_to(self.request.user).filter(pk=said["partnership"])
        partner = Partner.objects.filter(engagement__in=visible.partnerships(), company=said["company"]).first()
        if partner is None:
            text = _("This company is in no such partnership.")
            raise ValidationError({"company": ValidationError(text, code="does_not_exist")})
        return surveys.invite(
            by=self.request.user,
            partner_id=partner.pk,
            contact_id=said["contact"],
            moment=said["moment"],
            language=said.get("language", ""),
            year=said.get("year") or 0,
        )

    @extend_schema(request=None, responses=SurveySerializer)
    @changes_record
    @action(detail=True, methods=["post"], url_path="send-again")
    def send_again(self, request: Request, pk: str) -> Response:
        """Send the same survey once more, open for as long again."""
        row = self.get_object()
        engagement = row.partner.engagement
        offices = list(engagement.offices.values_list("pk", flat=True))
        policies.may_change(access(request.user), engagement, offices).require_person()
        surveys.send_again(by=request.user, invitation_id=row.pk, version=self.expected_version(row))
        return self.answer(self.fresh(row))
