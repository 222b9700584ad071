"""Two files of companies after each other: `.venv/bin/python -m bench.names.two_files FOLDER [--write] [--profile]`.

Imports forbes2000.csv and then sp500.csv of FOLDER as `manage import companies` does, into servers of its own, brings
the pairs that look alike up to date, and holds what was proposed for a random 150 rows of the second file against
what was found by hand (docs/duplicates-check.md). `--write` puts what the product says into that table.
What is measured stands in two_files_measured.py, which Django loads once the servers run.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from crm.embedded.stack import Stack

ROOT = Path(__file__).resolve().parents[2]


def options() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--write", action="store_true", help="write what is proposed into the table of the check")
    asked.add_argument("--profile", action="store_true", help="print where the time of the imports goes")
    return asked.parse_args()


def main() -> None:
    options()
    folder = Path(tempfile.mkdtemp(prefix="concord-two-files-"))
    with Stack(folder, throwaway=True) as stack:
        stack.start()
        os.environ |= {
            **stack.environment,
            "DJANGO_SETTINGS_MODULE": "crm.settings.local",
            "SECRET_KEY": "bench",
            "CONCORD_DATA": str(folder / "data"),
        }
        quiet = subprocess.DEVNULL
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, check=True, stderr=quiet)
        subprocess.run([sys.executable, "-m", "bench.names.two_files_measured", *sys.argv[1:]], check=True)


if __name__ == "__main__":
    main()
