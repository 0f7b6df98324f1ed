"""Silence around third-party readers, which several threads may be in at once."""

import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from types import TracebackType


class Shared:
    """A process-wide change that lasts while any thread is inside; none waits for another.

    What the context manager changes is changed when the first thread enters, and put back when
    the last one leaves.
    """

    def __init__(self, make: Callable[[], AbstractContextManager[None]]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._inside = 0

    def __enter__(self) -> None:
        with self._lock:
            if not self._inside:
                self._change = self._make()
                self._change.__enter__()
            self._inside += 1

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._lock:
            self._inside -= 1
            if not self._inside:
                self._change.__exit__(None, None, None)


@contextmanager
def _ignored() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


no_warnings = Shared(_ignored)
"""Keeps the warnings of a reader in, for they may quote the patient's name: ``with no_warnings:``.

Python's filters are those of all threads, so other threads' warnings are lost meanwhile.
"""
