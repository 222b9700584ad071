"""Reminders under kill -9: N are due, the whole worker tree is killed again and again; are any lost or doubled?

    .venv/bin/python -m bench.reminders_kill [--reminders 10000] [--kills 50]

Mail goes into files, each letter with its Message-ID: what stands there twice was sent twice, what is missing was lost.
"""

import argparse
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import psycopg2

from crm.embedded import throwaway

ROOT = Path(__file__).resolve().parents[1]
LETTER = re.compile(rb"^Message-ID: (<notice-[^>]+>)", re.MULTILINE)
# Of our rule alone: the demo organisation has reminders of its own.
COUNTS = """
    select count(*), count(notification_id), count(*) filter (where state = 'sent'),
        count(*) filter (where state in ('doubtful', 'failed'))
    from notifications_reminder as reminder
        left join notifications_outgoingmessage as message on message.id = reminder.message_id
    where rule = 'bench'
"""
IDS = """
    select message.message_id from notifications_reminder as reminder
    join notifications_outgoingmessage as message on message.id = reminder.message_id where rule = 'bench'
"""


class Tree:
    """A worker with its children, and beat."""

    def __init__(self, environment: dict[str, str]) -> None:
        command = [sys.executable, "-m", "celery", "-A", "bench.reminders_worker"]
        quiet = {"cwd": ROOT, "env": environment, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        worker = [*command, "worker", "-c", "2", "-l", "ERROR", "--without-gossip", "--without-mingle"]
        schedule = str(Path(environment["CONCORD_DATA"]) / f"beat-{time.monotonic_ns()}")
        self.worker = subprocess.Popen(worker, start_new_session=True, **quiet)
        beat = [*command, "beat", "-l", "ERROR", "--pidfile=", "-s", schedule]
        self.beat = subprocess.Popen(beat, start_new_session=True, **quiet)

    def kill(self) -> None:
        for process in (self.worker, self.beat):
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--reminders", type=int, default=10_000)
    asked.add_argument("--kills", type=int, default=50)
    asked = asked.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="concord-bench-"))
    stack = throwaway.start()
    try:
        environment = {
            **os.environ,
            **stack.environment,
            "DJANGO_SETTINGS_MODULE": "crm.settings.local",
            "CONCORD_DATA": str(folder),
            "OUTBOX_LEASE_SECONDS": "3",
            "BENCH_REMINDERS": str(asked.reminders),
        }
        for command in (["migrate", "-v", "0"], ["load_demo"]):
            subprocess.run(
                [sys.executable, "manage.py", *command],
                cwd=ROOT,
                env={**environment, "CONCORD_DB_ROLE": "owner"},
                check=True,
                stdout=subprocess.DEVNULL,
            )
        print(json.dumps(run(stack.environment["DATABASE_URL"], environment, folder / "mail", asked), indent=2))
    finally:
        stack.stop()
        shutil.rmtree(folder, ignore_errors=True)


def run(url: str, environment: dict[str, str], mail: Path, asked: argparse.Namespace) -> dict[str, object]:
    """Kill at random moments while there is work, then let one worker finish."""
    connection = psycopg2.connect(url)
    connection.autocommit = True
    cursor = connection.cursor()
    started, kills, stop_at = time.monotonic(), 0, asked.reminders * 0.97
    tree, done = Tree(environment), progress(cursor)
    while kills < asked.kills and counts(cursor)[2] < stop_at:
        # Only a worker that has begun to work is worth a kill; the work is spread over all of them.
        wanted = done + random.randint(1, max(2 * asked.reminders // asked.kills, 2))
        wait_until(partial(moved_on, cursor, wanted, stop_at), seconds=60)
        tree.kill()
        kills += 1
        tree, done = Tree(environment), progress(cursor)
    wait_until(lambda: sum(counts(cursor)[2:]) >= asked.reminders, seconds=180)
    tree.kill()
    found = Counter(letter for path in mail.glob("*.log") for letter in LETTER.findall(path.read_bytes()))
    reminders, notices, sent, for_a_person = counts(cursor)
    cursor.execute(IDS)
    ours = [message_id.encode() for (message_id,) in cursor.fetchall()]
    return {
        "reminders": reminders,
        "notices": notices,
        "kills": kills,
        "marked_sent": sent,
        "for_a_person": for_a_person,
        "lost": asked.reminders - sum(1 for each in ours if found[each]),
        "doubled": sum(1 for times in found.values() if times > 1),
        "seconds": round(time.monotonic() - started),
    }


def counts(cursor: Any) -> tuple[int, int, int, int]:
    cursor.execute(COUNTS)
    return cursor.fetchone()


def progress(cursor: Any) -> int:
    """Finding and sending are both work to be interrupted."""
    reminders, _notices, sent, _doubtful = counts(cursor)
    return reminders + sent


def moved_on(cursor: Any, wanted: int, stop_at: float) -> bool:
    return progress(cursor) >= wanted or counts(cursor)[2] >= stop_at


def wait_until(true: Callable[[], bool], *, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.05)


if __name__ == "__main__":
    main()
