"""`./concord test`: lint, import contracts, types and templates, then the tests, on servers of their own."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from . import browser, console
from .places import ROOT, DataFolder
from .session import Stopped, ending_in_order

CODE = ("crm", "duediligence", "partnerships", "donations")
# In the order in which pytest-django sorts them: those that empty the tables come last on each core. Handed out
# a few at a time, so that the long ones, which come first, do not all go to the same core.
ON_ALL_CORES = ["--numprocesses=auto", "--maxprocesses=4", "--dist=load", "--maxschedchunk=4", "--durations=15"]


@dataclass(frozen=True)
class Check:
    name: str
    command: list[str | Path]
    # Begun with the others, and told after the tests, beside which it runs.
    beside: bool = False


class Running:
    """A check at work. What it says is kept in a file: nobody reads a pipe while the tests run."""

    def __init__(self, check: Check, env: dict[str, str]) -> None:
        self.check, self.begun, self.said = check, time.monotonic(), tempfile.TemporaryFile()  # noqa: SIM115
        self.child = subprocess.Popen(check.command, cwd=ROOT, env=env, stdout=self.said, stderr=subprocess.STDOUT)

    def fails(self) -> bool:
        """Wait for it; its words only when it fails."""
        code = self.child.wait()
        verdict = "NOT IN ORDER" if code else "in order"
        took = "" if self.check.beside else f" ({time.monotonic() - self.begun:.1f} s)"
        console.say(f"  {self.check.name} ".ljust(console.WIDTH, ".") + f" {verdict}{took}")
        if code:
            self.said.seek(0)
            print(self.said.read().decode(errors="replace"), flush=True)
        return bool(code)

    def end(self) -> None:
        if self.child.poll() is None:
            self.child.kill()
            self.child.wait()
        self.said.close()


def checks(python: Path) -> list[Check]:
    module: list[str | Path] = [python, "-P", "-m"]
    templates = sorted((ROOT / "templates").rglob("*.html"))
    found = [
        Check("Lint", [*module, "ruff", "check", "--quiet", "."]),
        Check("Format", [*module, "ruff", "format", "--check", "--quiet", "."]),
        Check("Import contracts", [python, "-P", "-c", "from importlinter.cli import lint_imports_command as c; c()"]),
        Check("Types", [*module, "mypy", *(name for name in CODE if any((ROOT / name).rglob("*.py")))], beside=True),
    ]
    if templates:
        found.append(Check("Templates", [python.parent / "djade", "--target-version", "5.2", "--check", *templates]))
    return found


def run(*, data: DataFolder, python: Path, args: list[str]) -> int:
    """With arguments pytest alone, on what they name."""
    with ending_in_order():
        try:
            env = environment(data)
            with _begun([] if args else checks(python), env) as running:
                failed = [each.check.name for each in running if not each.check.beside and each.fails()]
                code, closing = _run_pytest([str(python), "-P", "-m", "pytest", *(args or ON_ALL_CORES)], env)
                late = [each.check.name for each in running if each.check.beside and each.fails()]
        except Stopped:
            return 130
    failed += late
    if failed:
        print(f"\nNot in order besides the tests: {', '.join(failed)}.\n{closing}", flush=True)
    return code or int(bool(failed))


@contextmanager
def _begun(todo: list[Check], env: dict[str, str]) -> Iterator[list[Running]]:
    """All at the same time; none outlives the run."""
    running: list[Running] = []
    try:
        for check in todo:
            running.append(Running(check, env))
        yield running
    finally:
        for each in running:
            each.end()


def environment(data: DataFolder) -> dict[str, str]:
    """Nothing of the running site's: the tests' own servers are started by the plugin."""
    ours = (
        "DATABASE_URL",
        "DATABASE_OWNER_URL",
        "REDIS_URL",
        "SECRET_KEY",
        "DJANGO_SETTINGS_MODULE",
        "CONCORD_DB_ROLE",
    )
    env = {name: value for name, value in os.environ.items() if name not in ours}
    env["PYTHONPATH"] = str(ROOT)
    if not os.access(ROOT, os.W_OK):
        env |= {
            "RUFF_NO_CACHE": "true",
            "MYPY_CACHE_DIR": str(data.path / "mypy"),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        env["PYTEST_ADDOPTS"] = f"{env.get('PYTEST_ADDOPTS', '')} -p no:cacheprovider"
    with console.step("Browser for the tests"):
        found = browser.find() or browser.install()
    if found:
        env["CONCORD_CHROMIUM"] = str(found)
    elif not env.get("CI"):
        console.say(
            f"  {' or '.join(browser.PACKAGES)} is missing and this user cannot install it: "
            "the browser tests are left out."
        )
    return env


def _run_pytest(command: list[str], env: dict[str, str]) -> tuple[int, str]:
    """Its exit code and its closing line; its words appear as they come."""
    color = ["--color=yes"] if sys.stdout.isatty() else []
    closing = ""
    with subprocess.Popen([*command, *color], cwd=ROOT, env=env, stdout=subprocess.PIPE) as child:
        try:
            while said := os.read(child.stdout.fileno(), 4096) if child.stdout else b"":
                sys.stdout.buffer.write(said)
                sys.stdout.flush()
                closing = (closing + said.decode(errors="replace"))[-2000:]
        except Stopped:
            child.terminate()
            raise
    lines = [line for line in closing.splitlines() if line.strip()]
    return child.returncode, lines[-1] if lines else ""
