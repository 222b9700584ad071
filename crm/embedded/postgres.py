"""A PostgreSQL cluster in a folder, reached by a socket only."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

from . import binaries, identity, process
from .errors import Refusal

OWNER, APPLICATION, DATABASE = "concord_owner", "concord_app", "concord"
SUPERUSER = "postgres"
# Fast shutdown: open sessions end, everything committed is written.
FAST = signal.SIGINT
FOR_A_LAPTOP = {"shared_buffers": "256MB", "jit": "off", "max_wal_size": "2GB", "random_page_cost": "1.1"}
FOR_A_TEST = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "jit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}
PATIENCE = 60.0


class Postgres:
    """`start()`, `stop()`; the address for a role is `url(role)`."""

    name = "PostgreSQL"

    def __init__(self, *, base: Path, sockets: Path, throwaway: bool = False) -> None:
        self.programs = binaries.postgres_folder()
        self.version = binaries.major_version(self.programs / "postgres")
        self.data = base / f"postgres-{self.version}"
        self.sockets = sockets / "pg"
        self.log = base / "log" / "postgres.log"
        self.throwaway = throwaway
        self.child: subprocess.Popen[bytes] | None = None
        self._refuse_other_version(base)
        self.identity = identity.for_postgres(self.programs / "postgres", base)

    def url(self, role: str, database: str = DATABASE) -> str:
        return f"postgres://{role}@{quote(str(self.sockets), safe='')}/{database}"

    def start(self) -> None:
        self.identity.own(self.sockets)
        self.end_leftovers()
        if not (self.data / "PG_VERSION").exists():
            self._create()
        self.identity.own(self.data)
        settings = FOR_A_TEST if self.throwaway else FOR_A_LAPTOP
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with self.log.open("ab") as log:
            self.child = process.start(
                [self.programs / "postgres", "-D", self.data, "-h", "", "-k", self.sockets, *options],
                cwd=self.data,
                env=self._environment(),
                log=log,
                end_with=FAST,
                become=self.identity.become,
            )

    def stop(self) -> None:
        if self.child:
            process.stop(self.child, FAST, patience=30)

    def provision(self) -> None:
        """The two roles and the database, where they are missing."""
        import psycopg2

        connection = psycopg2.connect(self.url(SUPERUSER, "postgres"))
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("select rolname from pg_roles union select datname from pg_database")
            existing = {name for (name,) in cursor.fetchall()}
            if OWNER not in existing:
                cursor.execute(f"create role {OWNER} login createdb")
            if APPLICATION not in existing:
                cursor.execute(f"create role {APPLICATION} login")
            if DATABASE not in existing:
                cursor.execute(f"create database {DATABASE} owner {OWNER}")
        connection.close()

    def end_leftovers(self) -> None:
        """Whoever calls holds the lock of the folder, so a server that works in it has lost its launcher."""
        for how, patience in ((FAST, 10.0), (signal.SIGKILL, 5.0)):
            deadline = time.monotonic() + patience
            while left := process.working_in(self.data, ("postgres",)):
                self._signal_leader(left, how)
                if time.monotonic() > deadline:
                    break
                time.sleep(0.05)
        pidfile = self.data / "postmaster.pid"
        if process.PROC.exists() and pidfile.exists() and not process.working_in(self.data, ("postgres",)):
            # The number in it may belong to somebody else by now, and then PostgreSQL would refuse to start.
            pidfile.unlink()

    def _signal_leader(self, left: list[int], how: int) -> None:
        """The leader ends its children in order; they alone end by themselves, but for a stubborn one."""
        try:
            leader = int((self.data / "postmaster.pid").read_text().split()[0])
        except (OSError, ValueError, IndexError):
            leader = 0
        for pid in [leader] if leader in left else left:
            try:
                os.kill(pid, how)
            except ProcessLookupError:
                continue

    def _create(self) -> None:
        """Made beside and renamed, so that an interrupted first start leaves nothing half made."""
        unfinished = self.data.with_name(self.data.name + ".new")
        shutil.rmtree(unfinished, ignore_errors=True)
        self.identity.own(unfinished)
        options = ["-U", SUPERUSER, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", *self._provider()]
        made = subprocess.run(
            [
                self.programs / "initdb",
                "-D",
                unfinished,
                *options,
                *(["--no-sync"] if self.throwaway else []),
            ],
            env=self._environment(),
            cwd=unfinished,
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=self.identity.become,
        )
        if made.returncode:
            last = (made.stderr or made.stdout).strip().splitlines()[-1:]
            raise Refusal(f"PostgreSQL could not make its folder {self.data}: {' '.join(last)}")
        unfinished.rename(self.data)

    def _provider(self) -> list[str]:
        """The same order of letters on every machine, whatever its C library; known since version 17."""
        return ["--locale-provider=builtin"] if int(self.version) >= 17 else []

    def _environment(self) -> dict[str, str]:
        return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}

    def wait(self) -> None:
        import psycopg2

        deadline = time.monotonic() + PATIENCE
        while True:
            if self.child and self.child.poll() is not None:
                raise Refusal(f"PostgreSQL did not start; {self.log} says why.")
            try:
                psycopg2.connect(self.url(SUPERUSER, "postgres")).close()
            except psycopg2.OperationalError:
                if time.monotonic() > deadline:
                    raise Refusal(
                        f"PostgreSQL is not ready after {PATIENCE:.0f} seconds; {self.log} says why."
                    ) from None
                time.sleep(0.02)
            else:
                return

    def _refuse_other_version(self, base: Path) -> None:
        others = [p.name.removeprefix("postgres-") for p in base.glob("postgres-*") if (p / "PG_VERSION").exists()]
        if others and self.version not in others:
            raise Refusal(
                f"The data in {base} were written by PostgreSQL {others[0]}, and this is {self.version}: "
                "make a backup with the former program, move the folder away, start, and restore."
            )
