"""The first command as a whole: the site comes up, stays up, ends without a trace, and comes up again."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crm.embedded import process
from crm.embedded.places import DataFolder
from crm.embedded.postgres import OWNER
from crm.embedded.prepare import migrations_fingerprint, static_fingerprint
from crm.embedded.runtime import Runtime
from crm.embedded.stack import Stack
from tests.tables_cache import TablesCache

# As `./concord` and `./concord manage`, but in the environment of the tests.
START = "from crm.embedded import places, up; up.up(data=places.data_folder(), python=places.Path(sys.executable))"
MANAGE = (
    "from crm.embedded import manage, places; sys.exit("
    "manage.manage(data=places.data_folder(), python=places.Path(sys.executable), args=sys.argv[1:]))"
)
REFUSAL = "from crm.embedded.errors import Refusal"
PATIENCE = 60


class Site:
    def __init__(self, data: DataFolder, environment: dict[str, str]) -> None:
        self.data = data
        self.environment = {**environment, "CONCORD_DATA": str(data.path), "CONCORD_DEMO": "none"}
        self.launcher: subprocess.Popen[str] | None = None

    def start(self) -> Runtime:
        self.launcher = self.run(START)
        deadline = time.monotonic() + PATIENCE
        while not (runtime := Runtime.read(self.data.runtime)) or runtime.pid != self.launcher.pid:
            assert self.launcher.poll() is None, self.launcher.communicate()[1]
            assert time.monotonic() < deadline, "the site did not start"
            time.sleep(0.05)
        return runtime

    def run(self, code: str, *args: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-P", "-c", f"import sys; {code}", *args],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def end(self, how: int) -> str:
        assert self.launcher
        self.launcher.send_signal(how)
        return self.launcher.communicate(timeout=PATIENCE)[1]

    def ready_again(self, url: str) -> bool:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{url}/readyz", timeout=5) as answer:
                    return json.load(answer)["status"] == "ready"
            except (OSError, ValueError):
                time.sleep(0.05)
        return False

    def children(self) -> dict[str, int]:
        """The launcher's own, by what they are."""
        assert self.launcher
        kinds = {
            "postgres": "postgres",
            "redis-server": "redis",
            "embedded.web": "web",
            " worker ": "worker",
            " beat ": "beat",
        }
        found = {}
        for entry in process.PROC.glob("[0-9]*"):
            try:
                parent = (entry / "stat").read_text().rpartition(")")[2].split()[1]
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
            if parent == str(self.launcher.pid):
                found.update({kind: int(entry.name) for mark, kind in kinds.items() if mark in command})
        return found


@pytest.fixture
def site(tmp_path: Path, bare_environment: dict[str, str], django_db_setup: None) -> Iterator[Site]:
    """With its tables made and its static files left out: both take long and are seen elsewhere."""
    data = DataFolder(tmp_path)
    data.run.mkdir()
    data.static.mkdir()
    with Stack(tmp_path) as stack:
        stack.start()
        assert stack.postgres
        tables = TablesCache(url=stack.postgres.url(OWNER), database="concord")
        if tables.file.exists():
            tables.load()
            data.stamp("tables").write_text(migrations_fingerprint())
    data.stamp("static").write_text(static_fingerprint())
    site = Site(data, bare_environment)
    yield site
    if site.launcher and site.launcher.poll() is None:
        site.end(signal.SIGTERM)


@pytest.mark.slow
@pytest.mark.django_db  # the tables that it begins with are those of the tests
def test_what_is_killed_comes_back_and_nothing_is_left_behind(site: Site, ours: Callable[[Path], list[int]]) -> None:
    runtime = site.start()
    before = site.children()
    assert before.keys() == {"postgres", "redis", "web", "worker", "beat"}

    for pid in before.values():
        os.kill(pid, signal.SIGKILL)
    assert site.ready_again(runtime.url)
    after = site.children()
    assert after.keys() == before.keys()
    assert not set(after.values()) & set(before.values())

    second = site.run(f"{REFUSAL}\ntry:\n {START.replace('; ', chr(10) + ' ')}\nexcept Refusal as why:\n print(why)")
    assert f"already running on {site.data.path}: {runtime.url}" in second.communicate(timeout=PATIENCE)[0]

    told = site.run(MANAGE, "shell", "--no-imports", "-c", "import os; print(os.environ['CONCORD_INSTANCE'])")
    assert told.communicate(timeout=PATIENCE)[0].strip() == runtime.environment["CONCORD_INSTANCE"]

    site.end(signal.SIGKILL)
    deadline = time.monotonic() + 10
    while ours(site.data.path):
        assert time.monotonic() < deadline, "something outlived the launcher"
        time.sleep(0.05)

    assert site.ready_again(site.start().url)
    assert "its data are safe" in site.end(signal.SIGINT)
    assert ours(site.data.path) == []
    assert not site.data.runtime.exists()
