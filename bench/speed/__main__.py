"""Concord beside two references, in one run: `.venv/bin/python -m bench.speed [--seconds 4] [--keep DIR]`.

Loads the big organisation (100,000 companies, 200,000 contacts, 300,000 interactions) into servers of its own, which
takes about two minutes; `--keep` keeps them for the next run. Prints a table in Markdown.
"""

import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg2

from bench.speed import measure, reference_data
from bench.speed.measure import Call
from bench.speed.programs import EXPORTS, QUERIES, WORLD
from crm.embedded.stack import Stack

ROOT = Path(__file__).resolve().parents[2]
CROWDED = "KE"
# The three take turns, so that what else the machine does meets them alike.
ROUNDS = 4


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=4, help="for each figure")
    options.add_argument("--keep", type=Path, help="folder of the servers, kept for the next run")
    chosen = options.parse_args()
    if chosen.keep:
        chosen.keep.mkdir(parents=True, exist_ok=True)
        folder = chosen.keep
    else:
        folder = Path(tempfile.mkdtemp(prefix="concord-bench-"))
    with Stack(folder, throwaway=not chosen.keep) as stack:
        stack.start()
        _Run(stack, folder, chosen.seconds).print_all()


class _Run:
    def __init__(self, stack: Stack, folder: Path, seconds: float) -> None:
        self.stack, self.seconds = stack, seconds
        # What the products log would stand between the lines of the tables.
        self.log = (folder / "bench.log").open("ab")
        self.environment = {
            **os.environ,
            **stack.environment,
            "REFERENCE_URL": stack.postgres.url("concord_owner", "reference"),
            "DJANGO_SETTINGS_MODULE": "crm.settings.local",
            "SECRET_KEY": "bench",
            "CONCORD_DATA": str(folder / "data"),
            "API_REQUESTS_PER_MINUTE": "10000000",
        }
        self._fill()

    def _manage(self, *arguments: str) -> str:
        command = [sys.executable, "manage.py", *arguments]
        ran = subprocess.run(command, check=False, cwd=ROOT, env=self.environment, text=True, capture_output=True)
        if ran.returncode:
            raise RuntimeError(f"manage.py {arguments[0]}:\n{ran.stderr[-2000:]}")
        return ran.stdout

    def _fill(self) -> None:
        start = time.perf_counter()
        self._manage("migrate", "-v0")
        self._manage("load_demo", "--size", "big")
        owner = psycopg2.connect(self.stack.postgres.url("concord_owner"))
        owner.autocommit = True
        with owner.cursor() as cursor:
            cursor.execute("select 1 from pg_database where datname = 'reference'")
            if not cursor.fetchone():
                cursor.execute("create database reference")
                reference_data.fill(self.environment["REFERENCE_URL"])
            cursor.execute("vacuum analyze")
        owner.close()
        self._manage("collectstatic", "--noinput", "-v0")
        print(f"filled in {time.perf_counter() - start:.0f} s", file=sys.stderr, flush=True)
        self._read_world()

    def _read_world(self) -> None:
        """A country officer of the crowded country with a key and a session; the companies with 22 interactions."""
        seen = json.loads(self._manage("shell", "-v0", "-c", WORLD))
        self.key, self.session = seen["key"], seen["session"]
        self.hot, self.office = seen["hot"], seen["office"]

    @contextmanager
    def _server(self, target: str) -> Iterator[tuple[int, int]]:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        # Each as it is meant to be run: ours loads the application before the workers fork.
        module = "crm.web" if target.startswith("crm.") else "granian"
        child = subprocess.Popen(
            [
                *(sys.executable, "-m", module, "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
                *("--workers", "2", "--blocking-threads", "2", "--no-ws", "--log-level", "warning", target),
            ],
            cwd=ROOT,
            env=self.environment,
            stdout=self.log,
            stderr=self.log,
        )
        try:
            _wait(port, self.log.name)
            yield port, child.pid
        finally:
            child.terminate()
            child.wait(20)

    def print_all(self) -> None:
        figures: dict[str, dict[str, object]] = {}
        targets = {
            "limit": ("bench.speed.limit:app", _reference_calls()),
            "drf_ref": ("bench.speed.drf_ref:app", _reference_calls()),
            "Concord": ("crm.wsgi:application", self._calls()),
        }
        with ExitStack() as running:
            servers = {name: running.enter_context(self._server(target)) for name, (target, _) in targets.items()}
            figures |= {name: {} for name in servers}
            for _round in range(ROUNDS):
                for name, (port, pid) in servers.items():
                    self._load(figures[name], port, pid, targets[name][1])
        # Memory and exports of each alone: what three servers share would be counted in thirds.
        for name, (target, calls) in targets.items():
            with self._server(target) as (port, pid):
                figures[name] |= self._measure(port, pid, calls)
        exports = json.loads(self._manage("shell", "-v0", "-c", EXPORTS))
        _print(figures, self._queries(), exports)

    def _load(self, figures: dict[str, object], port: int, pid: int, calls: dict[str, list[Call]]) -> None:
        """One round of all figures; the round in which the machine was quietest counts."""
        watched = (pid, self.stack.postgres.child.pid)
        for figure, sent in calls.items():
            if not figure.startswith("export"):
                made = measure.load(port, sent, seconds=self.seconds / ROUNDS, watched=watched)
                figures[figure] = min(figures.get(figure, made), made, key=lambda each: each.cpu_ms)

    def _measure(self, port: int, pid: int, calls: dict[str, list[Call]]) -> dict[str, object]:
        watched = (pid, self.stack.postgres.child.pid)
        found: dict[str, object] = {}
        for figure, sent in calls.items():
            if figure.startswith("export"):
                before = measure.peak_rss_mib(pid)
                found[figure] = (*measure.once(port, sent[0], watched=watched), measure.peak_rss_mib(pid) - before)
            else:
                measure.load(port, sent, seconds=1, watched=watched)
        found["memory"] = measure.pss_mib(pid)
        return found

    def _calls(self) -> dict[str, list[Call]]:
        api = {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json", "Accept": "application/json"}
        page = {"Cookie": f"sessionid={self.session}"}
        notes = "n" * 400
        logged = [
            {
                "company": str(c),
                "office": self.office,
                "kind": "meeting",
                "occurred_on": "2026-11-02",
                "subject": "Called",
            }
            for c in self.hot[:20]
        ]
        return {
            "list": [Call("GET", f"/api/v1/companies/?country={CROWDED}&ordering=legal_name", api)],
            "list, page": [Call("GET", f"/companies/?country={CROWDED}", page)],
            "company": [Call("GET", f"/api/v1/companies/{c}/?with=timeline", api) for c in self.hot],
            "company, page": [Call("GET", f"/companies/{c}/", page) for c in self.hot],
            "log": [
                Call(
                    "POST",
                    "/api/v1/interactions/",
                    api,
                    json.dumps({**entry, "notes": notes, "going_ahead_reason": "x"}).encode(),
                )
                for entry in logged
            ],
        }

    def _queries(self) -> dict[str, int]:
        return json.loads(
            self._manage("shell", "-v0", "-c", QUERIES.format(key=self.key, hot=self.hot[0], office=self.office))
        )


def _reference_calls() -> dict[str, list[Call]]:
    sent = {"Content-Type": "application/json"}
    return {
        "list": [Call("GET", "/companies?country=1", {})],
        "company": [Call("GET", f"/company?id={n * 37 % 5000 + 1}", {}) for n in range(500)],
        "log": [
            Call(
                "POST",
                "/interaction",
                sent,
                json.dumps({"company": n, "contact": n * 2, "subject": "Called", "notes": "n" * 400}).encode(),
            )
            for n in range(6000, 6500)
        ],
        "export 10,000 CSV": [Call("GET", "/export?country=1", {})],
        "export 100,000 CSV": [Call("GET", "/export", {})],
    }


def _wait(port: int, log: str) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5)
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"the server did not start:\n{Path(log).read_text()[-2000:]}")


