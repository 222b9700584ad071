"""The servers of one data folder: one run at a time, and everything ends with it."""

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from .errors import InUse, Refusal
from .postgres import APPLICATION, OWNER, Postgres
from .redis_server import RedisServer

# A path to a socket holds 107 bytes (103 on macOS); PostgreSQL adds "/pg/.s.PGSQL.5432.lock" to the folder's.
LONGEST_SOCKET_FOLDER = 80
ADDRESSES = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")


class Lock:
    """Held by the kernel for as long as we live: there is no stale file to shut us out."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._file = (folder / "lock").open("w")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._file.close()
            raise InUse(f"Another run of Concord uses {folder}.") from None

    def release(self) -> None:
        self._file.close()


def socket_folder(base: Path) -> Path:
    """A short folder of our own, always the same for one data folder, however long that one's path is."""
    key = hashlib.sha256(f"{base}:{os.geteuid()}".encode()).hexdigest()[:12]
    temporary = tempfile.gettempdir()
    name = f"concord-{os.geteuid()}-{key}"
    folder = Path(temporary if len(temporary) + len(name) < LONGEST_SOCKET_FOLDER else "/tmp") / name  # noqa: S108
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
        raise Refusal(f"{folder} belongs to somebody else: remove it, or set TMPDIR to a folder of your own.")
    # Root's servers may run as `nobody`, who must pass through; what is inside stays closed.
    folder.chmod(0o711 if os.geteuid() == 0 else 0o700)
    return folder


class Stack:
    """`with Stack(folder) as stack: stack.start()`; `stack.environment` says where they are."""

    def __init__(self, base: Path, *, throwaway: bool = False, given: Mapping[str, str] | None = None) -> None:
        self.base = base.resolve()
        self.given = given or {}
        self.throwaway = throwaway
        self.postgres: Postgres | None = None
        self.redis: RedisServer | None = None
        self.lock = Lock(self.base)
        self.sockets = socket_folder(self.base)
        try:
            self._lay_out()
        except BaseException:
            self._leave()
            raise

    def _lay_out(self) -> None:
        (self.base / "log").mkdir(exist_ok=True)
        if "DATABASE_URL" not in self.given:
            self.postgres = Postgres(base=self.base, sockets=self.sockets, throwaway=self.throwaway)
        if "REDIS_URL" not in self.given:
            self.redis = RedisServer(base=self.base, sockets=self.sockets, throwaway=self.throwaway)

    @property
    def servers(self) -> list[Postgres | RedisServer]:
        return [server for server in (self.redis, self.postgres) if server]

    def start(self) -> None:
        for server in self.servers:
            server.start()
        for server in self.servers:
            server.wait()
        if self.postgres:
            self.postgres.provision()

    @property
    def environment(self) -> dict[str, str]:
        found = {name: self.given[name] for name in ADDRESSES if name in self.given}
        if self.postgres:
            found["DATABASE_URL"] = self.postgres.url(APPLICATION)
            found["DATABASE_OWNER_URL"] = self.postgres.url(OWNER)
        if self.redis:
            found["REDIS_URL"] = self.redis.url
        return found

    def stop(self) -> None:
        for server in self.servers:
            server.stop()
        self._leave()

    def _leave(self) -> None:
        shutil.rmtree(self.sockets, ignore_errors=True)
        if self.throwaway:
            shutil.rmtree(self.base, ignore_errors=True)
        self.lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
