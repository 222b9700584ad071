"""What `./concord` and `./concord manage` need around Django: the servers and the environment variables."""

import os
import secrets
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from . import console
from .errors import InUse, Refusal
from .places import ROOT, DataFolder
from .runtime import Runtime
from .stack import ADDRESSES, Stack

PATIENCE = 120.0


class Stopped(BaseException):
    """Ctrl-C, or a signal that asks us to end."""


@contextmanager
def ending_in_order() -> Iterator[None]:
    """Each signal that asks us to end raises Stopped, once; while we end, more of them change nothing."""

    def stop(number: int, _: FrameType | None) -> None:
        ignore()
        raise Stopped(signal.Signals(number).name)

    def ignore() -> None:
        for number in numbers:
            signal.signal(number, signal.SIG_IGN)

    numbers = [signal.SIGINT, signal.SIGTERM]
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # `nohup ./concord` stays
        numbers.append(signal.SIGHUP)
    former = {number: signal.signal(number, stop) for number in numbers}
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


def given() -> dict[str, str]:
    """Servers that the environment names are used instead of ours."""
    return {name: os.environ[name] for name in ADDRESSES if os.environ.get(name)}


def open_stack(data: DataFolder) -> Stack:
    """The servers of the data folder; waits while a single command has them, refuses while a site runs on them."""
    deadline = time.monotonic() + PATIENCE
    told = False
    while True:
        try:
            stack = Stack(data.path, given=given())
        except InUse:
            runtime = Runtime.read(data.runtime)
            if runtime and runtime.url:
                raise
            if time.monotonic() > deadline:
                raise Refusal(
                    f"Another run of Concord has been using {data.path} for two minutes: end it first."
                ) from None
            if not told:
                console.say("  Another command of Concord uses this data folder; waiting for it ...")
                told = True
            time.sleep(0.1)
        else:
            data.runtime.unlink(missing_ok=True)
            return stack


def variables(*, data: DataFolder, stack: Stack, url: str = "") -> dict[str, str]:
    """What Django's processes read; see docs/running.md."""
    inherited = {name: value for name, value in os.environ.items() if name not in ("CONCORD_DB_ROLE", "PYTHONHOME")}
    return {
        **inherited,
        **stack.environment,
        "DJANGO_SETTINGS_MODULE": "crm.settings.local",
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
        "CONCORD_DATA": str(data.path),
        "CONCORD_INSTANCE": secrets.token_hex(8),
        "SECRET_KEY": os.environ.get("SECRET_KEY") or data.secret_key(),
        "STATIC_ROOT": str(data.static),
        **({"PUBLIC_URL": os.environ.get("PUBLIC_URL") or url} if url else {}),
    }
