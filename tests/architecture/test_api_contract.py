"""The contract with other programs: its table against the OpenAPI document and against real answers."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from drf_spectacular.generators import SchemaGenerator
from rest_framework.test import APIClient

from tests.doors_world import build_world

V1 = "/api/v1/"


@dataclass(frozen=True)
class Line:
    path: str
    fields: dict[str, str]
    filters: list[str]
    actions: list[tuple[str, str]]


def _line(text: str) -> Line:
    path, fields, filters, actions = (part.strip() for part in text.split("|"))
    # {"kind": "=company,foundation", "parent": "@", "name": ""}
    told = {}
    for word in fields.split():
        name = word.partition("=")[0].rstrip("@")
        told[name] = word[len(name) :]
    deeds = [deed.split() for deed in actions.split(",") if deed.strip()]
    return Line(
        path,
        told,
        filters.split(),
        [(verb.lower(), f"{V1}{path}{'' if below == '-' else below}") for verb, below in deeds],
    )


LINES = [
    _line(text)
    for text in Path(__file__).with_name("api_contract.txt").read_text(encoding="utf-8").splitlines()
    if text and not text.startswith("#")
]
each = pytest.mark.parametrize("line", LINES, ids=lambda line: line.path)


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return SchemaGenerator().get_schema(request=None, public=True)


def _resolved(document: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """A reference followed, also where it stands in an allOf or a oneOf beside others."""
    for part in [node, *node.get("allOf", ()), *node.get("oneOf", ())]:
        if "$ref" in part:
            found: Any = document
            for step in part["$ref"].removeprefix("#/").split("/"):
                found = found[step]
            return found
    return node


def _fields(document: dict[str, Any], path: str) -> dict[str, Any]:
    answer = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    schema = _resolved(document, answer)
    rows = schema["properties"].get("results") if "results" in schema["properties"] else None
    return _resolved(document, rows["items"])["properties"] if rows else schema["properties"]


@each
def test_the_document_has_every_field_filter_and_action(document, line):
    fields = _fields(document, f"{V1}{line.path}")
    assert sorted({"id", *line.fields} - set(fields)) == []
    assert fields["id"]["type"] == "string"
    for name, told in line.fields.items():
        if told == "@":
            assert fields[name]["type"] == "string", name
        if told.startswith("="):
            values = set(_resolved(document, fields[name]).get("enum", ()))
            assert set(told[1:].split(",")) <= values, name
    asked = {parameter["name"] for parameter in document["paths"][f"{V1}{line.path}"]["get"]["parameters"]}
    assert sorted({*line.filters, "page", "page_size", "ordering", "search"} - asked) == []
    assert [(v, p) for v, p in line.actions if v not in document["paths"].get(p, {})] == []


@each
def test_a_real_answer_has_them_too(cast, line, document):
    build_world(cast)
    client = APIClient()
    answers = []
    for person in (cast.focal_point, cast.auditor):
        client.force_authenticate(person)
        answers += client.get(f"{V1}{line.path}").json()["results"]
    assert answers, "nothing to look at"
    row = answers[0]
    assert set(row) == set(_fields(document, f"{V1}{line.path}"))
    references = [name for name, told in {"id": "@", **line.fields}.items() if told == "@"]
    assert {name: row[name] for name in references if not isinstance(row[name], str | None)} == {}
    client.force_authenticate(cast.focal_point)
    for name in ("ordering", "search"):
        told = next(p for p in document["paths"][f"{V1}{line.path}"]["get"]["parameters"] if p["name"] == name)
        value = told.get("description", "").partition(": ")[2].partition(",")[0].partition(";")[0]
        assert client.get(f"{V1}{line.path}", {name: value}).status_code == 200, (name, value)
    assert client.get(f"{V1}{line.path}", {"ordering": "nonsense"}).status_code == 400


def test_nothing_is_listed_that_the_table_does_not_know(document):
    lists = {p for p, verbs in document["paths"].items() if "page_size" in str(verbs.get("get", {}).get("parameters"))}
    assert sorted(lists - {f"{V1}{line.path}" for line in LINES}) == []


def _operations(document: dict[str, Any]):
    for path, verbs in document["paths"].items():
        for verb, operation in verbs.items():
            yield f"{verb} {path}", verb, operation


def test_every_operation_tells_its_refusals(document):
    everywhere = {"401", "403", "406", "429", "503"}
    with_a_body = {"400", "409", "413", "415"}
    missing = {}
    for name, verb, operation in _operations(document):
        wanted = everywhere | (with_a_body if "requestBody" in operation else set())
        wanted |= {"404"} if "{id}" in name else set()
        wanted |= {"409"} if verb != "get" else set()
        if lacking := wanted - set(operation["responses"]):
            missing[name] = sorted(lacking)
    assert missing == {}
    answers = document["components"]["responses"].values()
    assert all(a["content"]["application/json"]["schema"]["$ref"].endswith("/Error") for a in answers)


def test_whatever_is_made_is_made_once(document):
    """A POST that creates takes an Idempotency-Key, and says what happens to a key that was used before."""
    made = {
        name: o for name, verb, o in _operations(document) if verb == "post" and {"201", "202"} & set(o["responses"])
    }
    assert len(made) > 8
    without = [name for name, o in made.items() if "Idempotency-Key" not in str(o.get("parameters"))]
    assert without == []
    assert [name for name, o in made.items() if "422" not in o["responses"]] == []


def test_nobody_overwrites_unseen(document):
    """Whatever can be changed has an ETag, and heeds If-Match."""
    changed = {name: o for name, verb, o in _operations(document) if verb in ("put", "patch")}
    assert len(changed) > 6
    assert [name for name, o in changed.items() if "If-Match" not in str(o["parameters"])] == []
    assert [name for name, o in changed.items() if "412" not in o["responses"]] == []
    assert [name for name, o in changed.items() if "ETag" not in o["responses"]["200"]["headers"]] == []


def test_no_identifier_is_a_number(document):
    numbers = [
        f"{component}.{name}"
        for component, schema in document["components"]["schemas"].items()
        for name, field in schema.get("properties", {}).items()
        if (name == "id" or name.endswith("_id")) and field.get("type") == "integer"
    ]
    in_addresses = [
        f"{name}: {p['name']}"
        for name, _verb, o in _operations(document)
        for p in o.get("parameters", ())
        if p["in"] == "path" and p["schema"].get("type") != "string"
    ]
    assert numbers + in_addresses == []


@pytest.mark.parametrize(
    "query",
    [
        "companies/?lead_office=NOWHERE", "companies/?country=Kenya", "companies/?kind=pigeon", "companies/?parent=1.5",
        "companies/?theme=none", "companies/?founded=long ago", "companies/?ordering=-nonsense", "companies/?region=x",
        "contacts/?company=x", "contacts/?consent=maybe", "interactions/?office=NOWHERE", "interactions/?theme=none",
        "interactions/?occurred_on_after=soon", "interactions/?visibility=nobody", "follow-ups/?due_on=soon",
        "follow-ups/?assignee=me", "coordination-requests/?state=lost", "coordination-requests/?to_office=NOWHERE",
        "companies/1/approach/?office=NOWHERE", "imports/?kind=pigeons", "imports/?state=lost", "exports/?format=doc",
        "exports/?state=lost", "reminders/?rule=none", "reminders/?state=lost", "audit-events/?verb=none",
        "audit-events/?at_after=soon", "offices/?kind=tent", "offices/?office=NOWHERE", "users/?office=NOWHERE",
    ],
)  # fmt: skip
def test_a_filter_that_means_nothing_is_refused_with_a_sentence(cast, query):
    world = build_world(cast)
    client = APIClient()
    client.force_authenticate(cast.partnerships_officer)
    answer = client.get(f"{V1}{query}".replace("/1/", f"/{world['api:company pk']}/"))
    assert answer.status_code == 400, answer.json()
    error = answer.json()["errors"][0]
    assert error["detail"].endswith((".", "!"))
    assert error["attr"] in query
    # Who asks for what is not there at all finds nothing, and no fault.
    assert client.get(f"{V1}{query.partition('?')[0]}".replace("/1/", "/999999/"), {"nonsense": "1"}).status_code != 400


def test_an_office_as_a_filter_includes_those_below_and_has_two_names(cast):
    build_world(cast)
    client = APIClient()
    client.force_authenticate(cast.auditor)
    for path, name in (
        ("interactions", "office"), ("companies", "office"), ("companies", "lead_office"), ("follow-ups", "office"),
        ("coordination-requests", "to_office"), ("documents", "office"), ("users", "office"), ("offices", "office"),
    ):  # fmt: skip
        counts = {
            client.get(f"{V1}{path}/", {name: office}).json()["count"]
            for office in (cast.dakar.code, str(cast.dakar.pk), cast.dakar.code.lower())
        }
        assert len(counts) == 1, path
        assert counts.pop() > 0, path
