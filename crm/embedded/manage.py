"""`./concord manage ...`: Django's commands, on the servers that run, or on servers for the time of the command."""

import os
import subprocess
from pathlib import Path

from .errors import InUse
from .places import DataFolder
from .prepare import Django, load_demo, prepare_tables
from .runtime import Runtime
from .session import Stopped, ending_in_order, open_stack, variables

# They look after the tables themselves, or do without.
UNPREPARED = {
    "check", "collectstatic", "compilemessages", "diffsettings", "flush", "help", "makemessages", "makemigrations",
    "migrate", "restore", "showmigrations", "sqlmigrate", "squashmigrations", "startapp", "test", "--help", "--version",
}  # fmt: skip
# After these, what the stamps say may no longer hold.
CHANGES_TABLES = {"migrate", "restore", "flush"}


def manage(*, data: DataFolder, python: Path, args: list[str]) -> int:
    name = args[0] if args else "help"
    if name in CHANGES_TABLES:
        data.stamp("tables").unlink(missing_ok=True)
    with ending_in_order():
        try:
            stack = open_stack(data)
        except InUse:
            runtime = Runtime.read(data.runtime)
            code = _in_place(python, args, runtime.environment if runtime else {})
            if name == "restore" and code == 0:
                _forget_demo(data)
            return code
        with stack:
            stack.start()
            Runtime().write(data.runtime)
            env = variables(data=data, stack=stack)
            django = Django(python=python, env=env, log=data.log("commands"))
            try:
                if name not in UNPREPARED:
                    prepare_tables(django=django, data=data, embedded=stack.postgres is not None)
                if name not in {*UNPREPARED, "load_demo"}:
                    load_demo(django=django, data=data, embedded=stack.postgres is not None)
                code = _run(django.command(*args), env)
                if name == "restore" and code == 0:
                    _forget_demo(data)
                return code
            except Stopped:
                return 130
            finally:
                data.runtime.unlink(missing_ok=True)


def _in_place(python: Path, args: list[str], environment: dict[str, str]) -> int:
    """On the servers of the running site."""
    environment = {**os.environ, **environment}
    django = Django(python=python, env=environment, log=Path(os.devnull))
    return _run(django.command(*args), environment)


def _forget_demo(data: DataFolder) -> None:
    """What was restored is the organisation now: no demo is loaded into it, and its people are not shown."""
    data.people.unlink(missing_ok=True)
    data.stamp("demo").write_text("restored")


def _run(command: list[str], env: dict[str, str]) -> int:
    """With the person's own terminal; Ctrl-C reaches the command by itself."""
    child = subprocess.Popen(command, env=env)
    try:
        return child.wait()
    except Stopped:
        child.terminate()
        child.wait()
        return 130
