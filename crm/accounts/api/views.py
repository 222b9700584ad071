"""Parents of the API's views: they translate HTTP into service calls and back, and hold no rule."""

from typing import Any

from django.db.models import Model
from rest_framework import status
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import GenericViewSet

from crm.core.api.errors import PreconditionFailed

from .idempotency import idempotent


class ReadViewSet(ListModelMixin, GenericViewSet):
    """List and retrieve. `get_queryset` starts at `visible_to(request.user)`, so that out of scope is 404."""

    def filter_queryset(self, queryset: Any) -> Any:
        """Filters are for lists; one record is found by its id alone."""
        return queryset if self.detail else super().filter_queryset(queryset)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.answer(self.get_object())

    def answer(self, instance: Model, status_code: int = status.HTTP_200_OK) -> Response:
        """The record as the API shows it, with its ETag; 304 when the reader has it already."""
        tag = _etag(instance)
        if tag and status_code == 200 and self.request.method == "GET" and tag in self._seen("If-None-Match"):
            return Response(status=status.HTTP_304_NOT_MODIFIED, headers={"ETag": tag})
        serializer = self.get_serializer(instance)
        return Response(serializer.data, status=status_code, headers={"ETag": tag} if tag else None)

    def _seen(self, header: str) -> list[str]:
        return [part.strip().removeprefix("W/") for part in self.request.headers.get(header, "").split(",")]


class RecordViewSet(ReadViewSet):
    """Create and change, each by a service; the two `perform_` methods are abstract.

    `perform_create(serializer)` and `perform_update(serializer, version)` call the service and return the record;
    `version` is what the client saw (If-Match), or None when it did not say.
    """

    http_method_names = ["get", "post", "put", "patch", "delete", "head", "options"]

    @idempotent
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        return self.answer(self.fresh(self.perform_create(serializer)), status.HTTP_201_CREATED)

    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.update(request, *args, partial=True, **kwargs)

    def update(self, request: Request, *args: Any, partial: bool = False, **kwargs: Any) -> Response:
        instance = self.get_object()
        serializer = self.get_serializer(instance, data=request.data, partial=partial)
        version = self.expected_version(instance)
        serializer.is_valid(raise_exception=True)
        return self.answer(self.fresh(self.perform_update(serializer, version)))

    def expected_version(self, instance: Model) -> int | None:
        """The version named by If-Match; `PreconditionFailed` when it is not the record's (the service asks again)."""
        if "If-Match" not in self.request.headers:
            return None
        tags, tag = self._seen("If-Match"), _etag(instance)
        if "*" in tags:
            return None
        if tag not in tags:
            raise PreconditionFailed()
        return getattr(instance, "version", None)

    def fresh(self, record: Model) -> Model:
        """The record as the list reads it, with what its serializer needs; override to spare the query."""
        return self.get_queryset().get(pk=record.pk)

    def perform_create(self, serializer: BaseSerializer) -> Model:
        raise NotImplementedError

    def perform_update(self, serializer: BaseSerializer, version: int | None) -> Model:
        raise NotImplementedError


class BinMixin:
    """DELETE puts the record into the bin, by `perform_destroy(instance, version)`."""

    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        instance = self.get_object()  # type: ignore[attr-defined]
        self.perform_destroy(instance, self.expected_version(instance))  # type: ignore[attr-defined]
        return Response(status=status.HTTP_204_NO_CONTENT)


def _etag(instance: Model) -> str:
    version = getattr(instance, "version", None)
    return f'"{version}"' if version is not None else ""
