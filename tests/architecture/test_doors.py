"""Every door x every role x every method has an expected answer, in one table: doors.txt beside this file.

The routes come from the URL resolver, so that a new one without a line fails. After a change that is meant, write the
table anew with `CONCORD_WRITE_DOORS=1 ./concord test tests/architecture/test_doors.py` and read its difference.
The table is asked and compared in parts, so that every core has some.
"""

import fcntl
import logging
import os
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client, RequestFactory
from django.test.client import ClientHandler
from django.urls import URLPattern, URLResolver, get_resolver

from crm.accounts.models import User
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
# Reading differs by fewer people than writing does.
READERS = ("anonymous", "staff", "outsider", "team", "auditor", "administrator")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
# Tested by their own package; ours is only who gets in.
LEFT_OUT = ("admin:",)
FOREIGN = ("account_", "mfa_", "socialaccount_", "openid_", "usersessions_", "/accounts/")
# Whole documents that are made anew for each reader, and are the same for each.
SAME_FOR_ALL = ("schema", "docs")
PARTS = 12
HEAD = "# route METHOD -> answer: roles. Written by test_doors.py; read the difference before you commit it.\n"
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


def path_of(template: str, name: str, world: dict[str, object]) -> str:
    """Fill the parameters: the world knows a value for "route parameter", also by the beginning of the route."""

    def value(match: re.Match[str]) -> str:
        parameter = match["django"] or match["regex"]
        fitting = [key for key in world if key.endswith(f" {parameter}") and name.startswith(key.split()[0])]
        return str(world[max([*fitting, parameter], key=len)])

    filled = re.sub(r"<(?:\w+:)?(?P<django>\w+)>|\(\?P<(?P<regex>\w+)>(?:[^()]|\([^()]*\))*\)", value, template)
    return filled.replace("\\", "").replace("/?", "/")


def _word(response) -> str:
    status = response.status_code
    if status in (301, 302):
        return "signin" if "/accounts/login/" in response["Location"] else "in"
    if status == 401:
        return "signin"
    return "in" if status < 300 else WORDS.get(status, str(status))


class Door(RequestFactory):
    """A test client without its notes on templates and without a fresh stack of middleware for each request."""

    def __init__(self) -> None:
        super().__init__()
        self.handler = ClientHandler(enforce_csrf_checks=False)

    def request(self, **environ: object) -> HttpResponseBase:
        return self.handler(self._base_environ(**environ))

    def ask(self, session: str | None, method: str, path: str) -> str:
        """One request that leaves nothing behind, neither in the database nor in the person's cookies."""
        self.cookies.clear()
        if session:
            self.cookies[settings.SESSION_COOKIE_NAME] = session
        with transaction.atomic():
            response = self._send(method, path)
            # Read to its end and not response.close(), which would close the connection of this transaction, too.
            if response.streaming:
                b"".join(response.streaming_content)
            transaction.set_rollback(True)
        return _word(response)

    def _send(self, method: str, path: str) -> HttpResponseBase:
        if method in ("GET", "HEAD"):
            return self.get(path)
        if method == "POST" and not path.startswith("/api/"):
            return self.post(path)
        return self.generic(method, path, "{}", content_type="application/json")


def _session(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _asked(name: str, method: str, path: str) -> tuple[str, ...]:
    """Whose answers are written down; the others' would tell nothing new."""
    if name in SAME_FOR_ALL:
        return READERS[:2]
    if name.startswith(FOREIGN):
        return READERS[:2] if method in ("GET", "POST") else ()
    if method == "GET":
        return READERS
    # To a page whatever is no POST is a GET.
    return tuple(ROLES) if method == "POST" or path.startswith("/api/") else ()


def part_of(name: str, parts: int) -> int:
    """The same for all routes of a name, whatever else there is."""
    return zlib.crc32(name.encode()) % parts


@pytest.fixture
def answers(cast, part: int) -> dict[str, str]:
    """{"route METHOD": "answer: roles; ..."}, with everybody of the same answer together."""
    world = build_world(cast)
    sessions = {role: _session(getattr(cast, person)) if person else None for role, person in ROLES.items()}
    found, door = {}, Door()
    logging.disable(logging.CRITICAL)
    for name, template in routes():
        if name.startswith(LEFT_OUT) or part_of(name, PARTS) != part:
            continue
        path = path_of(template, name, world)
        for method in METHODS:
            asked = _asked(name, method, path)
            if not asked or door.ask(sessions["staff"], method, path) == "method":
                continue
            by_answer: dict[str, list[str]] = {}
            for role in asked:
                by_answer.setdefault(door.ask(sessions[role], method, path), []).append(role)
            found[f"{name} {method}"] = "; ".join(
                f"{word}: {', '.join(who)}" for word, who in sorted(by_answer.items())
            )
    logging.disable(logging.NOTSET)
    return found


def _read() -> dict[str, str]:
    lines = TABLE.read_text(encoding="utf-8").splitlines() if TABLE.exists() else []
    return dict(line.split(" -> ", 1) for line in lines if line and not line.startswith("#"))


def _route(line: str) -> str:
    return line.rpartition(" ")[0]


def _write(part: int, answers: dict[str, str]) -> None:
    """This part's lines anew, one core after the other, and never half a table for the others to read."""
    there = {name for name, _template in routes()}
    folder, unfinished = os.open(TABLE.parent, os.O_RDONLY), TABLE.with_suffix(".new")
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        others = {k: v for k, v in _read().items() if _route(k) in there and part_of(_route(k), PARTS) != part}
        lines = (f"{k} -> {v}\n" for k, v in sorted((others | answers).items()))
        unfinished.write_text(HEAD + "".join(lines), encoding="utf-8")
        unfinished.replace(TABLE)
    finally:
        os.close(folder)


# What somebody who has not signed in may reach: signing in (or being sent there), health, the description of the API.
STRANGERS_MAY = re.compile(
    r"^(account_|mfa_|socialaccount_|openid|healthz|readyz|/accounts/|accounts:/accounts/|schema |docs "
    # The partner's own, by a signed link.
    r"|partnerships:survey )"
)
# An auditor reads everything, takes it out as a file, and changes nothing but one's own profile, views and notices.
AUDITORS_MAY = re.compile(
    r"^(account_|mfa_|usersessions|socialaccount_|accounts:|notifications:|api:notification|listing:|workspace:trail_)"
)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_every_door_answers_as_written(answers, part):
    if os.environ.get("CONCORD_WRITE_DOORS"):
        _write(part, answers)
    # A line whose route is gone belongs to a part, too.
    expected = {k: v for k, v in _read().items() if part_of(_route(k), PARTS) == part}
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
