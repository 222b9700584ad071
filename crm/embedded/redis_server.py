"""A Redis in a folder, reached by a socket only."""

import os
import signal
import socket
import subprocess
import time
from pathlib import Path

from . import binaries, process
from .errors import Refusal

PATIENCE = 20.0


class RedisServer:
    name = "Redis"

    def __init__(self, *, base: Path, sockets: Path, throwaway: bool = False) -> None:
        self.program = binaries.redis_server()
        # Versions lay their append-only files out differently: a folder for each.
        self.data = base / f"redis-{binaries.major_version(self.program)}"
        self.socket = sockets / "redis.sock"
        self.log = base / "log" / "redis.log"
        self.throwaway = throwaway
        self.child: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"unix://{self.socket}"

    def start(self) -> None:
        self.data.mkdir(mode=0o700, exist_ok=True)
        self.end_leftovers()
        self.socket.unlink(missing_ok=True)
        with self.log.open("ab") as log:
            self.child = process.start(
                [
                    self.program,
                    *(part for name, value in self._settings().items() for part in (f"--{name}", value)),
                ],
                cwd=self.data,
                env={"PATH": os.environ.get("PATH", os.defpath), "TZ": "UTC"},
                log=log,
            )

    def _settings(self) -> dict[str, str]:
        keep = {"save": "", "appendonly": "no"} if self.throwaway else {"appendonly": "yes"}
        return {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.data),
            "maxmemory-policy": "noeviction",
            **keep,
        }

    def stop(self) -> None:
        if self.child:
            process.stop(self.child, signal.SIGTERM)

    def end_leftovers(self) -> None:
        deadline = time.monotonic() + 5
        while left := process.working_in(self.data, ("redis-server", "redis-check")):
            for pid in left:
                try:
                    os.kill(pid, signal.SIGTERM if time.monotonic() < deadline else signal.SIGKILL)
                except ProcessLookupError:
                    continue
            time.sleep(0.05)

    def wait(self) -> None:
        """Ready when it answers: it accepts connections before it has read its files."""
        deadline = time.monotonic() + PATIENCE
        while not self._answers():
            if self.child and self.child.poll() is not None:
                raise Refusal(f"Redis did not start; {self.log} says why.")
            if time.monotonic() > deadline:
                raise Refusal(f"Redis is not ready after {PATIENCE:.0f} seconds; {self.log} says why.")
            time.sleep(0.02)

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(2)
            try:
                client.connect(str(self.socket))
                client.sendall(b"PING\r\n")
                return client.recv(16).startswith(b"+PONG")
            except OSError:
                return False
