"""A Chromium for the browser tests: the system's own, or installed by its package manager."""

import os
import shutil
import subprocess
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE = 600


def find() -> Path | None:
    """CONCORD_CHROMIUM, else the first on PATH that starts; Ubuntu's package may be an empty shell."""
    candidates = [os.environ.get("CONCORD_CHROMIUM"), *(shutil.which(name) for name in NAMES)]
    return next((Path(candidate) for candidate in candidates if candidate and _starts(candidate)), None)


def install() -> Path | None:
    """By apt-get, as root only: nobody else could, and nobody is asked for a password here."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
    ):
        try:
            done = subprocess.run(command, env=env, capture_output=True, timeout=PATIENCE, check=False)
        except subprocess.TimeoutExpired:
            return None
        if done.returncode:
            return None
    return find()


def _starts(program: str) -> bool:
    try:
        return subprocess.run([program, "--version"], capture_output=True, timeout=30, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
