"""The empty tables, kept from one run to the next: to make them by migrations takes most of the time of a short run."""

import hashlib
import os
import subprocess
from pathlib import Path

from crm.embedded.binaries import postgres_client
from crm.embedded.places import ROOT

FOLDER = ROOT / ".cache" / "tables"
APPS = ("crm", "duediligence", "partnerships", "donations")


class TablesCache:
    """A dump for each state of the migrations; only for the throwaway cluster, whose databases are ours to make."""

    def __init__(self, *, url: str, database: str) -> None:
        self.server, self.database = url.rpartition("/")[0], database
        self.file = FOLDER / f"{_fingerprint()}.sql"

    def fill(self) -> bool:
        """Make the database from the kept dump; False when there is none for these migrations."""
        if not self.file.exists():
            return False
        self._psql("postgres", "--command", f'create database "{self.database}"')
        self.load()
        return True

    def load(self) -> None:
        """The kept dump into the database, which is there and empty."""
        self._psql(self.database, "--single-transaction", "--file", str(self.file))

    def keep(self) -> None:
        """Keep the tables that were just made, and forget those of earlier migrations."""
        if self.file.exists() or not os.access(ROOT, os.W_OK):
            return
        FOLDER.mkdir(parents=True, exist_ok=True)
        for former in sorted(FOLDER.glob("*.sql"), key=lambda path: path.stat().st_mtime)[:-3]:
            former.unlink(missing_ok=True)
        unfinished = self.file.with_suffix(f".{os.getpid()}")
        self._run("pg_dump", f"--dbname={self.server}/{self.database}", f"--file={unfinished}")
        unfinished.rename(self.file)

    def _psql(self, database: str, *args: str) -> None:
        self._run("psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", *args, f"{self.server}/{database}")

    @staticmethod
    def _run(program: str, *args: str) -> None:
        subprocess.run([postgres_client(program), *args], check=True, stdout=subprocess.DEVNULL)


def _fingerprint() -> str:
    """Everything that has a say in what `migrate` makes of an empty database."""
    files = [path for app in APPS for path in (ROOT / app).rglob("migrations/*.py")]
    files += [*(ROOT / "duediligence" / "criteria" / "data").iterdir(), ROOT / "duediligence" / "criteria" / "seed.py"]
    files += [*(ROOT / "crm" / "settings").glob("*.py"), *(ROOT / "crm" / "audit").glob("*.py"), Path(__file__)]
    files += [ROOT / "requirements" / "test.txt"]
    whole = hashlib.sha256()
    for path in sorted(files):
        whole.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()[:24]
