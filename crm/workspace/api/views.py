from django.db.models import QuerySet

from crm.accounts.api.views import ReadViewSet
from crm.audit.models import AuditEvent
from crm.core.api.filters import AskedFilters, Ordering

from ..trail import deeds_visible_to
from .filters import DeedApiFilter
from .serializers import AuditEventSerializer


class AuditEventViewSet(ReadViewSet):
    """All deeds for auditors and administrators, one's own for others; nobody can write here."""

    queryset = AuditEvent.objects.none()
    serializer_class = AuditEventSerializer
    filterset_class = DeedApiFilter
    filter_backends = [AskedFilters, Ordering]
    ordering_fields = ["at", "verb"]

    def get_queryset(self) -> QuerySet:
        return deeds_visible_to(self.request.user)
