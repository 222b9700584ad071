"""The REST door of exports: ask for a file, see how far it is, fetch it."""

from typing import Any

from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from crm.accounts.api.idempotency import idempotent
from crm.accounts.api.views import ReadViewSet

from .. import selectors
from ..models import Export
from ..services import exports
from ..views.exports import page_of_export, send_file
from .filters import ExportFilter
from .serializers import ExportSerializer


class ExportViewSet(ReadViewSet):
    """Files of what a list shows. They are written in the background and kept for a week."""

    serializer_class = ExportSerializer
    filterset_class = ExportFilter
    search_fields = ["what"]
    ordering_fields = ["created_at", "what", "format", "rows"]
    queryset = Export.objects.none()
    http_method_names = ["get", "post", "head", "options"]

    def get_queryset(self) -> Any:
        return selectors.visible_exports(self.request.user).select_related("job")

    @extend_schema(responses={202: ExportSerializer})
    @idempotent
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        wanted = serializer.validated_data
        export = exports.request_export(
            by=request.user,
            what=wanted["what"],
            file_format=wanted["format"],
            query=wanted["query"],
            path_of=page_of_export,
        )
        return self.answer(export, status.HTTP_202_ACCEPTED)

    def may_conflict(self) -> bool:
        """The file may not be there yet, or no longer."""
        return self.action == "download"

    @extend_schema(responses={(200, "*/*"): OpenApiTypes.BINARY})
    @action(detail=True, url_path="file", url_name="file")
    def download(self, request: Request, pk: str | None = None) -> FileResponse:
        """The file itself, for whoever asked for it."""
        return send_file(request.user, self.get_object())
