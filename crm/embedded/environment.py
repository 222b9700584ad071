"""The virtual environment: made once, filled from a lock file, left alone while that file stays the same."""

import fcntl
import hashlib
import importlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from . import apt, console
from .errors import Refusal
from .places import ROOT, DataFolder


class Environment:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.python = folder / "bin" / "python"

    @classmethod
    def choose(cls, data: DataFolder, lock: Path) -> "Environment":
        """.venv here; one in the data folder where this folder is not ours to write in."""
        here = cls(ROOT / ".venv")
        writable = os.access(here.folder if here.folder.exists() else ROOT, os.W_OK)
        return here if writable or here.has(lock) else cls(data.path / "venv")

    def has(self, lock: Path) -> bool:
        stamp = self._stamp(lock)
        return stamp.exists() and stamp.read_text() == _fingerprint(lock) and self.python.exists()

    def confirm(self, lock: Path) -> None:
        self._stamp(lock).write_text(_fingerprint(lock))

    def install(self, lock: Path, what: str) -> None:
        """Bring the environment to what the lock file says; nothing to do when its fingerprint is there already."""
        if self.has(lock):
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        with _alone(self.folder):
            if self.has(lock):  # somebody else was faster
                return
            if not self._works():
                _make_sure_of_pip(self.python)
                with console.step("Python environment"):
                    self._create()
            with console.step(what):
                self._fill(lock)
            self.confirm(lock)

    def _works(self) -> bool:
        """Another Python may have made it, which is gone or has become another version."""
        if not self.python.exists():
            return False
        version = "import sys; print(*sys.version_info[:2])"
        told = subprocess.run([self.python, "-c", version], capture_output=True, text=True, check=False).stdout.split()
        return told == [str(part) for part in sys.version_info[:2]]

    def _create(self) -> None:
        base = getattr(sys, "_base_executable", sys.executable)
        pip = [] if find_spec("ensurepip") else ["--without-pip"]
        made = subprocess.run(
            [base, "-m", "venv", "--clear", *pip, self.folder],
            capture_output=True,
            text=True,
            check=False,
            env=_plain(),
        )
        if made.returncode:
            raise Refusal(f"The Python environment could not be made: {_last_line(made)}")

    def _fill(self, lock: Path) -> None:
        done = subprocess.run(
            [
                *_pip_for(self.python),
                "install",
                "--require-hashes",
                "--quiet",
                "--no-input",
                "--requirement",
                lock,
            ],
            capture_output=True,
            text=True,
            check=False,
            env=_plain() | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        )
        if done.returncode:
            raise Refusal(f"The Python packages could not be installed (no network, or no space?): {_last_line(done)}")

    def _stamp(self, lock: Path) -> Path:
        return self.folder / f"concord-{lock.stem}.stamp"


def _fingerprint(lock: Path) -> str:
    """What makes an installed set valid: the lock and the Python."""
    content = lock.read_bytes() + sys.version.encode()
    return hashlib.sha256(content).hexdigest()


def _make_sure_of_pip(python: Path) -> None:
    """Debian and Ubuntu leave it out of their Python; root gets it without being asked to come again."""
    if _pip_for(python):
        return
    package = f"python3.{sys.version_info.minor}-venv"
    if os.geteuid() == 0 and shutil.which("apt-get"):
        with console.step(f"Package {package}"):
            apt.install(package)
    # What Python knows of its folders is older than the package.
    importlib.invalidate_caches()
    if not _pip_for(python):
        raise Refusal(f"Python came without pip and venv: install them (Debian, Ubuntu: sudo apt install {package}).")


def _pip_for(python: Path) -> list[str | Path]:
    """The environment's own pip; else the system's, or uv, which can install into it."""
    if find_spec("ensurepip") or (python.exists() and _runs([python, "-m", "pip", "--version"])):
        return [python, "-m", "pip"]
    if _runs([sys.executable, "-m", "pip", "--version"]):
        return [sys.executable, "-m", "pip", "--python", python]
    uv = shutil.which("uv")
    return [uv, "pip", "--python", python] if uv else []


def _runs(command: list[str | Path]) -> bool:
    return subprocess.run(command, capture_output=True, check=False, env=_plain()).returncode == 0


def _plain() -> dict[str, str]:
    """Without our own PYTHONPATH, which is of no concern to pip."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}


def _last_line(done: subprocess.CompletedProcess[str]) -> str:
    lines = [line for line in (done.stderr or done.stdout).splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR")]
    return (errors or lines or ["no reason given"])[-1].strip()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One installer at a time, the other waits: both commands may start at once on a fresh checkout."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
