"""Keeps servers and programs alive: what ends is started again, and what keeps ending ends everything."""

import os
import signal
import subprocess
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from . import console, process
from .errors import Refusal

LIMIT, WINDOW = 5, 60.0
GLANCE = 0.1


class Part(Protocol):
    name: str
    log: Path
    child: subprocess.Popen[bytes] | None

    def start(self) -> None: ...
    def wait(self) -> None: ...


class Program:
    """Web, worker or beat: at once gone when the launcher is killed, in order when it ends."""

    def __init__(
        self, *, name: str, args: Sequence[str | Path], cwd: Path, env: Mapping[str, str], log: Path, nice: int = 0
    ) -> None:
        self.name, self.args, self.cwd, self.env, self.log, self.nice = name, args, cwd, env, log, nice
        self.child: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.child = process.start(
                self.args,
                cwd=self.cwd,
                env=self.env,
                log=log,
                end_with=signal.SIGKILL,
                become=lambda: _be_nice(self.nice),
            )

    def wait(self) -> None:
        """Ready when it runs."""


class Supervisor:
    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = parts
        self._ends: dict[str, list[float]] = defaultdict(list)

    def watch(self) -> None:
        while True:
            self.glance()
            time.sleep(GLANCE)

    def glance(self) -> None:
        for part in self.parts:
            if part.child and part.child.poll() is not None:
                self._again(part, part.child)

    def _again(self, part: Part, child: subprocess.Popen[bytes]) -> None:
        process.end_group(child.pid)
        now = time.monotonic()
        ends = self._ends[part.name] = [at for at in self._ends[part.name] if now - at < WINDOW] + [now]
        if len(ends) > LIMIT:
            raise Refusal(f"{part.name} ended {len(ends)} times within a minute; {part.log} says why.")
        console.say(f"  {part.name} ended ({_how(child.returncode)}): starting it again.")
        part.start()
        part.wait()


def stop_all(programs: Sequence[Program], patience: float = 10) -> None:
    """All at the same time: each may have something to finish."""
    children = [program.child for program in programs if program.child]
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        process.stop(child, patience=patience)


def _be_nice(by: int) -> None:
    os.nice(by)


def _how(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"code {code}"
