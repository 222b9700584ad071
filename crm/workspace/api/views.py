from django.db.models import QuerySet

from crm.accounts.api.views import ReadViewSet
from crm.audit.models import AuditEvent

from ..filters import DeedFilter
from ..trail import deeds_visible_to
from .serializers import AuditEventSerializer


class AuditEventViewSet(ReadViewSet):
    """All deeds for auditors and administrators, one's own for others; nobody can write here."""

    queryset = AuditEvent.objects.none()
    serializer_class = AuditEventSerializer
    filterset_class = DeedFilter
    ordering_fields = ["at"]

    def get_queryset(self) -> QuerySet:
        return deeds_visible_to(self.request.user)
