"""Which folders and files a run uses."""

import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from .errors import Refusal

ROOT = Path(__file__).resolve().parents[2]
LOG_LIMIT = 10_000_000


@dataclass(frozen=True)
class DataFolder:
    """Everything that must outlive a run, and what one run tells the other commands."""

    path: Path

    @property
    def run(self) -> Path:
        """Where web, worker and beat have their working directory: whatever works in it is ours."""
        return self.path / "run"

    @property
    def runtime(self) -> Path:
        return self.run / "runtime.json"

    @property
    def people(self) -> Path:
        return self.run / "people.json"

    @property
    def static(self) -> Path:
        return self.path / "static"

    def stamp(self, name: str) -> Path:
        return self.run / f"{name}.stamp"

    def log(self, name: str) -> Path:
        """A log that has become long gives way to a new one; the last long one is kept."""
        folder = self.path / "log"
        folder.mkdir(exist_ok=True)
        path = folder / f"{name}.log"
        if path.exists() and path.stat().st_size > LOG_LIMIT:
            path.replace(path.with_suffix(".log.1"))
        return path

    def secret_key(self) -> str:
        """Made once: sessions and password links survive a restart."""
        path = self.path / "secret_key"
        if not path.exists():
            new = path.with_suffix(".new")
            new.unlink(missing_ok=True)
            with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(50))
            new.rename(path)
        return path.read_text()


def data_folder() -> DataFolder:
    """CONCORD_DATA; else .data here; else, where this folder is not ours to write in, a folder below our home."""
    given = os.environ.get("CONCORD_DATA")
    folder = Path(given).absolute() if given else _default()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / "run").mkdir(exist_ok=True)
    except OSError as error:
        raise Refusal(
            f"{folder} cannot be written ({error.strerror}): set CONCORD_DATA to a folder of your own."
        ) from None
    if not is_ours(folder):
        raise Refusal(f"{folder} belongs to another user: set CONCORD_DATA to a folder of your own.")
    return DataFolder(folder.resolve())


def is_ours(folder: Path) -> bool:
    return folder.stat().st_uid == os.geteuid() and os.access(folder, os.W_OK)


def _default() -> Path:
    here = ROOT / ".data"
    if here.exists() and is_ours(here):
        return here
    if not here.exists() and os.access(ROOT, os.W_OK):
        return here
    # Without HOME, the home that the system knows of.
    home = Path(os.environ.get("XDG_DATA_HOME") or os.path.expanduser("~/.local/share"))
    if not home.is_absolute():
        raise Refusal(f"{ROOT} cannot be written and you have no home: set CONCORD_DATA to a folder of your own.")
    return home / f"concord-{hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]}"
