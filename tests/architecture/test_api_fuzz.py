"""Every operation of the API with values made from its own description, as each role: no server error, and no answer
outside the document: its status, media type, headers and shape.

`CONCORD_FUZZ_EXAMPLES=200 ./concord test tests/architecture/test_api_fuzz.py` tries longer.
"""

import json
import logging
import os
from functools import cache

import hypothesis
import pytest
import schemathesis
from django.core import signals
from django.db import close_old_connections, transaction
from drf_spectacular.generators import SchemaGenerator
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from crm.accounts.services.api_keys import make_key
from crm.core import clock
from crm.wsgi import application
from tests.doors_world import NOBODY, build_world

PARTS = 3  # of the operations, for each person
EXAMPLES = int(os.environ.get("CONCORD_FUZZ_EXAMPLES", "3"))  # of each operation for each person
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@cache
def described():
    """The operations of the document, which is the same for all."""
    document = SchemaGenerator().get_schema(request=None, public=True)
    schema = schemathesis.openapi.from_dict(json.loads(json.dumps(document, default=str)))
    schema.app = application
    return [each.ok() for each in schema.get_all_operations()]


@pytest.fixture
def operations(cast, part: int):
    """In a world that has one of each kind; with the identifier that is there for each address."""
    world = build_world(cast)
    return [(operation, _known_id(operation.path, world)) for operation in described()[part::PARTS]]


def _known_id(path: str, world: dict[str, object]) -> str:
    """companies/{id}/timeline/ is asked with the company of the world."""
    noun = path.removeprefix("/api/v1/").partition("/")[0]
    keys = {
        "companies": "company",
        "audit-events": "auditevent",
        "maturity-assessments": "maturity",
        "parties": "party",
        "sales-activities": "sales-activity",
        "controversies": "controversy",
    }
    return str(world.get(f"api:{keys.get(noun, noun.removesuffix('s'))} pk", NOBODY))


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
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("person", ["focal_point", "outsider", "partnerships_officer", "auditor", "administrator"])
def test_no_operation_breaks_or_answers_otherwise_than_described(cast, operations, person):
    _key, text = make_key(by=getattr(cast, person), name="Robot", at=clock.now())
    faults: dict[str, str] = {}
    for operation, known in operations:
        _try(operation, known, {"Authorization": f"Bearer {text}"}, faults)
    assert faults == {}


def _try(operation, known: str, headers: dict[str, str], faults: dict[str, str]) -> None:
    @hypothesis.settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(case=operation.as_strategy(), there=hypothesis.strategies.booleans())
    def ask(case, there) -> None:
        if there and "id" in (case.path_parameters or {}):
            case.path_parameters["id"] = known
        with transaction.atomic():
            response = case.call(headers=headers)
            transaction.set_rollback(True)
        try:
            case.validate_response(response, checks=CHECKS)
        except FailureGroup as failure:
            faults[operation.label] = f"{failure.exceptions[0]}"[:1500] + f"\n{case.as_curl_command()[:500]}"

    ask()
