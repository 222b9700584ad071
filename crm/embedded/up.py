"""`./concord`: the whole site on this machine, until Ctrl-C."""

import json
import os
import signal
import time
import urllib.error
import urllib.request
from pathlib import Path

from . import console, ports, process
from .errors import InUse, Refusal
from .places import DataFolder
from .prepare import Django, load_demo, prepare_static_files, prepare_tables
from .programs import programs
from .runtime import Runtime
from .session import Stopped, ending_in_order, open_stack, variables
from .stack import Stack
from .supervisor import Program, Supervisor, stop_all

PATIENCE = 90.0


def up(*, data: DataFolder, python: Path) -> int:
    begun = time.monotonic()
    console.say(f"Concord starts; its data are in {data.path}")
    with ending_in_order():
        try:
            with _stack(data) as stack:
                _run(data=data, python=python, stack=stack, begun=begun)
        except Stopped:
            console.say("\nConcord has ended; its data are safe.")
    return 0


def _stack(data: DataFolder) -> Stack:
    try:
        return open_stack(data)
    except InUse:
        runtime = Runtime.read(data.runtime)
        where = f": {runtime.url} (process {runtime.pid})" if runtime else ""
        raise Refusal(f"It is already running on {data.path}{where}.") from None


def _run(*, data: DataFolder, python: Path, stack: Stack, begun: float) -> None:
    port = ports.choose()
    url = f"http://localhost:{port.number}"
    _end_leftovers(data)
    with console.step("PostgreSQL and Redis"):
        stack.start()
    env = variables(data=data, stack=stack, url=url)
    django = Django(python=python, env=env, log=data.log("commands"))
    prepare_tables(django=django, data=data, embedded=stack.postgres is not None)
    prepare_static_files(django=django, data=data)
    load_demo(django=django, data=data, embedded=stack.postgres is not None)
    web, *behind = site = programs(python=python, data=data, env=env, port=port.number)
    supervisor = Supervisor([*stack.servers, *site])
    try:
        with console.step("Web server, worker and clock"):
            # All at once they take turns on two cores, and whoever waits for the page waits twice as long.
            web.start()
            _wait_for_web(port=port.number, instance=env["CONCORD_INSTANCE"], supervisor=supervisor, web=web)
            for program in behind:
                program.start()
        Runtime(url=url, environment=env).write(data.runtime)
        _welcome(url=url, data=data, seconds=time.monotonic() - begun)
        supervisor.watch()
    finally:
        data.runtime.unlink(missing_ok=True)
        stop_all(site)


def _end_leftovers(data: DataFolder) -> None:
    """Where the kernel could not end web, worker and beat with a killed launcher (macOS has no such call)."""
    for pid in process.working_in(data.run, ("python",)):
        os.kill(pid, signal.SIGKILL)


def _wait_for_web(*, port: int, instance: str, supervisor: Supervisor, web: Program) -> None:
    """Ready when this very instance says so: another site may answer on a port that was free a moment ago."""
    deadline = time.monotonic() + PATIENCE
    while True:
        answer = _ask(f"http://127.0.0.1:{port}/readyz")
        if answer.get("instance") == instance and answer.get("status") == "ready":
            return
        if time.monotonic() > deadline:
            reason = f": {answer['checks']}" if "checks" in answer else ""
            raise Refusal(f"The site is not ready after {PATIENCE:.0f} seconds{reason}; {web.log} may say why.")
        supervisor.glance()
        time.sleep(0.05)


def _ask(url: str) -> dict[str, object]:
    try:
        with urllib.request.urlopen(url, timeout=5) as response:  # noqa: S310 (our own address)
            return dict(json.load(response))
    except urllib.error.HTTPError as error:
        with error:
            return _json(error.read())
    except (OSError, ValueError):
        return {}


def _json(body: bytes) -> dict[str, object]:
    try:
        return dict(json.loads(body))
    except ValueError:
        return {}


def _welcome(*, url: str, data: DataFolder, seconds: float) -> None:
    console.say(f"\nConcord is ready after {seconds:.1f} s:  {url}\n")
    if data.people.exists():
        introduce(json.loads(data.people.read_text()))
    console.say(f"Logs: {data.path / 'log'}.  Ctrl-C ends everything.")


def introduce(people: list[dict[str, str]]) -> None:
    """One for each role; all of them would fill many screens."""
    first: dict[str, dict[str, str]] = {}
    for person in people:
        first.setdefault(person["role"], person)
    rows = [("Role", "E-mail", "Password")]
    rows += [(role.replace("_", " ").capitalize(), p["email"], p["password"]) for role, p in first.items()]
    console.say("\n".join(f"  {line}" for line in console.table(rows)))
    console.say(f"\n  All {len(people)} people: ./concord manage demo_people\n")
