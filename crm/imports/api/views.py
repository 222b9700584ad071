"""`imports/`: the same steps as the pages."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.parsers import FormParser, JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from crm.accounts.api.idempotency import idempotent
from crm.accounts.api.views import ReadViewSet
from crm.core.verdict import Verdict

from .. import policies
from ..models import ImportRun
from ..selectors import visible_to
from ..services import commits, discarding, previews, undoing, uploads
from .filters import ImportFilter
from .serializers import ImportSerializer, PreviewSerializer, UploadSerializer


class ImportViewSet(ReadViewSet):
    queryset = ImportRun.objects.all()
    serializer_class = ImportSerializer
    parser_classes = [JSONParser, MultiPartParser, FormParser]
    filterset_class = ImportFilter
    ordering_fields = ["uploaded_at", "committed_at", "kind", "state"]
    search_fields = ["filename"]

    def get_queryset(self) -> "QuerySet[ImportRun]":
        return visible_to(self.request.user)

    def may_create(self) -> Verdict:
        return policies.may_upload(self.request.user)

    @extend_schema(request=UploadSerializer, responses={201: ImportSerializer})
    @idempotent
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Upload a file; its headings are read and mapped by guess, or as they were mapped last time."""
        asked = UploadSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        run = uploads.upload(by=request.user, kind=asked.validated_data["kind"], upload=asked.validated_data["file"])
        return self._answer(run, status.HTTP_201_CREATED)

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Discard a file that was not imported; one that was is undone instead."""
        discarding.discard(run=self.get_object(), by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(request=PreviewSerializer, responses=ImportSerializer)
    @action(detail=True, methods=["post"])
    def preview(self, request: Request, pk: str) -> Response:
        """Plan every row with this mapping and these decisions; nothing is written."""
        run = self.get_object()
        policies.may_map(request.user, run).require_person()
        asked = PreviewSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        given = asked.validated_data
        run = previews.preview(run=run, by=request.user, mapping=given.get("mapping"), decisions=given.get("decisions"))
        return self._answer(run)

    @extend_schema(request=None, responses={202: ImportSerializer})
    @action(detail=True, methods=["post"])
    @idempotent
    def commit(self, request: Request, pk: str) -> Response:
        """Start the import in the background."""
        return self._answer(commits.commit(run=self.get_object(), by=request.user), status.HTTP_202_ACCEPTED)

    @extend_schema(request=None, responses={202: ImportSerializer})
    @action(detail=True, methods=["post"])
    @idempotent
    def undo(self, request: Request, pk: str) -> Response:
        """Take the import back in the background; what somebody changed since is kept."""
        return self._answer(undoing.undo(run=self.get_object(), by=request.user), status.HTTP_202_ACCEPTED)

    def _answer(self, run: ImportRun, code: int = status.HTTP_200_OK) -> Response:
        return self.answer(self.get_queryset().get(pk=run.pk), code)