def _print(figures: dict[str, dict], queries: dict[str, int], exports: dict[str, dict[str, float]]) -> None:
    print("| figure | limit p50 ms / CPU ms | drf_ref | Concord | SQL | CPU against drf_ref | asked |")
    print("|---|---|---|---|---|---|---|")
    asked = {"list": "<= 2.5 x, <= 6 SQL", "company": "<= 2 x, <= 8 SQL", "log": "<= 2.5 x, <= 10 SQL"}
    for name in ("list", "list, page", "company", "company, page", "log"):
        base = name.split(",", maxsplit=1)[0]
        cells = []
        for target, key in (("limit", base), ("drf_ref", base), ("Concord", name)):
            cells.append(f"{figures[target][key].p50_ms:.1f} / {figures[target][key].cpu_ms:.1f}")
        ratio = figures["Concord"][name].cpu_ms / figures["drf_ref"][base].cpu_ms
        print(f"| {name} | {' | '.join(cells)} | {queries.get(name, '')} | {ratio:.2f} x | {asked.get(name, '')} |")
    print("\n| export | COPY s | drf_ref s | Concord s | ratio | memory grew MiB | asked |")
    print("|---|---|---|---|---|---|---|")
    for name in ("export 10,000 CSV", "export 100,000 CSV"):
        copied, made = figures["limit"][name][0], exports[name]
        cells = f"{copied:.2f} | {figures['drf_ref'][name][0]:.2f} | {made['wall']:.2f}"
        print(f"| {name} | {cells} | {made['wall'] / copied:.1f} x COPY | {made['grew']:.0f} | <= 8 x, <= 50 MiB |")
    made, bare = exports["export 100,000 XLSX"], exports["bare XLSX"]
    ratio = f"{made['cpu'] / bare['cpu']:.2f} x {bare['cpu']:.2f} CPU s of bare XlsxWriter"
    cells = f"{made['wall']:.2f} ({made['cpu']:.2f} CPU) | {ratio}"
    print(f"| export 100,000 XLSX | | | {cells} | {made['grew']:.0f} | <= 1.5 x the bare writer |")
    memory = " / ".join(f"{figures[t]['memory']}" for t in ("limit", "drf_ref", "Concord"))
    print(f"\nMemory of two workers after the run (PSS, MiB; limit / drf_ref / Concord): {memory}; asked <= 250")


if __name__ == "__main__":
    main()
