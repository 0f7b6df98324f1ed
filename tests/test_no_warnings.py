"""Readers are silent in every thread, and no thread waits for another."""

import logging
import threading
import warnings
from concurrent.futures import ThreadPoolExecutor

import pytest

from speckle_viewer.cine.dicom_values import quiet

LOGGER = logging.getLogger("pydicom")


def speaks() -> bool:
    """Whether a warning comes out: pytest makes it an error."""
    try:
        warnings.warn("Doe^Jane", stacklevel=2)
    except UserWarning:
        return True
    return False


def test_a_reader_does_not_wait_for_one_in_another_thread() -> None:
    inside, leave = threading.Event(), threading.Event()

    def slow() -> None:
        with quiet():
            inside.set()
            leave.wait(60)

    def fast() -> bool:
        with quiet():
            return speaks()

    with ThreadPoolExecutor(2) as threads:
        try:
            reading = threads.submit(slow)
            assert inside.wait(60)
            assert threads.submit(fast).result(60) is False
            assert not reading.done()
            # The fast one left: the slow one must still be silent.
            assert not speaks()
            assert LOGGER.disabled
        finally:
            leave.set()
    assert speaks()
    assert not LOGGER.disabled


def test_an_error_inside_ends_the_silence() -> None:
    with pytest.raises(ValueError, match="damaged"), quiet():
        raise ValueError("damaged")
    assert speaks()
    assert not LOGGER.disabled


def test_many_threads_leave_the_filters_as_they_were() -> None:
    before = warnings.filters[:]
    start = threading.Barrier(4)

    def read() -> bool:
        start.wait(60)
        heard = False
        for _ in range(300):
            with quiet(), quiet():
                heard |= speaks()
        return heard

    with ThreadPoolExecutor(4) as threads:
        assert not any(run.result(60) for run in [threads.submit(read) for _ in range(4)])
    assert warnings.filters == before
    assert not LOGGER.disabled
