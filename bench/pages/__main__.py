"""Server time, queries and bytes of every page: `.venv/bin/python -m bench.pages [--keep DIR]`.

Loads the small demo organisation into servers of its own; `--size big` measures on 100,000 companies. Prints a table in
Markdown.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from crm.embedded.stack import Stack

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=60, help="how often each page is asked for")
    options.add_argument("--size", choices=["small", "big"], default="small")
    options.add_argument("--full-board", action="store_true", help="with 2,000 partnerships")
    options.add_argument("--keep", type=Path, help="folder of the servers, kept for the next run")
    options.add_argument("--only", default="", help="a part of the pages' names")
    chosen = options.parse_args()
    if chosen.keep:
        chosen.keep.mkdir(parents=True, exist_ok=True)
    folder = chosen.keep or Path(tempfile.mkdtemp(prefix="concord-pages-"))
    with Stack(folder, throwaway=not chosen.keep) as stack:
        stack.start()
        environment = {
            **os.environ,
            **stack.environment,
            "DJANGO_SETTINGS_MODULE": "crm.settings.local",
            "SECRET_KEY": "bench",
            "CONCORD_DATA": str(folder / "data"),
            "STATIC_ROOT": str(folder / "static"),
        }
        for command in (
            ("migrate", "-v0"),
            ("load_demo", "--size", chosen.size),
            ("collectstatic", "--noinput", "-v0"),
        ):
            _run(environment, "manage.py", *command, quiet=True)
        if chosen.full_board:
            _run(environment, "-m", "bench.pages.filling")
        _run(environment, "-m", "bench.pages.asking", str(chosen.times), str(stack.postgres.child.pid), chosen.only)


def _run(environment: dict[str, str], *arguments: str, quiet: bool = False) -> None:
    """The request log goes into nothing: it would stand between the lines of the table."""
    out = subprocess.DEVNULL if quiet else None
    errors = None if quiet else subprocess.DEVNULL
    subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, check=True, stdout=out, stderr=errors)


if __name__ == "__main__":
    main()
