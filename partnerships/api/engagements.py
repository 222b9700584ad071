"""What the viewsets of partnerships and collaborations share."""

from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from crm.accounts.access import access
from crm.accounts.api.views import BinMixin, RecordViewSet, changes_record
from crm.accounts.models import Office, User
from crm.companies.models import Contact
from crm.contactlog.selectors import usual_office_id
from crm.core.api.filters import AskedFilters, Ordering
from crm.core.verdict import Verdict

from ..engagements import policies
from ..engagements.services import bin as bin_services
from ..models import Engagement


def with_lists(rows: QuerySet) -> QuerySet:
    """With what the serializers read of each row, in a fixed number of queries."""
    return rows.select_related("lead_office").prefetch_related(
        Prefetch("offices", Office.objects.only("pk").order_by("pk")),
        Prefetch("colleagues", User.objects.only("pk").order_by("pk")),
        Prefetch("contacts", Contact.objects.only("pk").order_by("pk")),
        "themes",
    )


class EngagementViewSet(BinMixin, RecordViewSet):
    """`kind` is the one of the two; everybody sees all of them, in whichever office."""

    kind = ""
    filter_backends = [AskedFilters, Ordering]
    queryset = Engagement.objects.none()

    def rows(self) -> QuerySet:
        return Engagement.objects.visible_to(self.request.user)

    def may_create(self) -> Verdict:
        return policies.may_work(access(self.request.user))

    def may_change(self, instance: Engagement) -> Verdict:
        return policies.may_change(access(self.request.user), instance, [each.pk for each in instance.offices.all()])

    def own_office(self) -> int | None:
        """The office of whoever names none."""
        return usual_office_id(access(self.request.user))

    def perform_destroy(self, instance: Engagement, version: int | None) -> None:
        bin_services.bin_engagement(by=self.request.user, engagement_id=instance.pk, version=version)

    @changes_record
    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def restore(self, request: Request, pk: str) -> Response:
        """Back from the bin."""
        row = get_object_or_404(Engagement.objects.select_related("lead_office"), pk=pk, kind=self.kind)
        self.may_change(row).require_person()
        bin_services.restore_engagement(by=request.user, engagement_id=row.pk)
        return self.answer(self.fresh(row))
