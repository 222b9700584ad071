"""A free port: the one that was asked for, or the next."""

import os
import socket
import sys

from .errors import Refusal

FIRST, LAST = 8000, 8099


class Port:
    """Kept for us until the web server listens, against a second copy that starts at the same moment."""

    def __init__(self, number: int, claim: socket.socket | None) -> None:
        self.number = number
        self._claim = claim

    def release(self) -> None:
        if self._claim:
            self._claim.close()


def choose() -> Port:
    asked = os.environ.get("PORT")
    if asked:
        if not asked.isdigit() or not 0 < int(asked) < 65536:
            raise Refusal(f"PORT is {asked!r}, and should be a number between 1 and 65535.")
        port = _take(int(asked))
        if not port:
            raise Refusal(f"Port {asked} is taken or closed to you: set PORT to another one, or leave it out.")
        return port
    for number in range(FIRST, LAST + 1):
        port = _take(number)
        if port:
            return port
    raise Refusal(f"All ports from {FIRST} to {LAST} are taken: set PORT to a free one.")


def _take(number: int) -> Port | None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", number))
        except OSError:
            return None
    if not sys.platform.startswith("linux"):
        return Port(number, None)
    # A name that the kernel keeps for the machine and forgets with us; web servers share ports.
    claim = socket.socket(socket.AF_UNIX)
    try:
        claim.bind(f"\0concord-port-{number}")
    except OSError:
        claim.close()
        return None
    return Port(number, claim)
