"""PostgreSQL's own tools, as the owner of the database."""

import os
import subprocess
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.client import DatabaseClient

from crm.embedded.binaries import postgres_client

from .archive import Damaged
from .manifest import FIXED_TEXT_FORMS, Manifest, rows_and_hash


def dump(*, connection: BaseDatabaseWrapper, snapshot: str, target: Path) -> None:
    """Exactly what the transaction that exported the snapshot sees."""
    where, env = _address(connection)
    command: list[str | Path] = [
        postgres_client("pg_dump"),
        "--format=custom",
        f"--snapshot={snapshot}",
        f"--file={target}",
        *where,
    ]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"pg_dump failed: {done.stderr.strip()}")


def load(*, connection: BaseDatabaseWrapper, source: Path, manifest: Manifest) -> None:
    """Replace all tables by those of the dump, in one transaction that also checks them: all of it or nothing."""
    where, env = _address(connection)
    psql = subprocess.Popen(
        [postgres_client("psql"), "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", *where],
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert psql.stdin  # noqa: S101 (for the type checker)
    try:
        psql.stdin.write(
            b"set client_min_messages = warning;\nbegin;\ndrop schema public cascade;\ncreate schema public;\n"
        )
        psql.stdin.flush()
        script: list[str | Path] = [postgres_client("pg_restore"), "--no-owner", "--no-privileges", "--file=-", source]
        read = subprocess.run(script, stdout=psql.stdin, stderr=subprocess.PIPE, text=True, check=False)
        if read.returncode:
            raise Damaged(f"The dump in the backup cannot be read: {read.stderr.strip()}.")
        _, said = psql.communicate(_proof(manifest).encode() + b"commit;\n")
    except (BrokenPipeError, Damaged):
        psql.kill()  # before the commit: the transaction is gone with it
        _, said = psql.communicate()
        if not said:
            raise
    if psql.returncode:
        errors = [line for line in said.decode().splitlines() if line.startswith("ERROR")] or [said.decode().strip()]
        raise Damaged(f"The backup could not be restored, and nothing was changed: {errors[0]}")


def _proof(manifest: Manifest) -> str:
    """SQL that fails, and with it the whole restore, when a table is not what the manifest says."""
    checks = []
    for name, facts in manifest.tables.items():
        literal = name.replace("'", "''")
        checks.append(
            f"if not exists (select from ({rows_and_hash(name)}) found (rows, hash) "
            f"where rows = {facts.rows} and hash = '{facts.hash}') "
            f"then raise exception 'table % is not as it was', '{literal}'; end if;"
        )
    return f"{FIXED_TEXT_FORMS}\ndo $proof$ begin\n{chr(10).join(checks)}\nend $proof$;\n"


def _address(connection: BaseDatabaseWrapper) -> tuple[list[str], dict[str, str]]:
    """Flags and variables that psql, pg_dump and pg_restore share."""
    args, env = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    return args[1:], {**os.environ, **(env or {})}
