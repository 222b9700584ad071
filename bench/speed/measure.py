"""One client on one connection; CPU and memory read from /proc."""

import http.client
import os
import re
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Call:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes | None = None


@dataclass(frozen=True)
class Figure:
    p50_ms: float
    p95_ms: float
    cpu_ms: float
    requests: int
    bytes: int


def family(pid: int) -> list[int]:
    """The process and everything below it."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                after_name = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            parents.setdefault(int(after_name[1]), []).append(int(entry.name))
    found, waiting = [], [pid]
    while waiting:
        found.append(one := waiting.pop())
        waiting += parents.get(one, [])
    return found


def cpu_ms(*pids: int) -> float:
    """CPU milliseconds used so far by the processes and their descendants, ended children included."""
    ticks = 0
    for root in pids:
        for pid in family(root):
            try:
                fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            ticks += sum(int(f) for f in fields[11:15])
    return ticks * 1000 / TICK


def pss_mib(pid: int) -> int:
    total = 0
    for one in family(pid):
        found = re.search(r"\nPss:\s+(\d+)", Path(f"/proc/{one}/smaps_rollup").read_text())
        total += int(found[1]) if found else 0
    return round(total / 1024)


def peak_rss_mib(pid: int) -> int:
    peaks = []
    for one in family(pid):
        found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{one}/status").read_text())
        peaks.append(int(found[1]) if found else 0)
    return round(max(peaks) / 1024)


def load(port: int, calls: Sequence[Call], *, seconds: float, watched: Sequence[int]) -> Figure:
    """The calls in turn for so many seconds; raises RuntimeError at the first answer that is not a success."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for call in calls[:20]:
        _one(connection, call)
    times, size, turn = [], 0, 0
    before, until = cpu_ms(*watched), time.perf_counter() + seconds
    while time.perf_counter() < until:
        start = time.perf_counter()
        size = _one(connection, calls[turn % len(calls)])
        times.append((time.perf_counter() - start) * 1000)
        turn += 1
    used = cpu_ms(*watched) - before
    connection.close()
    centiles = statistics.quantiles(times, n=20)
    return Figure(statistics.median(times), centiles[18], used / turn, turn, size)


def once(port: int, call: Call, *, watched: Sequence[int], times: int = 3) -> tuple[float, float, int]:
    """Best wall seconds, CPU seconds of that best, bytes; for answers that take long."""
    best = (float("inf"), 0.0, 0)
    for _ in range(times):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
        before, start = cpu_ms(*watched), time.perf_counter()
        size = _one(connection, call)
        wall = time.perf_counter() - start
        best = min(best, (wall, (cpu_ms(*watched) - before) / 1000, size))
        connection.close()
    return best


def _one(connection: http.client.HTTPConnection, call: Call) -> int:
    connection.request(call.method, call.path, call.body, call.headers)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status >= 300:
        raise RuntimeError(f"{call.method} {call.path}: {answer.status} {body[:300]!r}")
    return len(body)
