"""The REST door of people at companies."""

from typing import Any

from django.db.models import Model, Prefetch
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers, status
from rest_framework.response import Response

from crm.accounts.access import access
from crm.accounts.api.views import BinMixin, RecordViewSet
from crm.core.api.fields import IdField, ident
from crm.core.api.filters import AskedFilters, Ordering
from crm.core.verdict import Verdict

from ..contact_policies import may_create_contact, may_record_consent, may_see_details
from ..duplicates import contents
from ..enums import Consent
from ..merging.survivors import led_on
from ..models import Affiliation, Company, Contact
from ..services.contacts import (
    AffiliationData,
    ConsentData,
    ContactData,
    bin_contact,
    create_contact,
    update_contact,
)
from .duplicates import ContactDuplicates, LikeContactSerializer, like_contact
from .filters import ContactFilter, PersonSearch
from .merges import CONTACT, MergingMixin
from .serializers import moment
from .survivors import SurvivorMixin


class AffiliationPart(serializers.Serializer):
    company = IdField()
    title = serializers.CharField(max_length=150, required=False, allow_blank=True, default="")
    since = serializers.DateField(required=False, allow_null=True, default=None)
    until = serializers.DateField(required=False, allow_null=True, default=None)
    key_person = serializers.BooleanField(required=False, default=False)


class ContactSerializer(serializers.Serializer):
    """`affiliations` replace what is there; `consent` is kept with the day and with `consent_how`.

    Of a person who withdrew consent, `emails`, `phones` and `notes` are empty and `restricted` is true.
    """

    id = IdField(read_only=True)
    name = serializers.CharField(max_length=200)
    native_name = serializers.CharField(max_length=200, required=False, allow_blank=True)
    emails = serializers.ListField(child=serializers.CharField(max_length=254), required=False, max_length=20)
    phones = serializers.ListField(child=serializers.CharField(max_length=40), required=False, max_length=20)
    language = serializers.CharField(max_length=10, required=False, allow_blank=True)
    affiliations = AffiliationPart(many=True, required=False)
    consent = serializers.ChoiceField(choices=Consent.choices, required=False)
    consent_how = serializers.CharField(max_length=200, required=False, write_only=True)
    do_not_contact = serializers.BooleanField(required=False)
    do_not_contact_reason = serializers.CharField(max_length=200, required=False, allow_blank=True)
    notes = serializers.CharField(max_length=100_000, required=False, allow_blank=True)
    restricted = serializers.BooleanField(read_only=True)
    created_at = serializers.DateTimeField(read_only=True)
    updated_at = serializers.DateTimeField(read_only=True)

    def validate_affiliations(self, rows: list[dict[str, Any]]) -> list[AffiliationData]:
        user = self.context["request"].user
        rows = self._led_on(rows)
        found = Company.objects.visible_to(user).in_bulk([row["company"] for row in rows])
        if any(row["company"] not in found for row in rows):
            raise serializers.ValidationError(_("There is no such company."), code="unknown")
        return [AffiliationData(**{**row, "company": found[row["company"]]}) for row in rows]

    def _led_on(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The number of a company that was merged stands for its survivor."""
        survivors = led_on(Company, [row["company"] for row in rows]) if rows else {}
        return [{**row, "company": survivors.get(row["company"], row["company"])} for row in rows]

    def changes(self) -> dict[str, Any]:
        return {k: v for k, v in self.validated_data.items() if k in ContactData.__dataclass_fields__}

    def consent_data(self) -> ConsentData | None:
        state = self.validated_data.get("consent")
        if state in (None, Consent.UNKNOWN):
            return None
        return ConsentData(state=state, how=self.validated_data.get("consent_how") or _("Stated through the API"))

    def to_representation(self, row: Contact) -> dict[str, Any]:
        closed = not may_see_details(access(self.context["request"].user), row)
        return {
            "id": ident(row.pk),
            "name": row.name,
            "native_name": row.native_name,
            "emails": [] if closed else row.emails,
            "phones": [] if closed else row.phones,
            "language": row.language,
            "affiliations": [_affiliation(post) for post in row.affiliations.all()],
            "consent": row.consent,
            "do_not_contact": row.do_not_contact,
            "do_not_contact_reason": row.do_not_contact_reason,
            "notes": "" if closed else row.notes,
            "restricted": closed,
            "created_at": moment(row.created_at),
            "updated_at": moment(row.updated_at),
        }


def _affiliation(post: Affiliation) -> dict[str, Any]:
    return {
        "company": ident(post.company_id),
        "title": post.title,
        "since": post.since and post.since.isoformat(),
        "until": post.until and post.until.isoformat(),
        "key_person": post.key_person,
    }


class CreatedContactSerializer(ContactSerializer):
    """A person who was just entered, with whom they may be twice: that is told, and hinders nothing."""

    possible_duplicates = LikeContactSerializer(many=True, read_only=True)


@extend_schema_view(create=extend_schema(responses={201: CreatedContactSerializer}))
class ContactViewSet(ContactDuplicates, SurvivorMixin, MergingMixin, BinMixin, RecordViewSet):
    """People at companies. DELETE puts a person into the bin."""

    merge_kind = CONTACT
    detail_route = "contact-detail"
    serializer_class = ContactSerializer
    filterset_class = ContactFilter
    filter_backends = [AskedFilters, PersonSearch, Ordering]
    ordering_fields = ["name", "created_at", "updated_at"]
    ordering = ["sort_name", "id"]
    queryset = Contact.objects.none()

    def get_queryset(self) -> Any:
        posts = Prefetch("affiliations", Affiliation.objects.order_by("id"))
        return Contact.objects.visible_to(self.request.user).prefetch_related(posts)

    def may_create(self) -> Verdict:
        return may_create_contact(access(self.request.user))

    def may_change(self, instance: Contact) -> Verdict:
        """Consent may be noted by whoever may not see the addresses: the rest is asked with the body."""
        return may_record_consent(access(self.request.user), instance)

    def answer(self, instance: Model, status_code: int = status.HTTP_200_OK) -> Response:
        response = super().answer(instance, status_code)
        if status_code == status.HTTP_201_CREATED:
            content = contents.contacts([instance.pk])[instance.pk]
            response.data = {**response.data, "possible_duplicates": like_contact(self.request.user, content)}
        return response

    def perform_create(self, serializer: Any) -> Contact:
        return create_contact(
            by=self.request.user,
            data=ContactData(**serializer.changes()),
            affiliations=serializer.validated_data.get("affiliations", ()),
            consent=serializer.consent_data(),
        )

    def perform_update(self, serializer: Any, version: int | None) -> Contact:
        return update_contact(
            contact_id=serializer.instance.pk,
            by=self.request.user,
            version=version,
            changes=serializer.changes(),
            affiliations=serializer.validated_data.get("affiliations"),
            consent=serializer.consent_data(),
        )

    def perform_destroy(self, instance: Contact, version: int | None) -> None:
        bin_contact(contact_id=instance.pk, by=self.request.user, version=version)
