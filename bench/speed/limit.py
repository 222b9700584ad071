"""The floor: the same reads and writes by psycopg2 and hand-written SQL, without a framework."""

import io
import json
import os
import threading
from collections.abc import Callable, Iterable
from urllib.parse import parse_qs

import psycopg2

_local = threading.local()


def _cursor() -> "psycopg2.extensions.cursor":
    if not hasattr(_local, "connection"):
        _local.connection = psycopg2.connect(os.environ["REFERENCE_URL"])
        _local.connection.autocommit = True
    return _local.connection.cursor()


def _rows(cursor: "psycopg2.extensions.cursor") -> list[dict]:
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _list(query: dict[str, str], _body: bytes) -> dict:
    cursor = _cursor()
    cursor.execute(
        "select c.*, k.name as country from company c join country k on k.id = c.country_id where c.country_id = %s "
        "order by c.name, c.id limit 50",
        [query["country"]],
    )
    found = _rows(cursor)
    cursor.execute("select count(*) from company where country_id = %s", [query["country"]])
    return {"count": cursor.fetchone()[0], "results": found}


def _page(query: dict[str, str], _body: bytes) -> dict:
    cursor = _cursor()
    cursor.execute(
        "select c.*, k.name as country from company c join country k on k.id = c.country_id where c.id = %s",
        [query["id"]],
    )
    company = _rows(cursor)[0]
    cursor.execute("select * from contact where company_id = %s order by id limit 50", [query["id"]])
    company["contacts"] = _rows(cursor)
    cursor.execute(
        "select i.*, t.last_name from interaction i left join contact t on t.id = i.contact_id where i.company_id = %s "
        "order by i.date desc limit 20",
        [query["id"]],
    )
    company["interactions"] = _rows(cursor)
    return company


def _log(_query: dict[str, str], body: bytes) -> dict:
    sent = json.loads(body)
    cursor = _cursor()
    cursor.execute(
        "insert into interaction (company_id, contact_id, author, kind, subject, notes, date) "
        "values (%s, %s, 'bench', 'meeting', %s, %s, now()) returning id",
        [sent["company"], sent["contact"], sent["subject"], sent["notes"]],
    )
    return {"id": cursor.fetchone()[0]}


def _export(query: dict[str, str]) -> bytes:
    where = f"where c.country_id = {int(query['country'])}" if "country" in query else ""
    out = io.BytesIO()
    _cursor().copy_expert(
        "copy (select c.id, c.name, k.name, c.website, c.address, c.town, c.description, c.created_at from company c "
        f"join country k on k.id = c.country_id {where} order by c.name) to stdout csv header",
        out,
    )
    return out.getvalue()


_ROUTES: dict[str, Callable[[dict[str, str], bytes], dict]] = {
    "/companies": _list,
    "/company": _page,
    "/interaction": _log,
}


def app(environ: dict, start_response: Callable) -> Iterable[bytes]:
    query = {name: values[0] for name, values in parse_qs(environ["QUERY_STRING"]).items()}
    if environ["PATH_INFO"] == "/export":
        answer = _export(query)
    else:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        handler = _ROUTES.get(environ["PATH_INFO"])
        answer = json.dumps(handler(query, body), default=str).encode() if handler else b"ok"
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(answer)))])
    return [answer]
