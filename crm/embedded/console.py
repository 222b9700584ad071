"""What the person at the terminal reads: one short line per step, with its seconds."""

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

WIDTH = 44


def say(text: str = "", end: str = "\n") -> None:
    # A closed terminal must not keep us from ending things in order.
    with suppress(OSError, ValueError):
        print(text, end=end, file=sys.stderr, flush=True)


@contextmanager
def step(what: str) -> Iterator[None]:
    """`  What it does .....  1.2 s`, the seconds when it is done."""
    say(f"  {what} ".ljust(WIDTH, "."), end=" ")
    begun = time.monotonic()
    try:
        yield
    except BaseException:
        say("stopped")
        raise
    say(f"{time.monotonic() - begun:5.1f} s")


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Columns as wide as their widest cell."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
