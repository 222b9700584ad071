"""The REST door of the watch lists: HTTP in, services called, HTTP out."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.parsers import FormParser, JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from crm.accounts.api.idempotency import idempotent
from crm.accounts.api.views import ReadViewSet, changes_record
from crm.core import clock

from ...models import Hit, ListLoad, WatchList
from .. import policies
from ..services import hits, newest, uploads
from .filters import HitFilter, LoadFilter
from .serializers import (
    HitSerializer,
    LoadRequestSerializer,
    LoadSerializer,
    NewestSerializer,
    ResolveSerializer,
    WatchListSerializer,
)


class WatchListViewSet(ReadViewSet):
    """The lists in which partners are looked up, and loading a file into one."""

    queryset = WatchList.objects.all()
    serializer_class = WatchListSerializer
    parser_classes = [MultiPartParser, FormParser, JSONParser]
    lookup_field = "code"
    ordering_fields = ["code", "name"]
    search_fields = ["code", "name"]

    def get_queryset(self) -> Any:
        return WatchList.objects.select_related("current_load")

    @extend_schema(request=LoadRequestSerializer, responses={202: LoadSerializer})
    @action(detail=True, methods=["post"], url_path="loads")
    @idempotent
    def loads(self, request: Request, code: str) -> Response:
        """Hand in a file. It is read in the background; the same file as before is answered `unchanged` at once."""
        watchlist = self.get_object()
        policies.may_load(request.user, watchlist).require_person()
        asked = LoadRequestSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        files = request.FILES.getlist("file")
        told = asked.validated_data
        upload = uploads.Upload(files, told["format"], told["force"], told.get("list_date"))
        load = uploads.receive(code=watchlist.code, upload=upload, by=request.user, at=clock.now())
        return Response(LoadSerializer(load).data, status=status.HTTP_202_ACCEPTED)

    @extend_schema(request=NewestSerializer, responses=LoadSerializer)
    @action(detail=True, methods=["post"])
    def newest(self, request: Request, code: str) -> Response:
        """Confirm that the publisher has no newer file: the age of the list counts from today."""
        policies.may_confirm_newest(request.user, self.get_object()).require_person()
        told = NewestSerializer(data=request.data)
        told.is_valid(raise_exception=True)
        load = newest.confirm_newest(code=code, by=request.user, **told.validated_data)
        return Response(LoadSerializer(load).data)


class LoadViewSet(ReadViewSet):
    """What was loaded when, what it changed, and why a file was refused."""

    queryset = ListLoad.objects.none()
    serializer_class = LoadSerializer
    filterset_class = LoadFilter
    ordering_fields = ["uploaded_at", "loaded_at"]
    search_fields = ["filename", "sha256"]

    def get_queryset(self) -> Any:
        return ListLoad.objects.visible_to(self.request.user).select_related("watchlist", "job")


class HitViewSet(ReadViewSet):
    """Parties that may be listed ones, with the reasons part by part."""

    queryset = Hit.objects.none()
    serializer_class = HitSerializer
    filterset_class = HitFilter
    ordering_fields = ["score", "found_at"]
    search_fields = ["party__name", "entry__name"]

    def get_queryset(self) -> Any:
        hits = Hit.objects.visible_to(self.request.user).select_related("party__screening", "entry__watchlist")
        return hits.prefetch_related("entry__names")

    @changes_record
    @extend_schema(request=ResolveSerializer, responses=HitSerializer)
    @action(detail=True, methods=["post"])
    def resolve(self, request: Request, pk: str) -> Response:
        """Clear it, or confirm it; a hit is confirmed by two, and stays open after the first one's word."""
        hit = self.get_object()
        policies.may_resolve(request.user, hit).require_person()
        told = ResolveSerializer(data=request.data)
        told.is_valid(raise_exception=True)
        hits.resolve(hit_id=hit.pk, by=request.user, version=self.expected_version(hit), **told.validated_data)
        return self.answer(self.get_queryset().get(pk=hit.pk))
