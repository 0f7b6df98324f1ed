"""Progress on the terminal."""

import sys
from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")


def counted(items: Sequence[T], what: str) -> Iterator[T]:
    """The items, counted in one line of the terminal that goes away when all are done.

    Written to standard error, and only where that is a terminal.
    """
    shows = sys.stderr.isatty()
    for number, item in enumerate(items, 1):
        if shows:
            print(f"\r\033[K{what}: {number} of {len(items)}", end="", file=sys.stderr, flush=True)
        yield item
    if shows:
        print("\r\033[K", end="", file=sys.stderr, flush=True)
