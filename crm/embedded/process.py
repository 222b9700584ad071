"""Child processes that end with their parent, however the parent ends."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG = 1
PROC = Path("/proc")


def die_with_parent(how: int = signal.SIGKILL, parent: int | None = None) -> None:
    """Ask the kernel to signal this process when its parent ends; macOS has no such call."""
    if not sys.platform.startswith("linux"):
        return
    parent = parent or os.getppid()
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, how)
    if os.getppid() != parent:  # it ended before we could ask
        os.kill(os.getpid(), how)


def start(
    args: Sequence[str | Path],
    *,
    cwd: Path,
    env: Mapping[str, str],
    log: IO[bytes] | None,
    end_with: int = signal.SIGTERM,
    become: Callable[[], None] | None = None,
) -> subprocess.Popen[bytes]:
    """A child in a session of its own (Ctrl-C reaches only us, and we end things in order)."""
    parent = os.getpid()

    def prepare() -> None:
        os.setsid()
        if become:
            become()
        # After the change of identity, which clears the wish.
        die_with_parent(end_with, parent)

    return subprocess.Popen(
        [os.fspath(a) for a in args],
        cwd=cwd,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        preexec_fn=prepare,  # noqa: PLW1509 (there are no threads in the launcher)
    )


def stop(child: subprocess.Popen[bytes], how: int = signal.SIGTERM, patience: float = 10) -> None:
    """End a child and whatever it started."""
    if child.poll() is None:
        child.send_signal(how)
        try:
            child.wait(patience)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
    end_group(child.pid)


def end_group(pid: int) -> None:
    """Kill what is left of a child's session; each child leads one of its own."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def working_in(folder: Path, programs: Sequence[str]) -> list[int]:
    """Processes of these programs whose working directory is this folder: what an earlier run left behind."""
    found = []
    for entry in PROC.glob("[0-9]*"):
        try:
            if (
                int(entry.name) != os.getpid()
                and os.readlink(entry / "cwd") == str(folder)
                and Path(os.readlink(entry / "exe")).name.startswith(tuple(programs))
            ):
                found.append(int(entry.name))
        except OSError:  # not ours to look at, or gone meanwhile
            continue
    return found
