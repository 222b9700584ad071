"""What must be done before the site can be used, each part only after a change."""

import hashlib
import json
import os
import subprocess
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from . import console
from .errors import Refusal
from .places import ROOT, DataFolder

DEMO_SIZES = ("small", "big", "none")
FIRST_PARTY = ("crm", "duediligence", "partnerships", "donations")


class Django:
    """Runs Django's commands with the settings of one environment."""

    def __init__(self, *, python: Path, env: Mapping[str, str], log: Path) -> None:
        self.python, self.env, self.log = python, env, log

    def command(self, *args: str) -> list[str]:
        return [str(self.python), "-P", str(ROOT / "manage.py"), *args]

    def run(self, *args: str) -> str:
        """What the command printed; its failure is our refusal."""
        with self.log.open("ab") as log:
            done = subprocess.run(
                self.command(*args),
                env=dict(self.env),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                check=False,
            )
            log.write(done.stdout)
        if done.returncode:
            raise Refusal(f"`./concord manage {' '.join(args)}` failed; the end of {self.log} says why.")
        return done.stdout.decode()


def prepare_tables(*, django: Django, data: DataFolder, embedded: bool) -> None:
    stamp = data.stamp("tables")
    if not embedded:
        # A database of somebody else's may have been replaced under us: there the stamp proves nothing.
        stamp.unlink(missing_ok=True)
    _once(
        stamp,
        migrations_fingerprint(),
        "Tables of the database",
        lambda: django.run("migrate", "--no-input", "-v", "0"),
    )


def prepare_static_files(*, django: Django, data: DataFolder) -> None:
    """With hashes in their names and compressed, as in production; quick enough to do it at each change."""
    collect = ("collectstatic", "--no-input", "--clear", "-v", "0")
    _once(data.stamp("static"), static_fingerprint(), "Styles and scripts", lambda: django.run(*collect))


def load_demo(*, django: Django, data: DataFolder, embedded: bool) -> None:
    """Once for a data folder: what people changed in it since must stay. Into another's database only when asked."""
    size = os.environ.get("CONCORD_DEMO", "small" if embedded else "none")
    if size not in DEMO_SIZES:
        raise Refusal(f"CONCORD_DEMO is {size!r}, and should be small, big or none.")
    stamp = data.stamp("demo")
    if size == "none" or stamp.exists():
        return
    with console.step(f"Demo organisation ({size})"):
        django.run("load_demo", "--size", size)
        people = django.run("demo_people")
    json.loads(people)
    data.people.write_text(people)
    stamp.write_text(size)


def _once(stamp: Path, fingerprint: str, what: str, deed: Callable[[], object]) -> None:
    if stamp.exists() and stamp.read_text() == fingerprint:
        return
    with console.step(what):
        stamp.unlink(missing_ok=True)
        deed()
    stamp.write_text(fingerprint)


def migrations_fingerprint() -> str:
    """Ours by content; those of the libraries change with the lock only."""
    files = [path for app in FIRST_PARTY for path in (ROOT / app).rglob("migrations/*.py")]
    return _hash(path.relative_to(ROOT).as_posix().encode() + path.read_bytes() for path in sorted([*files, *_locks()]))


def static_fingerprint() -> str:
    files = [path for path in (ROOT / "static").rglob("*") if path.is_file()]
    seen = (
        (path.relative_to(ROOT), path.stat().st_mtime_ns, path.stat().st_size) for path in sorted([*files, *_locks()])
    )
    return _hash(str(entry).encode() for entry in seen)


def _locks() -> list[Path]:
    return [ROOT / "requirements" / "run.txt", ROOT / "crm" / "audit" / "grants.py"]


def _hash(parts: Iterable[bytes]) -> str:
    whole = hashlib.sha256()
    for part in parts:
        whole.update(hashlib.sha256(part).digest())
    return whole.hexdigest()
