"""What a backup says about itself: rows and hash of each table, size and hash of each file."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Self

from django.db.backends.base.base import BaseDatabaseWrapper

FORMAT = 1


@dataclass(frozen=True)
class TableFacts:
    rows: int
    hash: str


@dataclass(frozen=True)
class FileFacts:
    size: int
    sha256: str

    @classmethod
    def of(cls, path: Path) -> Self:
        with path.open("rb") as file:
            return cls.of_stream(file)

    @classmethod
    def of_stream(cls, stream: IO[bytes]) -> Self:
        whole, size = hashlib.sha256(), 0
        while block := stream.read(1 << 20):
            whole.update(block)
            size += len(block)
        return cls(size=size, sha256=whole.hexdigest())


@dataclass(frozen=True)
class Manifest:
    made_at: str
    tables: dict[str, TableFacts]
    files: dict[str, FileFacts] = field(default_factory=dict)
    # False where the uploads lie on a storage of their own, which has its own backups.
    with_uploads: bool = True
    format: int = FORMAT
    # Major version of PostgreSQL, and "app.name" of each migration; a backup of an early version tells neither.
    server: int = 0
    migrations: list[str] = field(default_factory=list)

    def to_json(self) -> bytes:
        return json.dumps(asdict(self), indent=1, sort_keys=True).encode()

    @classmethod
    def from_json(cls, text: bytes) -> Self:
        """Raises ValueError, TypeError or KeyError when it is none of ours."""
        raw = json.loads(text)
        return cls(
            made_at=raw["made_at"],
            tables={name: TableFacts(**facts) for name, facts in raw["tables"].items()},
            files={name: FileFacts(**facts) for name, facts in raw["files"].items()},
            with_uploads=raw["with_uploads"],
            format=raw["format"],
            server=raw.get("server", 0),
            migrations=raw.get("migrations", []),
        )

    @property
    def rows(self) -> int:
        return sum(facts.rows for facts in self.tables.values())


def rows_and_hash(table: str) -> str:
    """A query for the number of rows and a sum of their hashes, which does not depend on their order."""
    digest = "('x' || substr(md5(t::text), 1, 16))::bit(64)::bigint::numeric"
    name = table.replace('"', '""')
    return f'select count(*), coalesce(sum({digest}), 0)::text from public."{name}" t'  # noqa: S608 (it is quoted)


def table_facts(connection: BaseDatabaseWrapper) -> dict[str, TableFacts]:
    """Of every table, as this transaction sees them. Text forms of dates and floats are fixed, as in a restore."""
    facts = {}
    with connection.cursor() as cursor:
        cursor.execute(FIXED_TEXT_FORMS)
        cursor.execute("select tablename from pg_tables where schemaname = 'public' order by 1")
        for name in [row[0] for row in cursor.fetchall()]:
            cursor.execute(rows_and_hash(name))
            rows, digest = cursor.fetchone()
            facts[name] = TableFacts(rows=rows, hash=digest)
    return facts


FIXED_TEXT_FORMS = """
set local timezone = 'UTC';
set local datestyle = 'ISO, YMD';
set local intervalstyle = 'postgres';
set local bytea_output = 'hex';
set local extra_float_digits = 1;
"""
