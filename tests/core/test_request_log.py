"""Logs tell what happened and how long it took, and nothing about anybody."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import resolve
from structlog.testing import capture_logs

from crm.core.request_log import RequestLogMiddleware


def _answer(request: HttpRequest) -> HttpResponse:
    request.resolver_match = resolve("/admin/login/")
    return HttpResponse()


@pytest.fixture
def logged(rf: RequestFactory) -> Any:
    with capture_logs() as lines:
        response = RequestLogMiddleware(_answer)(
            rf.get("/admin/login/?q=Maria+Rossi", headers={"X-Request-ID": "a b\n"})
        )
    return response, lines


def test_one_line_with_route_and_no_query(logged: Any) -> None:
    _, lines = logged
    assert len(lines) == 1
    assert lines[0]["event"] == "request"
    assert lines[0]["route"] == "admin/login/"
    assert lines[0]["status"] == 200
    assert "Rossi" not in str(lines)


def test_an_id_that_is_none_is_not_taken_over(logged: Any) -> None:
    response, _ = logged
    assert len(response["X-Request-ID"]) == 32


def test_the_proxys_id_is_kept(rf: RequestFactory) -> None:
    response = RequestLogMiddleware(_answer)(rf.get("/", headers={"X-Request-ID": "abcdef-123456"}))
    assert response["X-Request-ID"] == "abcdef-123456"


def test_probes_are_not_logged(rf: RequestFactory) -> None:
    def probe(request: HttpRequest) -> HttpResponse:
        request.resolver_match = resolve("/healthz")
        return HttpResponse()

    with capture_logs() as lines:
        RequestLogMiddleware(probe)(rf.get("/healthz"))
    assert lines == []
