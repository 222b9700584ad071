"""A Chromium for the browser tests: the system's own, or installed by its package manager."""

import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from . import apt

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


# Playwright's own Node needs the second, which a bare system lacks.
PACKAGES = ("chromium", "libatomic1")


def find() -> Path | None:
    """CONCORD_CHROMIUM, else the first on PATH that starts; Ubuntu's package may be an empty shell."""
    if not _driver_starts():
        return None
    candidates = [os.environ.get("CONCORD_CHROMIUM"), *(shutil.which(name) for name in NAMES)]
    return next((Path(candidate) for candidate in candidates if candidate and _starts(candidate)), None)


def install() -> Path | None:
    return find() if apt.install(*PACKAGES) else None


def _driver_starts() -> bool:
    spec = find_spec("playwright")
    places = (spec.submodule_search_locations or []) if spec else []
    return any(_starts(os.path.join(place, "driver", "node")) for place in places)


def _starts(program: str) -> bool:
    try:
        return subprocess.run([program, "--version"], capture_output=True, timeout=30, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
