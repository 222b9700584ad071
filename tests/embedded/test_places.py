"""Ports, folders and small files of the launcher."""

import os
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from crm.embedded import places, ports, prepare, up
from crm.embedded.environment import Environment
from crm.embedded.errors import Refusal
from crm.embedded.runtime import Runtime


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_port_that_was_asked_for_and_is_taken_is_refused(taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", str(taken))
    with pytest.raises(Refusal, match=f"Port {taken} is taken"):
        ports.choose()


@pytest.mark.parametrize("nonsense", ["http", "0", "70000", "-1"])
def test_a_port_is_a_number(nonsense: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", nonsense)
    with pytest.raises(Refusal, match="between 1 and 65535"):
        ports.choose()


def test_without_a_wish_the_next_free_port_is_taken(taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PORT", raising=False)
    monkeypatch.setattr(ports, "FIRST", taken)
    monkeypatch.setattr(ports, "LAST", taken + 20)
    first, second = ports.choose(), ports.choose()
    assert taken < first.number < second.number
    first.release()
    second.release()


def test_the_data_folder_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONCORD_DATA", str(tmp_path / "new" / "data"))
    data = places.data_folder()
    assert data.path == tmp_path / "new" / "data"
    assert stat.S_IMODE(data.path.stat().st_mode) == 0o700


def test_a_data_folder_that_cannot_be_made_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("CONCORD_DATA", str(tmp_path / "file" / "data"))
    with pytest.raises(Refusal, match="set CONCORD_DATA to a folder of your own"):
        places.data_folder()


def test_a_data_folder_of_somebody_else_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONCORD_DATA", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 4242)
    with pytest.raises(Refusal, match="belongs to another user"):
        places.data_folder()


def test_a_read_only_project_keeps_its_data_in_the_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CONCORD_DATA", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(places, "ROOT", tmp_path / "project")
    assert places.data_folder().path.parent == tmp_path / "home"


def test_the_secret_key_is_made_once_and_for_us_only(tmp_path: Path) -> None:
    data = places.DataFolder(tmp_path)
    assert data.secret_key() == data.secret_key()
    assert len(data.secret_key()) >= 50
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_a_long_log_gives_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "LOG_LIMIT", 3)
    data = places.DataFolder(tmp_path)
    data.log("web").write_text("long")
    assert not data.log("web").exists()
    assert (tmp_path / "log" / "web.log.1").read_text() == "long"


def test_the_runtime_file_is_whole_or_absent(tmp_path: Path) -> None:
    path = tmp_path / "runtime.json"
    assert Runtime.read(path) is None
    Runtime(url="http://x", environment={"A": "b"}).write(path)
    assert Runtime.read(path) == Runtime(pid=os.getpid(), url="http://x", environment={"A": "b"})
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.write_text("{half")
    assert Runtime.read(path) is None


def test_an_environment_is_valid_for_one_lock_file(tmp_path: Path) -> None:
    lock = tmp_path / "run.txt"
    lock.write_text("django==5.2")
    environment = Environment(tmp_path / "venv")
    environment.python.parent.mkdir(parents=True)
    environment.python.touch()
    assert not environment.has(lock)
    environment.confirm(lock)
    assert environment.has(lock)
    lock.write_text("django==5.3")
    assert not environment.has(lock)


def test_the_size_of_the_demo_organisation_is_one_of_three(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONCORD_DEMO", "huge")
    django = prepare.Django(python=tmp_path, env={}, log=tmp_path / "log")
    with pytest.raises(Refusal, match="should be small, big or none"):
        prepare.load_demo(django=django, data=places.DataFolder(tmp_path), embedded=True)


def test_a_failed_command_names_itself_and_its_log(tmp_path: Path) -> None:
    django = prepare.Django(python=Path("/bin/false"), env={}, log=tmp_path / "commands.log")
    with pytest.raises(Refusal, match=r"`\./concord manage migrate` failed; the end of .*commands\.log says why"):
        django.run("migrate")


def test_one_person_of_each_role_is_introduced(capsys: pytest.CaptureFixture[str]) -> None:
    people = [
        {"role": "chief_of_mission", "email": "ada@x.example", "password": "p1"},
        {"role": "chief_of_mission", "email": "bob@x.example", "password": "p1"},
        {"role": "staff", "email": "eve@x.example", "password": "p1"},
    ]
    up.introduce(people)
    said = capsys.readouterr().err
    assert "  Chief of mission  ada@x.example  p1\n  Staff             eve@x.example  p1\n" in said
    assert "bob@x.example" not in said
    assert "All 3 people: ./concord manage demo_people" in said
