"""Servers of a data folder: they start anywhere, keep what was committed, and end with whoever started them."""

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg2
import pytest

from crm.embedded import throwaway
from crm.embedded.errors import InUse, Refusal
from crm.embedded.postgres import APPLICATION, OWNER
from crm.embedded.stack import Stack, socket_folder
from crm.embedded.supervisor import Supervisor

Query = Callable[..., list[tuple]]


def _until(condition: Callable[[], bool], seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def test_roles_and_places(stack: Stack, query: Query) -> None:
    assert query(stack, "select current_user, current_database()") == [("concord_app", "concord")]
    assert query(stack, "select rolsuper, rolcreatedb from pg_roles where rolname = current_user") == [(False, False)]
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        query(stack, "create table mine (id int)")
    assert stat.S_IMODE(stack.base.joinpath("postgres-18").stat().st_mode) == 0o700


def test_a_folder_serves_one_run_at_a_time(stack: Stack) -> None:
    with pytest.raises(InUse):
        Stack(stack.base)


def test_nothing_committed_is_lost_when_everything_is_killed(stack: Stack, query: Query) -> None:
    query(stack, "create table kept (n int)", OWNER)
    query(stack, "insert into kept values (1), (2)", OWNER)
    for server in stack.servers:
        assert server.child
        server.child.kill()

    supervisor = Supervisor(stack.servers)
    assert _until(lambda: bool(stack.postgres and stack.postgres.child and stack.postgres.child.poll() is not None))
    supervisor.glance()

    assert query(stack, "select count(*) from kept", OWNER) == [(2,)]


def test_a_stale_pid_file_with_a_number_that_lives_is_no_hindrance(stack: Stack, query: Query) -> None:
    assert stack.postgres
    stack.postgres.stop()
    (stack.postgres.data / "postmaster.pid").write_text(f"{os.getpid()}\n{stack.postgres.data}\n")

    stack.postgres.start()
    stack.postgres.wait()

    assert query(stack, "select 1") == [(1,)]


def test_data_of_another_version_are_refused(tmp_path: Path) -> None:
    (tmp_path / "postgres-14").mkdir()
    (tmp_path / "postgres-14" / "PG_VERSION").write_text("14")
    with pytest.raises(Refusal, match="written by PostgreSQL 14"):
        Stack(tmp_path)


def test_given_servers_are_used_instead(tmp_path: Path) -> None:
    given = {"DATABASE_URL": "postgres://elsewhere/x", "REDIS_URL": "redis://elsewhere"}
    with Stack(tmp_path, given=given) as stack:
        assert stack.servers == []
        assert stack.environment == given


def test_a_strangers_socket_folder_is_not_entered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    folder = socket_folder(tmp_path / "data")
    folder.rmdir()
    folder.symlink_to(tmp_path)
    with pytest.raises(Refusal, match="belongs to somebody else"):
        socket_folder(tmp_path / "data")


def test_servers_end_with_a_killed_launcher(
    tmp_path: Path, ours: Callable[[Path], list[int]], bare_environment: dict[str, str]
) -> None:
    code = (
        "import sys, time; from pathlib import Path; from crm.embedded.stack import Stack; "
        "Stack(Path(sys.argv[1])).start(); print('up', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-P", "-c", code, str(tmp_path)]
    with subprocess.Popen(command, env=bare_environment, stdout=subprocess.PIPE) as launcher:
        assert launcher.stdout
        assert launcher.stdout.readline() == b"up\n"
        assert len(ours(tmp_path)) > 5
        launcher.send_signal(signal.SIGKILL)

    assert _until(lambda: ours(tmp_path) == [])
    with Stack(tmp_path) as stack:  # and the next start is none the worse
        stack.start()


def test_what_a_killed_test_run_left_is_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throwaway, "place", lambda: tmp_path)
    left, used = tmp_path / f"{throwaway.PREFIX}left", tmp_path / f"{throwaway.PREFIX}used"
    left.mkdir()
    with Stack(used, given={"DATABASE_URL": "x", "REDIS_URL": "x"}):
        throwaway.sweep()
        assert not left.exists()
        assert used.exists()


def test_application_and_owner_are_two(stack: Stack) -> None:
    assert APPLICATION in stack.environment["DATABASE_URL"]
    assert OWNER in stack.environment["DATABASE_OWNER_URL"]
