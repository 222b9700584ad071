"""Every door x every role x every method has an expected answer, in one table: doors.txt beside this file.

The routes come from the URL resolver, so that a new one without a line fails. After a change that is meant, write the
table anew with `CONCORD_WRITE_DOORS=1 ./concord test tests/architecture/test_doors.py` and read its difference.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.doors_world import build_world

TABLE = Path(__file__).with_name("doors.txt")
ROLES = {
    "anonymous": None,
    "staff": "focal_point",
    "outsider": "outsider",
    "chief": "chief_of_mission",
    "director": "regional_director",
    "team": "partnerships_officer",
    "committee": "committee_member",
    "hub": "hub_officer",
    "auditor": "auditor",
    "administrator": "administrator",
}
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
# Other people's packages, tested by them; what of theirs a stranger reaches is named in STRANGERS_MAY.
FOREIGN = ("admin:",)
WORDS = {400: "bad", 403: "no", 404: "hidden", 405: "method", 409: "conflict", 412: "stale", 413: "large", 415: "bad"}


def routes(patterns=None, prefix: str = "/", spaces: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """(name, path template) of every route; unnamed ones are named by their path."""
    for entry in patterns if patterns is not None else get_resolver().url_patterns:
        path = prefix + str(entry.pattern).lstrip("^").rstrip("$")
        if isinstance(entry, URLResolver):
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from routes(entry.url_patterns, path, inner)
        elif isinstance(entry, URLPattern):
            yield ":".join((*spaces, entry.name or path)), path


def _path(template: str, name: str, world: dict[str, object]) -> str:
    """Fill the parameters: the world knows a value for (route name or its first word, parameter)."""

    def value(match: re.Match[str]) -> str:
        parameter = match["django"] or match["regex"]
        for key in (f"{name} {parameter}", f"{name.rsplit('-', 1)[0]} {parameter}", parameter):
            if key in world:
                return str(world[key])
        raise AssertionError(f"tests/doors_world.py gives no {parameter!r} for {name}")

    filled = re.sub(r"<(?:\w+:)?(?P<django>\w+)>|\(\?P<(?P<regex>\w+)>(?:[^()]|\([^()]*\))*\)", value, template)
    return filled.replace("\\", "").replace("/?", "/")


def _word(response) -> str:
    status = response.status_code
    if status in (301, 302):
        return "signin" if "/accounts/login/" in response["Location"] else "in"
    if status == 401:
        return "signin"
    return "in" if status < 300 else WORDS.get(status, str(status))


def _ask(client: Client, method: str, path: str) -> str:
    with transaction.atomic():
        data = {} if method == "GET" else {"data": "{}", "content_type": "application/json"}
        if method == "POST" and not path.startswith("/api/"):
            data = {}
        try:
            return _word(client.generic(method, path, **data) if data else client.generic(method, path))
        finally:
            transaction.set_rollback(True)


@pytest.fixture
def answers(cast) -> dict[str, str]:
    """{"route METHOD": "who: answer; ..."}, with everybody of the same answer together."""
    world = build_world(cast)
    clients = {role: Client(raise_request_exception=False) for role in ROLES}
    for role, person in ROLES.items():
        if person:
            clients[role].force_login(getattr(cast, person))
    found = {}
    for name, template in routes():
        if name.startswith(FOREIGN):
            continue
        path = _path(template, name, world)
        for method in METHODS:
            if _ask(clients["team"], method, path) == "method" and _ask(clients["staff"], method, path) == "method":
                continue
            by_answer: dict[str, list[str]] = {}
            for role, client in clients.items():
                by_answer.setdefault(_ask(client, method, path), []).append(role)
            everybody = ", ".join
            found[f"{name} {method}"] = "; ".join(
                f"{word}: {everybody(who)}" for word, who in sorted(by_answer.items())
            )
    return found


def _read() -> dict[str, str]:
    lines = TABLE.read_text(encoding="utf-8").splitlines() if TABLE.exists() else []
    return dict(line.split(" -> ", 1) for line in lines if line and not line.startswith("#"))


# What somebody who has not signed in may reach: signing in, health, the styles' own pages.
STRANGERS_MAY = re.compile(
    r"^(account_|mfa_|socialaccount_|openid|/healthz|/readyz|healthz|readyz|/accounts/|i18n|set_language)"
)
# An auditor reads everything and changes nothing but how the pages look for them and what they have read.
AUDITORS_MAY = re.compile(
    r"^(account_|mfa_|usersessions|accounts:|notifications:|api:notification|listing:|socialaccount_)"
)


def test_every_door_answers_as_written(answers):
    if os.environ.get("CONCORD_WRITE_DOORS"):
        head = "# route METHOD -> answer: roles. Written by test_doors.py; read the difference before you commit it.\n"
        TABLE.write_text(head + "".join(f"{k} -> {v}\n" for k, v in sorted(answers.items())), encoding="utf-8")
    expected = _read()
    assert sorted(set(answers) - set(expected)) == [], "doors without an expected answer"
    assert sorted(set(expected) - set(answers)) == [], "expected doors that are gone"
    assert {k: v for k, v in answers.items() if expected[k] != v} == {
        k: expected[k] for k, v in answers.items() if expected[k] != v
    }

    broken = [k for k, v in answers.items() if re.search(r"\b5\d\d\b", v)]
    assert broken == [], "a server error"

    open_to_strangers = [k for k, v in answers.items() if "anonymous" in _who(v, "in") and not STRANGERS_MAY.match(k)]
    assert open_to_strangers == [], "open to people who have not signed in"

    changed_by_auditors = [
        k
        for k, v in answers.items()
        if not k.endswith(" GET") and "auditor" in _who(v, "in", "conflict") and not AUDITORS_MAY.match(k)
    ]
    assert changed_by_auditors == [], "an auditor changes nothing"


def _who(answer: str, *words: str) -> str:
    return ",".join(part.split(": ", 1)[1] for part in answer.split("; ") if part.split(": ", 1)[0] in words)
