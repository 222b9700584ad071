"""Root's PostgreSQL in a container that grants no user namespaces: it runs as `nobody`."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from crm.embedded import identity, process
from crm.embedded.errors import Refusal
from crm.embedded.stack import Stack

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root has this question")


def _refused() -> None:
    raise OSError("unshare")


@pytest.fixture(autouse=True)
def no_namespaces(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(identity, "enter_namespace", _refused)
    former = os.umask(0o022)
    yield
    os.umask(former)


@pytest.fixture
def base() -> Iterator[Path]:
    """As the launcher makes it, where everybody may enter; pytest's own folders are closed."""
    above = Path(tempfile.mkdtemp(prefix="concord-nobody-"))
    above.chmod(0o755)
    folder = above / "data"
    folder.mkdir(mode=0o700)
    (folder / "run").mkdir()
    yield folder
    shutil.rmtree(above)


@pytest.fixture
def no_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identity, "become_nobody_with_reach", _refused)


def test_nobody_passes_through_closed_folders(base: Path) -> None:
    base.parent.chmod(0o700)
    with Stack(base) as stack:
        if not stack.postgres or stack.postgres.identity.become is not identity.become_nobody_with_reach:
            pytest.skip("this container withholds the right")
        stack.start()
        rights = (process.PROC / str(stack.postgres.child.pid) / "status").read_text()
        assert "CapEff:\t0000000000000002" in rights
        assert stack.postgres.data.stat().st_uid == stack.postgres.identity.owner != 0
    assert base.stat().st_mode & 0o777 == 0o700


@pytest.mark.usefixtures("no_reach")
def test_nobody_reaches_its_cluster_and_nothing_else(base: Path) -> None:
    try:
        stack = Stack(base)
    except Refusal as refusal:
        pytest.skip(str(refusal))  # the programs lie in a closed folder
    with stack:
        stack.start()
        assert stack.postgres
        assert stack.postgres.data.stat().st_uid == stack.postgres.identity.owner != 0
        (base / "mail").mkdir()
        closed = {path.name: path.stat().st_mode & 0o077 for path in base.iterdir()}
    assert set(closed.values()) == {0}, closed
    assert base.stat().st_mode & 0o777 == 0o711


@pytest.mark.usefixtures("no_reach")
def test_a_closed_folder_above_is_named(base: Path) -> None:
    base.parent.chmod(0o700)
    with pytest.raises(Refusal, match="nobody cannot reach"):
        Stack(base)
