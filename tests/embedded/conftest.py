import os
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg2
import pytest

from crm.embedded import process
from crm.embedded.places import ROOT
from crm.embedded.postgres import APPLICATION
from crm.embedded.stack import Stack


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Stack]:
    """Durable servers as on a laptop, in a folder whose path no socket could bear."""
    with Stack(tmp_path / "a folder with spaces" / ("long" * 30)) as stack:
        stack.start()
        yield stack


@pytest.fixture
def query() -> Callable[..., list[tuple]]:
    def run(stack: Stack, statement: str, role: str = APPLICATION) -> list[tuple]:
        assert stack.postgres
        connection = psycopg2.connect(stack.postgres.url(role))
        try:
            with connection, connection.cursor() as cursor:
                cursor.execute(statement)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    return run


@pytest.fixture
def ours() -> Callable[[Path], list[int]]:
    """Every process that works below a folder."""

    def find(folder: Path) -> list[int]:
        found = []
        for entry in process.PROC.glob("[0-9]*"):
            try:
                inside = Path(os.readlink(entry / "cwd")).is_relative_to(folder)
            except OSError:
                continue
            if inside and int(entry.name) != os.getpid():
                found.append(int(entry.name))
        return found

    return find


@pytest.fixture
def bare_environment() -> dict[str, str]:
    """The environment of somebody who has set nothing."""
    names = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "SECRET_KEY", "DJANGO_SETTINGS_MODULE", "PORT")
    kept = {k: v for k, v in os.environ.items() if k not in names and not k.startswith("CONCORD_")}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": ""}
