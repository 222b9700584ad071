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
from crm.core.models import Versioned
from crm.core.verdict import ALLOWED, Verdict

from .idempotency import idempotent


def changes_record(handler: Any) -> Any:
    """Marks an action that heeds If-Match and answers with the record."""
    handler.takes_if_match = handler.answers_etag = True
    return handler


class ReadViewSet(ListModelMixin, GenericViewSet):
    """List and retrieve. `get_queryset` starts at `visible_to(request.user)`, so that out of scope is 404."""

    def filter_queryset(self, queryset: Any) -> Any:
        """Filters are for lists; one record is found by its id alone."""
        return queryset if self.detail else super().filter_queryset(queryset)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Whoever may not create anything here is told so before their body is read."""
        super().initial(request, *args, **kwargs)
        if self.action == "create":
            self.may_create().require_person()

    def may_create(self) -> Verdict:
        return ALLOWED

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.answer(self.get_object())

    def answer(self, instance: Model, status_code: int = status.HTTP_200_OK) -> Response:
        """The record as the API shows it, with its ETag; a new one with its address."""
        tag = self.etag(instance)
        headers = {"ETag": tag} if tag else {}
        if self.action == "create":
            headers["Location"] = f"{self.request.path}{instance.pk}/"
        return Response(self.get_serializer(instance).data, status=status_code, headers=headers)

    def expected_version(self, instance: Model) -> int | None:
        """The version named by If-Match; `PreconditionFailed` when it is not the record's (the service asks again).

        A proxy that compresses makes a tag weak, so that weak ones count as well.
        """
        if "If-Match" not in self.request.headers:
            return None
        tags = [part.strip().removeprefix("W/") for part in self.request.headers["If-Match"].split(",")]
        if "*" in tags:
            return None
        if self.etag(instance) not in tags:
            raise PreconditionFailed()
        return getattr(instance, "version", None)

    def etag(self, instance: Model) -> str:
        """Override where a record shows more than its own columns, so that the tag changes with all of it."""
        version = getattr(instance, "version", None)
        return f'"{version}"' if version is not None else ""

    # What the document says of headers (crm.core.api.document); `changes_record` marks further handlers.

    def answers_etag(self) -> bool:
        return self.is_versioned() and self.action in ("retrieve", "create", "update", "partial_update")

    def takes_if_match(self) -> bool:
        return self.is_versioned() and self.action in ("update", "partial_update", "destroy")

    def is_versioned(self) -> bool:
        return issubclass(self.queryset.model, Versioned)


class RecordViewSet(ReadViewSet):
    """Create and change, each by a service; the two `perform_` methods are abstract.

    `perform_create(serializer)` and `perform_update(serializer, version)` call the service and return the record;
    `version` is what the client saw (If-Match), or None when it did not say.
    """

    http_method_names = ["get", "post", "put", "patch", "delete", "head", "options"]

    def may_change(self, instance: Any) -> Verdict:
        """As far as it is known before the body is read."""
        return ALLOWED

    @idempotent
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        return self.answer(self.fresh(self.perform_create(serializer)), status.HTTP_201_CREATED)

    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.update(request, *args, partial=True, **kwargs)

    def update(self, request: Request, *args: Any, partial: bool = False, **kwargs: Any) -> Response:
        instance = self.get_object()
        self.may_change(instance).require_person()
        version = self.expected_version(instance)
        serializer = self.get_serializer(instance, data=request.data, partial=partial)
        serializer.is_valid(raise_exception=True)
        return self.answer(self.fresh(self.perform_update(serializer, version)))

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
