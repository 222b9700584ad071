import sys
import time
from pathlib import Path

import pytest

from crm.embedded import supervisor
from crm.embedded.errors import Refusal
from crm.embedded.supervisor import Program, Supervisor, stop_all


def _program(folder: Path, code: str) -> Program:
    program = Program(name="web", args=[sys.executable, "-S", "-c", code], cwd=folder, env={}, log=folder / "web.log")
    program.start()
    return program


def _ended(program: Program) -> None:
    assert program.child
    program.child.wait(10)


def test_what_was_killed_starts_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program = _program(tmp_path, "import time; time.sleep(60)")
    assert program.child
    first = program.child.pid
    program.child.kill()
    _ended(program)

    Supervisor([program]).glance()

    assert program.child.pid != first
    assert program.child.poll() is None
    assert "web ended (SIGKILL): starting it again." in capsys.readouterr().err
    stop_all([program])


def test_what_keeps_ending_ends_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "LIMIT", 2)
    program = _program(tmp_path, "print('why')")
    watch = Supervisor([program])
    for _ in range(2):
        _ended(program)
        watch.glance()
    _ended(program)

    with pytest.raises(Refusal, match=r"web ended 3 times within a minute; .*web\.log says why"):
        watch.glance()
    assert (tmp_path / "web.log").read_text() == "why\n" * 3


def test_its_children_end_with_it(tmp_path: Path) -> None:
    code = "import os, time\nprint(os.fork(), flush=True)\ntime.sleep(60)"
    program = _program(tmp_path, code)
    while (tmp_path / "web.log").read_text().count("\n") < 2:
        time.sleep(0.01)
    pids = [int(line) for line in (tmp_path / "web.log").read_text().split()]

    stop_all([program])

    deadline = time.monotonic() + 5
    while alive := [pid for pid in pids if pid and Path(f"/proc/{pid}/cwd").exists()]:
        assert time.monotonic() < deadline, alive
