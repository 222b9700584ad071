"""What lies on a desk, line by line, over REST: read by all who read the screening, written at the desk."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from typing import Any

from django.db import transaction
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from crm.accounts.access import access
from crm.accounts.api.views import BinMixin, RecordViewSet
from crm.core.api.etags import digest
from crm.core.api.filters import AskedFilters, Ordering
from crm.core.verdict import Verdict

from ...models import Controversy, Risk, SalesActivity, ScreenedParty, Screening
from ..policies import research as policies
from ..policies.requests import may_request
from ..services.activities import drop_activity, note_activity
from ..services.controversies import drop_controversy, note_controversy
from ..services.data import ActivityData, ControversyData, PartyData, RiskData
from ..services.moves import locked
from ..services.parties import add_party, drop_party
from ..services.risks import drop_risk, note_risk
from .filters import ActivityFilter, ControversyFilter, PartyFilter, RiskFilter
from .row_serializers import ActivitySerializer, ControversySerializer, PartySerializer, RiskSerializer


def screening_of(request: Request, pk: int) -> Screening:
    """One that is out of scope is 404 also when something is hung on it."""
    found: Screening = get_object_or_404(Screening.objects.visible_to(request.user), pk=pk)
    return found


class RowViewSet(BinMixin, RecordViewSet):
    """A line has no version of its own: its ETag is the digest of what it says, compared under the screening's lock."""

    http_method_names = ["get", "post", "patch", "delete", "head", "options"]
    filter_backends = [AskedFilters, Ordering]
    data: Any = None

    def get_queryset(self) -> Any:
        return self.queryset.model.objects.visible_to(self.request.user)

    def may_create(self) -> Verdict:
        return policies.may_work_at_the_desk(access(self.request.user))

    def may_change(self, instance: Any) -> Verdict:
        return policies.may_work_at_the_desk(access(self.request.user))

    def is_versioned(self) -> bool:
        return True

    def etag(self, instance: Any) -> str:
        return digest(self.get_serializer(instance).data)

    def update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        with self._held():
            return super().update(request, *args, **kwargs)

    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        with self._held():
            return super().destroy(request, *args, **kwargs)

    @contextmanager
    def _held(self) -> Iterator[None]:
        """From the look at the line to its change nobody else changes it; who may not is told before anything waits."""
        instance = self.get_object()
        self.may_change(instance).require_person()
        with transaction.atomic():
            locked(instance.screening_id)
            yield

    def told(self, serializer: Any) -> Any:
        """What the service takes: the line as it stands, with what the request says."""
        said = {name: value for name, value in serializer.validated_data.items() if name != "screening_id"}
        row = serializer.instance
        names = [each.name for each in fields(self.data)]
        return self.data(**({name: getattr(row, name) for name in names} if row else {}) | said)


class RiskViewSet(RowViewSet):
    """The risk registers: likelihood times impact, mitigation and its owner."""

    serializer_class = RiskSerializer
    filterset_class = RiskFilter
    ordering_fields = ["id", "likelihood", "impact", "due_on"]
    queryset = Risk.objects.none()
    data = RiskData

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("owner")

    def perform_create(self, serializer: Any) -> Risk:
        screening = screening_of(self.request, serializer.validated_data["screening_id"])
        return note_risk(by=self.request.user, screening_id=screening.pk, data=self.told(serializer))

    def perform_update(self, serializer: Any, version: int | None) -> Risk:
        row = serializer.instance
        data = self.told(serializer)
        return note_risk(by=self.request.user, screening_id=row.screening_id, data=data, risk_id=row.pk)

    def perform_destroy(self, instance: Risk, version: int | None) -> None:
        drop_risk(by=self.request.user, screening_id=instance.screening_id, risk_id=instance.pk)


class ActivityViewSet(RowViewSet):
    """What companies sell, by share of their sales; no share where it cannot be determined."""

    serializer_class = ActivitySerializer
    filterset_class = ActivityFilter
    ordering_fields = ["id", "share_percent", "year"]
    queryset = SalesActivity.objects.none()
    data = ActivityData

    def perform_create(self, serializer: Any) -> SalesActivity:
        screening = screening_of(self.request, serializer.validated_data["screening_id"])
        return note_activity(by=self.request.user, screening_id=screening.pk, data=self.told(serializer))

    def perform_update(self, serializer: Any, version: int | None) -> SalesActivity:
        row = serializer.instance
        data = self.told(serializer)
        return note_activity(by=self.request.user, screening_id=row.screening_id, data=data, activity_id=row.pk)

    def perform_destroy(self, instance: SalesActivity, version: int | None) -> None:
        drop_activity(by=self.request.user, screening_id=instance.screening_id, activity_id=instance.pk)


class ControversyViewSet(RowViewSet):
    """Findings against companies: about what, how severe, when, what they answered, from where it is known."""

    serializer_class = ControversySerializer
    filterset_class = ControversyFilter
    ordering_fields = ["id", "severity", "happened_on"]
    queryset = Controversy.objects.none()
    data = ControversyData

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("theme")

    def perform_create(self, serializer: Any) -> Controversy:
        screening = screening_of(self.request, serializer.validated_data["screening_id"])
        return note_controversy(by=self.request.user, screening_id=screening.pk, data=self.told(serializer))

    def perform_update(self, serializer: Any, version: int | None) -> Controversy:
        row = serializer.instance
        data = self.told(serializer)
        return note_controversy(by=self.request.user, screening_id=row.screening_id, data=data, controversy_id=row.pk)

    def perform_destroy(self, instance: Controversy, version: int | None) -> None:
        drop_controversy(by=self.request.user, screening_id=instance.screening_id, controversy_id=instance.pk)


class PartyViewSet(RowViewSet):
    """Who is looked up with a company. POST names somebody whom the register does not know.

    Whom the register proposes is chosen at `screenings/{id}/proposed-parties/`. In a draft the requester names them.
    """

    http_method_names = ["get", "post", "delete", "head", "options"]
    serializer_class = PartySerializer
    filterset_class = PartyFilter
    ordering_fields = ["id", "name"]
    queryset = ScreenedParty.objects.none()
    data = PartyData

    def may_create(self) -> Verdict:
        return may_request(access(self.request.user))

    def may_change(self, instance: Any) -> Verdict:
        return may_request(access(self.request.user))

    def perform_create(self, serializer: Any) -> ScreenedParty:
        screening = screening_of(self.request, serializer.validated_data["screening_id"])
        return add_party(by=self.request.user, screening_id=screening.pk, data=self.told(serializer))

    def perform_destroy(self, instance: ScreenedParty, version: int | None) -> None:
        drop_party(by=self.request.user, party_id=instance.pk)
