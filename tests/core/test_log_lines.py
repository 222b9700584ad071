"""What stands in a log line, whoever wrote it."""

import io
import json
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.http import HttpResponseServerError
from django.test import RequestFactory
from django.urls import resolve
from django.utils.log import log_response

from crm.core import log_lines
from crm.embedded.places import ROOT


@pytest.fixture
def log() -> Iterator[tuple[logging.Logger, Any]]:
    """A logger laid out as production's are, and its lines as read back."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(log_lines.as_json())
    handler.addFilter(log_lines.RouteForPath())
    logger = logging.getLogger("test-of-log-lines")
    logger.propagate = False
    logger.addHandler(handler)
    yield logger, lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logger.removeHandler(handler)


def test_our_facts_are_told_and_a_librarys_are_not(log: Any) -> None:
    logger, lines = log
    logger.warning("job_failed", extra={"job": 7, "data": {"args": "maria.rossi@example.org"}})
    (line,) = lines()
    assert (line["event"], line["job"], line["level"]) == ("job_failed", 7, "warning")
    assert "rossi" not in str(line)


@pytest.mark.django_db
def test_an_error_of_the_database_tells_no_row(log: Any) -> None:
    logger, lines = log
    person = {"email": "maria.rossi@example.org", "name": "Maria Rossi"}
    for _ in range(2):
        try:
            with transaction.atomic():
                get_user_model().objects.create(**person)
        except IntegrityError as error:
            logger.exception("failed: %r", error)
            logger.error("Task raised: %s", error)
    assert len(lines()) == 2
    assert "duplicate key value" in lines()[0]["exception"]
    assert "rossi" not in str(lines()).lower()


def test_a_request_that_failed_is_named_by_its_route(log: Any, rf: RequestFactory) -> None:
    logger, lines = log
    request = rf.get("/accounts/password/reset/key/3-secret/")
    request.resolver_match = resolve(request.path)
    log_response(
        "%s: %s", "Server error", request.path, response=HttpResponseServerError(), request=request, logger=logger
    )
    (line,) = lines()
    assert "accounts/password/reset/key/" in line["event"]
    assert "secret" not in str(line)


def test_every_fact_that_we_tell_is_let_through() -> None:
    told = set()
    for path in (ROOT / "crm").rglob("*.py"):
        for found in re.findall(r"extra=\{([^}]*)\}", path.read_text()):
            told |= set(re.findall(r'"(\w+)":', found))
    assert told
    assert told <= set(log_lines.FACTS)


def test_the_web_servers_own_lines_look_the_same() -> None:
    config = json.loads((ROOT / "crm" / "granian_logs.json").read_text())
    assert config["formatters"]["json"] == {"()": "crm.core.log_lines.as_json"}
    assert "crm/granian_logs.json" in (ROOT / "Dockerfile").read_text()
