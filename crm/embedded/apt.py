"""What a bare Debian or Ubuntu lacks, from its own package manager."""

import os
import shutil
import subprocess

PATIENCE = 600


def install(*packages: str) -> bool:
    """As root only: nobody else could, and nobody is asked for a password here."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    commands = (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages])
    return all(_succeeds(command, env) for command in commands)


def _succeeds(command: list[str], env: dict[str, str]) -> bool:
    try:
        return subprocess.run(command, env=env, capture_output=True, timeout=PATIENCE, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
