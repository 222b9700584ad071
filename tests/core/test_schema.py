"""The OpenAPI document is complete and true."""

import contextlib
import io

import pytest
from django.core.management import call_command
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator

# docs/api.md; each list and each record of it.
RESOURCES = [
    "offices", "users", "companies", "contacts", "interactions", "follow-ups", "coordination-requests", "imports",
    "exports", "reminders", "notifications", "audit-events", "merges",
]  # fmt: skip
DEEDS = [
    ("get", "users/me/"),
    ("get", "companies/suggest/"),
    ("get", "companies/{id}/timeline/"),
    ("get", "companies/{id}/approach/"),
    ("post", "companies/{id}/merge/"),
    ("post", "contacts/{id}/merge/"),
    ("post", "merges/{id}/undo/"),
    ("post", "follow-ups/{id}/done/"),
    ("post", "coordination-requests/{id}/answer/"),
    ("post", "imports/"),
    ("post", "imports/{id}/preview/"),
    ("post", "imports/{id}/commit/"),
    ("post", "imports/{id}/undo/"),
    ("post", "exports/"),
    ("post", "notifications/read/"),
    *(
        ("post", f"{name}/")
        for name in ("companies", "contacts", "interactions", "follow-ups", "coordination-requests")
    ),
    *(("patch", f"{name}/{{id}}/") for name in ("companies", "contacts", "interactions", "follow-ups")),
]


def test_the_document_is_valid_and_nothing_had_to_be_guessed():
    GENERATOR_STATS.reset()
    told = io.StringIO()
    with contextlib.redirect_stderr(told):
        call_command("spectacular", validate=True, fail_on_warn=True, stdout=io.StringIO())
    assert told.getvalue() == ""


@pytest.fixture(scope="module")
def document():
    return SchemaGenerator().get_schema(request=None, public=True)


def test_every_promised_operation_is_in_it(document):
    promised = [("get", f"{name}/") for name in RESOURCES] + [("get", f"{name}/{{id}}/") for name in RESOURCES] + DEEDS
    missing = [(verb, path) for verb, path in promised if verb not in document["paths"].get(f"/api/v1/{path}", {})]
    assert missing == []


def test_every_operation_takes_a_key_or_a_session(document):
    schemes = document["components"]["securitySchemes"]
    assert schemes["apiKey"]["scheme"] == "bearer"
    operations = [o for path in document["paths"].values() for o in path.values()]
    assert all({"apiKey": []} in o["security"] and {"cookieAuth": []} in o["security"] for o in operations)
