"""Asks for every page in this process, through the whole application with its middleware; prints the table."""

import gzip
import io
import os
import re
import statistics
import sys
import time
from pathlib import Path

from crm.wsgi import application

# Only now are the models there.
from django.conf import settings  # isort: skip
from django.db import connection  # isort: skip
from django.test.utils import CaptureQueriesContext  # isort: skip

from bench.speed.measure import cpu_ms  # isort: skip
from bench.pages.addresses import Page, pages, people  # isort: skip

DAILY_MS, PAGE_MS = 30, 100
LINKED = re.compile(r'(?:src|href)="/static/([^"#?]+)')
IMPORTED = re.compile(r'(?:from|import)\s*"\./([^"]+)"')


def main() -> None:
    times, postgres, only = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    sessions = people()
    print("| page | CPU ms | p50 ms | p95 ms | asked ms | SQL | KB compressed | first view KB |")
    print("|---|---|---|---|---|---|---|---|")
    for page in pages():
        if page.paths and only in page.name:
            print(_line(page, sessions[page.by_administrator], times, postgres), flush=True)


def _line(page: Page, session: str, times: int, postgres: int) -> str:
    bodies, taken = [_ask(path, session) for path in page.paths], []
    used = cpu_ms(os.getpid(), postgres)
    for turn in range(times):
        begun = time.perf_counter()
        _ask(page.paths[turn % len(page.paths)], session)
        taken.append((time.perf_counter() - begun) * 1000)
    used = (cpu_ms(os.getpid(), postgres) - used) / times
    most = max(bodies, key=len)
    later = len(gzip.compress(most, 6))
    first = later + _linked_bytes(most.decode())
    asked = DAILY_MS if page.daily else PAGE_MS
    p95 = statistics.quantiles(taken, n=20)[18]
    late = "**" if p95 > asked else ""
    return (
        f"| {page.name} | {used:.0f} | {statistics.median(taken):.0f} | {late}{p95:.0f}{late} | {asked} |"
        f" {max(_queries(path, session) for path in page.paths)} | {later / 1024:.1f} | {first / 1024:.0f} |"
    )


def _queries(path: str, session: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        _ask(path, session)
    return sum(not q["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")) for q in seen)


def _ask(path: str, session: str) -> bytes:
    """One GET as a browser sends it; everything else than a page is an error."""
    address, _mark, query = path.partition("?")
    told: list[str] = []
    answer = application(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": address,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_COOKIE": f"sessionid={session}",
            "HTTP_ACCEPT": "text/html",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": sys.stderr,
        },
        lambda status, _headers, _problem=None: told.append(status),
    )
    body = b"".join(answer)
    answer.close()
    if not told[0].startswith("200"):
        sys.exit(f"{path}: {told[0]}")
    return body


def _linked_bytes(html: str) -> int:
    """What the browser loads beside the page when it comes for the first time."""
    names, waiting = set(), LINKED.findall(html)
    while waiting:
        name = waiting.pop()
        if name not in names:
            names.add(name)
            if name.endswith(".js"):
                folder = name.rpartition("/")[0]
                waiting += [f"{folder}/{each}" for each in IMPORTED.findall(_file(name).read_text())]
    return sum(_compressed(_file(name)) for name in names)


def _file(name: str) -> Path:
    return Path(settings.STATIC_ROOT) / name


def _compressed(file: Path) -> int:
    packed = file.with_name(f"{file.name}.br")
    return (packed if packed.exists() else file).stat().st_size


if __name__ == "__main__":
    main()
