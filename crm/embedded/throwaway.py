"""Servers for one run of the tests, in memory where there is room, gone afterwards."""

import os
import shutil
import tempfile
from pathlib import Path

from .errors import InUse
from .stack import Lock, Stack, socket_folder

MEMORY = Path("/dev/shm")  # noqa: S108
# In a container it is often 64 MB, and a cluster needs more.
ROOM = 2_000_000_000
PREFIX = f"concord-test-{os.geteuid()}-"


def place() -> Path:
    roomy = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    return MEMORY if roomy else Path(tempfile.gettempdir())


def sweep() -> None:
    """Remove what killed runs left: a folder that nobody locks is nobody's."""
    for folder in place().glob(f"{PREFIX}*"):
        try:
            lock = Lock(folder)
        except (InUse, OSError):
            continue
        shutil.rmtree(socket_folder(folder), ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)
        lock.release()


def start() -> Stack:
    sweep()
    stack = Stack(Path(tempfile.mkdtemp(prefix=PREFIX, dir=place())), throwaway=True)
    try:
        stack.start()
    except BaseException:
        stack.stop()
        raise
    return stack
