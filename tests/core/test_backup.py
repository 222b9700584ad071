"""A backup is whole and comes back whole, or nothing changes."""

import io
import json
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.management import CommandError, call_command
from django.db import connections

from crm.core import clock
from crm.core.backup import Damaged, NotEmpty, TooNew, back_up, commands, restore
from crm.core.backup.archive import DUMP, MANIFEST
from crm.core.backup.manifest import FileFacts, Manifest

Tables = Callable[[str], list[tuple]]


@pytest.fixture
def drill(django_db_setup: None, django_db_blocker: Any) -> Iterator[Tables]:
    """A small database of its own, and a way to ask it; gone afterwards."""
    with django_db_blocker.unblock():
        owner = connections["default"].copy("default")
        owner.settings_dict = {**owner.settings_dict, "USER": "concord_owner"}
        with owner.cursor() as cursor:
            cursor.execute("create database drill")
        connections.settings["drill"] = {**owner.settings_dict, "NAME": "drill"}
        connection = connections["drill"]

        def run(statement: str) -> list[tuple]:
            with connection.cursor() as cursor:
                cursor.execute(statement)
                return cursor.fetchall() if cursor.description else []

        run("create table thing (id int primary key, name text, at timestamptz, amount numeric(12, 2), body bytea)")
        run("insert into thing values (1, 'Żółć; \"quoted\"', now(), 12.50, '\\x00ff'), (2, null, null, null, null)")
        run('create table "Odd ""name"" here" (x float8)')
        run('insert into "Odd ""name"" here" values (0.1), (\'NaN\'), (1e-300)')
        yield run
        connection.close()
        with owner.cursor() as cursor:
            cursor.execute("drop database drill with (force)")
        owner.close()
        del connections.settings["drill"]
        del connections["drill"]


