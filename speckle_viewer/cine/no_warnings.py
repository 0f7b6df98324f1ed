"""Silence around third-party readers."""

import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

_FILTERS = threading.RLock()


@contextmanager
def no_warnings() -> Iterator[None]:
    """Keep the warnings of a reader in: they may quote the patient's name.

    One at a time, since Python's filters are shared by all threads.
    """
    with _FILTERS, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
