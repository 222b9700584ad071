"""PostgreSQL refuses root and users without a name. As whom does it run, then?"""

import ctypes
import os
import pwd
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .errors import Refusal

CLONE_NEWUSER = 0x10000000
NOBODY = 65534
PR_SET_SECUREBITS, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE = 28, 47, 2
NO_SETUID_FIXUP = 1 << 2
CAPABILITIES_VERSION, CAP_DAC_OVERRIDE = 0x20080522, 1


@dataclass(frozen=True)
class Identity:
    """How a server starts (`become` runs in the child, before the program) and who must own its files."""

    become: Callable[[], None] | None
    owner: int

    def own(self, folder: Path) -> None:
        """Make the folder and give it to the identity, with all that is in it."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder.stat().st_uid != self.owner:
            for path in (folder, *folder.rglob("*")):
                shutil.chown(path, self.owner)
        folder.chmod(0o700)


def enter_namespace() -> None:
    """Be "nobody" inside a user namespace and ourselves outside: files below a closed directory stay in reach."""
    user, group = os.geteuid(), os.getegid()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    for name, text in (("setgroups", "deny"), ("uid_map", f"{NOBODY} {user} 1"), ("gid_map", f"{NOBODY} {group} 1")):
        Path(f"/proc/self/{name}").write_text(text)


def become_nobody() -> None:
    nobody = pwd.getpwnam("nobody")
    os.setgroups([])
    os.setgid(nobody.pw_gid)
    os.setuid(nobody.pw_uid)


def become_nobody_with_reach() -> None:
    """Be `nobody`, and keep of root's rights only that of passing through closed folders; containers grant it."""
    libc = ctypes.CDLL(None, use_errno=True)
    wanted = 1 << CAP_DAC_OVERRIDE
    header = (ctypes.c_uint32 * 2)(CAPABILITIES_VERSION, 0)
    # Effective, permitted, inheritable: first those below 32, then the others.
    rights = (ctypes.c_uint32 * 6)(wanted, wanted, wanted, 0, 0, 0)
    # Else access(2), by which initdb looks for its relatives, would not count the right.
    if libc.prctl(PR_SET_SECUREBITS, NO_SETUID_FIXUP, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")
    become_nobody()
    if libc.capset(header, rights) or libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE, 0, 0):
        raise OSError(ctypes.get_errno(), "capset")


def for_postgres(program: Path, folder: Path) -> Identity:
    """The first way that can run `program` on `folder`: as we are; in a namespace; as `nobody`, best with reach."""
    user = os.geteuid()
    if user != 0 and _has_name(user):
        return Identity(become=None, owner=user)
    if _can_run(program, enter_namespace):
        return Identity(become=enter_namespace, owner=user)
    if user != 0:
        raise Refusal(f"PostgreSQL does not run as a user without a name: add one for number {user} to /etc/passwd.")
    if _can_run(program, become_nobody_with_reach):
        return Identity(become=become_nobody_with_reach, owner=pwd.getpwnam("nobody").pw_uid)
    if not _can_run(program, become_nobody):
        raise Refusal(
            f"PostgreSQL does not run as root, and the user nobody cannot reach {program}: "
            "run Concord as an ordinary user, or move it to a folder that everybody may enter."
        )
    if not _can_enter(folder):
        raise Refusal(
            f"PostgreSQL does not run as root, and the user nobody cannot reach {folder}: "
            "run Concord as an ordinary user, or set CONCORD_DATA to a folder that everybody may enter."
        )
    _let_through(folder)
    return Identity(become=become_nobody, owner=pwd.getpwnam("nobody").pw_uid)


def _has_name(user: int) -> bool:
    try:
        pwd.getpwuid(user)
    except KeyError:
        return False
    return True


def _can_run(program: Path, become: Callable[[], None]) -> bool:
    try:
        return (
            subprocess.run(
                [program, "--version"], check=False, preexec_fn=become, cwd="/", capture_output=True
            ).returncode
            == 0
        )
    except (subprocess.SubprocessError, OSError):
        return False


def _can_enter(folder: Path) -> bool:
    """May others pass through every directory above?"""
    return all(parent.stat().st_mode & 0o001 for parent in folder.resolve().parents)


def _let_through(folder: Path) -> None:
    """`nobody` must pass to its cluster; whatever else lies there, now or later, stays closed to all but us."""
    for path in folder.iterdir():
        if path.stat().st_uid == os.geteuid():
            path.chmod(0o700 if path.is_dir() else 0o600)
    os.umask(0o077)
    folder.chmod(0o711)