@pytest.fixture
def uploads(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "data" / "uploads"
    (folder / "2026").mkdir(parents=True)
    (folder / "2026" / "letter.txt").write_text("Dear Sir or Madam")
    with patch.object(commands, "default_storage", FileSystemStorage(location=folder)):
        yield folder


@pytest.fixture
def file(drill: Tables, uploads: Path, tmp_path: Path) -> Path:
    target = tmp_path / "concord.backup"
    back_up(target=target, at=clock.now(), using="drill")
    return target


def _again(source: Path, target: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The same archive with something changed in it."""
    with tarfile.open(source) as tar:
        members = {member.name: tar.extractfile(member).read() for member in tar}  # type: ignore[union-attr]
    change(members)
    with tarfile.open(target, "w") as tar:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return target


def test_everything_comes_back(drill: Tables, uploads: Path, file: Path) -> None:
    before = drill("select * from thing order by id")
    drill("delete from thing where id = 1")
    drill("create table later (id int)")
    (uploads / "2026" / "letter.txt").unlink()

    manifest = restore(source=file, replace=True, using="drill")

    assert manifest.rows == 5
    assert drill("select * from thing order by id") == before
    assert drill("select to_regclass('later')") == [(None,)]
    assert (uploads / "2026" / "letter.txt").read_text() == "Dear Sir or Madam"


def test_the_uploads_may_be_the_root_of_a_volume(drill: Tables, uploads: Path, file: Path) -> None:
    """Such a folder cannot be renamed; as here, where everything around it is closed."""
    (uploads / "2026" / "later.txt").write_text("made after the backup")
    itself = uploads.stat().st_ino

    restore(source=file, replace=True, using="drill")

    assert uploads.stat().st_ino == itself
    assert [path.name for path in uploads.iterdir()] == ["2026"]
    assert [path.name for path in (uploads / "2026").iterdir()] == ["letter.txt"]


def test_what_a_killed_restore_left_is_in_no_backup(drill: Tables, uploads: Path, tmp_path: Path) -> None:
    (uploads / ".restore-abc").mkdir()
    (uploads / ".restore-abc" / "half").write_text("?")
    manifest = back_up(target=tmp_path / "concord.backup", at=clock.now(), using="drill")
    assert manifest.files.keys() == {DUMP, "uploads/2026/letter.txt"}


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("server", 99, "comes from PostgreSQL 99"),
        ("migrations", ["accounts.0001_initial", "accounts.9999_later"], "does not know accounts.9999_later"),
    ],
)
def test_a_backup_of_a_later_version_changes_nothing(
    drill: Tables, file: Path, tmp_path: Path, key: str, value: object, sentence: str
) -> None:
    def hurry(members: dict[str, bytes]) -> None:
        members[MANIFEST] = json.dumps({**json.loads(members[MANIFEST]), key: value}).encode()

    with pytest.raises(TooNew, match=sentence):
        restore(source=_again(file, tmp_path / "later", hurry), replace=True, using="drill")
    assert drill("select count(*) from thing") == [(2,)]


def test_a_backup_of_the_first_versions_tells_neither(drill: Tables, file: Path, tmp_path: Path) -> None:
    def forget(members: dict[str, bytes]) -> None:
        manifest = json.loads(members[MANIFEST])
        del manifest["server"], manifest["migrations"]
        members[MANIFEST] = json.dumps(manifest).encode()

    restore(source=_again(file, tmp_path / "early", forget), replace=True, using="drill")
    assert drill("select count(*) from thing") == [(2,)]


def test_nothing_is_replaced_unasked(drill: Tables, file: Path) -> None:
    with pytest.raises(NotEmpty):
        restore(source=file, replace=False, using="drill")


def test_into_an_empty_database_without_asking(drill: Tables, file: Path) -> None:
    drill("drop schema public cascade; create schema public")
    restore(source=file, replace=False, using="drill")
    assert drill("select count(*) from thing") == [(2,)]


def test_only_its_owner_may_read_it(file: Path) -> None:
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("length", [0, 100, 2000, -3000])
def test_a_file_that_is_cut_off_changes_nothing(drill: Tables, file: Path, length: int) -> None:
    file.write_bytes(file.read_bytes()[:length])
    with pytest.raises(Damaged):
        restore(source=file, replace=True, using="drill")
    assert drill("select count(*) from thing") == [(2,)]


@pytest.mark.parametrize("name", [DUMP, "uploads/2026/letter.txt"])
def test_a_changed_byte_changes_nothing(drill: Tables, file: Path, tmp_path: Path, name: str) -> None:
    def flip(members: dict[str, bytes]) -> None:
        content = bytearray(members[name])
        content[len(content) // 2] ^= 1
        members[name] = bytes(content)

    with pytest.raises(Damaged, match=f"{name} in the backup is damaged"):
        restore(source=_again(file, tmp_path / "changed", flip), replace=True, using="drill")
    assert drill("select count(*) from thing") == [(2,)]


def test_rows_that_are_not_as_they_were_undo_the_whole_restore(drill: Tables, file: Path, tmp_path: Path) -> None:
    def lie(members: dict[str, bytes]) -> None:
        manifest = json.loads(members[MANIFEST])
        manifest["tables"]["thing"]["hash"] = "1"
        members[MANIFEST] = json.dumps(manifest).encode()

    drill("insert into thing (id) values (3)")
    with pytest.raises(Damaged, match="nothing was changed.*table thing is not as it was"):
        restore(source=_again(file, tmp_path / "lying", lie), replace=True, using="drill")
    assert drill("select count(*) from thing") == [(3,)]


def test_a_dump_that_postgres_cannot_read_changes_nothing(drill: Tables, file: Path, tmp_path: Path) -> None:
    def garble(members: dict[str, bytes]) -> None:
        members[DUMP] = members[DUMP][: len(members[DUMP]) // 2]
        manifest = Manifest.from_json(members[MANIFEST])
        manifest.files[DUMP] = FileFacts.of_stream(io.BytesIO(members[DUMP]))
        members[MANIFEST] = manifest.to_json()

    with pytest.raises(Damaged):
        restore(source=_again(file, tmp_path / "garbled", garble), replace=True, using="drill")
    assert drill("select count(*) from thing") == [(2,)]


def test_a_name_that_leads_out_of_the_folder_is_refused(drill: Tables, file: Path, tmp_path: Path) -> None:
    def climb(members: dict[str, bytes]) -> None:
        manifest = Manifest.from_json(members[MANIFEST])
        members["uploads/../../../escaped"] = b"x"
        manifest.files["uploads/../../../escaped"] = FileFacts.of_stream(io.BytesIO(b"x"))
        members[MANIFEST] = manifest.to_json()

    with pytest.raises(Damaged, match="outside of its folder"):
        restore(source=_again(file, tmp_path / "climbing", climb), replace=True, using="drill")


def test_another_format_is_refused(drill: Tables, file: Path, tmp_path: Path) -> None:
    def age(members: dict[str, bytes]) -> None:
        members[MANIFEST] = members[MANIFEST].replace(b'"format": 1', b'"format": 99')

    with pytest.raises(Damaged, match="format 99"):
        restore(source=_again(file, tmp_path / "future", age), replace=True, using="drill")


@pytest.mark.django_db
def test_the_command_says_in_one_sentence_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("no backup")
    with pytest.raises(CommandError, match="add --replace"):
        call_command("restore", tmp_path / "letter")
    with pytest.raises(CommandError, match="no backup"):
        call_command("restore", tmp_path / "letter", replace=True)
