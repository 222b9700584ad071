"""PostgreSQL under kill -9 while people write: is everything that was acknowledged there, is the site back by itself?

    .venv/bin/python -m bench.postgres_kill [--kills 20]

Starts the site as `./concord` does, in a folder of its own. Writers log contacts through the API without a pause; each
201 is an acknowledgement. PostgreSQL's leader is killed at random moments; "back" is the first acknowledgement after.
"""

import argparse
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from itertools import count
from pathlib import Path

from crm.embedded.runtime import Runtime

ROOT = Path(__file__).resolve().parents[1]
WRITERS = 4
# The supervisor gives up on what ends more than five times a minute.
APART = (12.5, 15.0)
START = "from crm.embedded import places, up; up.up(data=places.data_folder(), python=places.Path(sys.executable))"
WORLD = """
import json
from io import StringIO
from django.core.management import call_command
from crm.accounts.models import User
from crm.companies.models import Company
user = User.objects.filter(office__code="KE", roles__role="staff").first()
out = StringIO()
call_command("create_api_key", user.email, stdout=out)
companies = list(Company.objects.exclude(status="do_not_approach").values_list("pk", flat=True)[:50])
print(json.dumps(dict(key=out.getvalue().split()[-1], office=str(user.office_id), companies=companies)))
"""
STORED = """
import json
from crm.contactlog.models import Interaction
print(json.dumps(list(Interaction.objects.filter(subject__startswith="Kill bench").values_list("pk", "subject"))))
"""


class Site:
    """`./concord` in a temporary folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # The writers are one person with one key, and quicker than any person.
        environment = {**os.environ, "CONCORD_DATA": str(folder), "API_REQUESTS_PER_MINUTE": "1000000"}
        command = [sys.executable, "-P", "-c", f"import sys; {START}"]
        self.launcher = subprocess.Popen(
            command, env={**environment, "PYTHONPATH": str(ROOT)}, stderr=(folder / "launcher.log").open("w")
        )
        while not (runtime := Runtime.read(folder / "run" / "runtime.json")) or not runtime.url:
            if self.launcher.poll() is not None:
                raise SystemExit((folder / "launcher.log").read_text())
            time.sleep(0.1)
        self.runtime = runtime

    def ask(self, program: str) -> object:
        command = [sys.executable, "manage.py", "shell", "-v0", "-c", program]
        environment = {**os.environ, **self.runtime.environment}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
        return json.loads(done.stdout.splitlines()[-1])

    def kill_postgres(self) -> None:
        (pidfile,) = self.folder.glob("postgres-*/postmaster.pid")
        os.kill(int(pidfile.read_text().split()[0]), signal.SIGKILL)

    def end(self) -> None:
        self.launcher.terminate()
        self.launcher.wait(60)


class Writers:
    """Threads that log contacts, one after the other, each under a subject of its own."""

    def __init__(self, url: str, world: dict[str, object]) -> None:
        self.url, self.world = url, world
        self.numbers, self.stopped = count(1), threading.Event()
        self.acknowledged: dict[int, str] = {}
        self.refused: dict[str, int] = {}
        self.last = 0.0
        self.threads = [threading.Thread(target=self._write) for _ in range(WRITERS)]
        for thread in self.threads:
            thread.start()

    def _write(self) -> None:
        while not self.stopped.is_set():
            subject = f"Kill bench {next(self.numbers)}"
            try:
                with urllib.request.urlopen(self._request(subject), timeout=10) as answer:
                    self.acknowledged[int(json.load(answer)["id"])] = subject
                    self.last = time.monotonic()
            except urllib.error.HTTPError as error:
                self._note(f"answer {error.code}")
            except OSError as error:
                self._note(type(error).__name__)

    def _request(self, subject: str) -> urllib.request.Request:
        entry = {
            "company": str(random.choice(self.world["companies"])),
            "office": self.world["office"],
            "kind": "call",
            "occurred_on": time.strftime("%Y-%m-%d", time.gmtime()),
            "subject": subject,
            "notes": "n" * 400,
            "going_ahead_reason": "x",
        }
        headers = {"Authorization": f"Bearer {self.world['key']}", "Content-Type": "application/json"}
        return urllib.request.Request(f"{self.url}/api/v1/interactions/", json.dumps(entry).encode(), headers)

    def _note(self, what: str) -> None:
        self.refused[what] = self.refused.get(what, 0) + 1
        time.sleep(0.05)

    def stop(self) -> None:
        self.stopped.set()
        for thread in self.threads:
            thread.join()


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--kills", type=int, default=20)
    kills = asked.parse_args().kills
    with tempfile.TemporaryDirectory(prefix="concord-bench-") as folder:
        site = Site(Path(folder))
        try:
            writers = Writers(site.runtime.url, site.ask(WORLD))
            back = [time_to_come_back(site, writers) for _ in range(kills)]
            writers.stop()
            print(json.dumps(verdict(site, writers, back), indent=2))
        finally:
            site.end()


def time_to_come_back(site: Site, writers: Writers) -> float:
    time.sleep(random.uniform(*APART))
    site.kill_postgres()
    killed = time.monotonic()
    # An answer that was on its way when the kill came is no sign of life.
    while writers.last < killed + 0.1 and time.monotonic() < killed + 60:
        time.sleep(0.01)
    return writers.last - killed if writers.last > killed else 60.0


def verdict(site: Site, writers: Writers, back: list[float]) -> dict[str, object]:
    stored = dict(site.ask(STORED))
    return {
        "kills": len(back),
        "acknowledged": len(writers.acknowledged),
        "lost": sum(1 for pk, subject in writers.acknowledged.items() if stored.get(pk) != subject),
        # Committed just before the kill, which came before the answer.
        "stored_without_an_answer": len(stored.keys() - writers.acknowledged.keys()),
        "refused_meanwhile": writers.refused,
        "back_after_seconds": {"median": round(statistics.median(back), 1), "longest": round(max(back), 1)},
    }


if __name__ == "__main__":
    main()
