"""Every operation of the API with values made from its own description: no server error, and answers as described."""

import json
import logging

import hypothesis
import pytest
import schemathesis
from django.core import signals
from django.db import close_old_connections, transaction
from drf_spectacular.generators import SchemaGenerator
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import response_schema_conformance

from crm.accounts.services.api_keys import make_key
from crm.core import clock
from crm.wsgi import application
from tests.doors_world import build_world

EXAMPLES = 4  # of each operation for each person


@pytest.fixture
def operations(cast):
    """Of the document, in a world that has one of each kind."""
    build_world(cast)
    document = SchemaGenerator().get_schema(request=None, public=True)
    schema = schemathesis.openapi.from_dict(json.loads(json.dumps(document, default=str)))
    schema.app = application
    return [found.ok() for found in schema.get_all_operations()]


@pytest.fixture
def one_connection():
    """Requests share the connection of the test, whose transaction they are to leave as it was."""
    both = (signals.request_started, signals.request_finished)
    for signal in both:
        signal.disconnect(close_old_connections)
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)
    for signal in both:
        signal.connect(close_old_connections)


@pytest.mark.slow
@pytest.mark.usefixtures("one_connection")
@pytest.mark.parametrize("person", ["focal_point", "auditor"])
def test_no_operation_breaks_or_answers_otherwise_than_described(cast, operations, person):
    _key, text = make_key(by=getattr(cast, person), name="Robot", at=clock.now())
    faults: dict[str, str] = {}
    for operation in operations:
        _try(operation, {"Authorization": f"Bearer {text}"}, faults)
    assert faults == {}


def _try(operation, headers: dict[str, str], faults: dict[str, str]) -> None:
    @hypothesis.settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(case=operation.as_strategy())
    def ask(case) -> None:
        with transaction.atomic():
            response = case.call(headers=headers)
            transaction.set_rollback(True)
        if response.status_code >= 500:
            faults[operation.label] = f"{response.status_code}: {case.as_curl_command()}"
        elif response.status_code < 300:
            try:
                case.validate_response(response, checks=[response_schema_conformance])
            except FailureGroup as failure:
                faults[operation.label] = str(failure)[:1000]

    ask()
