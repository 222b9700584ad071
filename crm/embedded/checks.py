"""`./concord test`: lint, import contracts, types and templates, then the tests, on servers of their own."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from . import browser, console
from .places import ROOT, DataFolder
from .session import Stopped, ending_in_order

CODE = ("crm", "duediligence", "partnerships", "donations")
# In the order in which pytest-django sorts them: those that empty the tables come last on each core.
ON_ALL_CORES = ["--numprocesses=auto", "--maxprocesses=4", "--dist=load"]


@dataclass(frozen=True)
class Check:
    name: str
    command: list[str | Path]


def checks(python: Path) -> list[Check]:
    module: list[str | Path] = [python, "-P", "-m"]
    templates = sorted((ROOT / "templates").rglob("*.html"))
    found = [
        Check("Lint", [*module, "ruff", "check", "--quiet", "."]),
        Check("Format", [*module, "ruff", "format", "--check", "--quiet", "."]),
        Check("Import contracts", [python, "-P", "-c", "from importlinter.cli import lint_imports_command as c; c()"]),
        Check("Types", [*module, "mypy", *(name for name in CODE if any((ROOT / name).rglob("*.py")))]),
    ]
    if templates:
        found.append(Check("Templates", [python.parent / "djade", "--target-version", "5.2", "--check", *templates]))
    return found


def run(*, data: DataFolder, python: Path, args: list[str]) -> int:
    """With arguments pytest alone, on what they name."""
    with ending_in_order():
        try:
            env = environment(data)
            failed = [] if args else _run_checks(checks(python), env)
            code, closing = _run_pytest([str(python), "-P", "-m", "pytest", *(args or ON_ALL_CORES)], env)
        except Stopped:
            return 130
    if failed:
        print(f"\nNot in order besides the tests: {', '.join(failed)}.\n{closing}", flush=True)
    return code or int(bool(failed))


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


def _run_checks(todo: list[Check], env: dict[str, str]) -> list[str]:
    """All at the same time; each one's words only when it fails."""
    begun = time.monotonic()
    running = [
        (
            check,
            subprocess.Popen(
                check.command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
            ),
        )
        for check in todo
    ]
    failed = []
    try:
        for check, child in running:
            said, _ = child.communicate()
            verdict = "in order" if child.returncode == 0 else "NOT IN ORDER"
            console.say(f"  {check.name} ".ljust(console.WIDTH, ".") + f" {verdict} ({time.monotonic() - begun:.1f} s)")
            if child.returncode:
                failed.append(check.name)
                print(said, flush=True)
    finally:
        for _, child in running:
            if child.poll() is None:
                child.kill()
    return failed


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
