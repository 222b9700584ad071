"""Web, worker and beat, as they run on a laptop."""

from collections.abc import Mapping
from pathlib import Path

from .places import DataFolder
from .supervisor import Program

WORKERS = 2
THREADS = 4
# Background work gives way to pages, and the site is there before the worker is.
NICE = 10


def programs(*, python: Path, data: DataFolder, env: Mapping[str, str], port: int) -> list[Program]:
    celery: list[str | Path] = [python, "-P", "-m", "celery", "-A", "crm.embedded.worker"]
    web: list[str | Path] = [
        python,
        "-P",
        "-m",
        "crm.embedded.web",
        "--interface",
        "wsgi",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    web += ["--workers", str(WORKERS), "--blocking-threads", str(THREADS), "--no-ws"]
    web += ["--respawn-failed-workers", "--respawn-interval", "0.2", "--workers-kill-timeout", "5"]
    commands: dict[str, list[str | Path]] = {
        "web": [*web, "crm.wsgi:application"],
        "worker": [*celery, "worker", "-c", "2", "-l", "WARNING", "--without-gossip", "--without-mingle"],
        # No pid file: a kill would leave a stale one behind.
        "beat": [*celery, "beat", "-l", "WARNING", "--pidfile=", "-s", data.run / "beat-schedule"],
    }
    return [
        Program(name=name, args=args, cwd=data.run, env=env, log=data.log(name), nice=0 if name == "web" else NICE)
        for name, args in commands.items()
    ]
