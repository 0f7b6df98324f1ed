"""A cine and its source: closing."""

import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from speckle_viewer.cine import Cine, Frame, Timing
from speckle_viewer.errors import CineError


class Slow:
    """A source whose frames come when they are let through."""

    def __init__(self) -> None:
        self.begun, self.through = threading.Event(), threading.Event()
        self.closed = 0
        self.decoded_closed = False

    def decode(self, index: int) -> Frame:
        self.begun.set()
        self.through.wait(60)
        self.decoded_closed |= self.closed > 0
        return np.zeros((4, 5), np.uint8)

    def close(self) -> None:
        self.closed += 1


def cine_of(source: Slow) -> Cine:
    timing = Timing(np.arange(3) / 25, "assumed")
    return Cine(source, name="a.dcm", path=None, frame_count=3, shape=(4, 5), timing=timing)


def test_a_closed_cine_says_that_it_is_closed() -> None:
    source = Slow()
    source.through.set()
    cine = cine_of(source)
    cine.frame(0)
    cine.close()
    cine.close()
    assert source.closed == 1
    assert cine.peek(0) is None
    for index in (0, 1):
        with pytest.raises(CineError, match=r"^a\.dcm is closed; open it again\.$"):
            cine.frame(index)


def test_closing_waits_for_the_frame_that_is_being_decoded() -> None:
    source = Slow()
    cine = cine_of(source)
    with ThreadPoolExecutor(2) as threads:
        frame = threads.submit(cine.frame, 1)
        assert source.begun.wait(60)
        closing = threads.submit(cine.close)
        source.through.set()
        assert frame.result(60).shape == (4, 5)
        closing.result(60)
    assert (source.closed, source.decoded_closed) == (1, False)


def test_a_smaller_cache_lets_go_of_the_oldest_frames() -> None:
    source = Slow()
    source.through.set()
    cine = cine_of(source)
    for index in range(3):
        cine.frame(index)
    cine.set_cache(2 * 4 * 5)
    assert [cine.is_decoded(index) for index in range(3)] == [False, True, True]
    cine.set_cache(0)
    assert [cine.is_decoded(index) for index in range(3)] == [False, False, True]


def test_a_smaller_cache_does_not_wait_for_the_frame_that_is_being_decoded() -> None:
    source = Slow()
    source.through.set()
    cine = cine_of(source)
    cine.frame(0)
    source.through.clear()
    source.begun.clear()
    with ThreadPoolExecutor(1) as threads:
        frame = threads.submit(cine.frame, 1)
        assert source.begun.wait(60)
        cine.set_cache(0)
        assert not frame.done()
        source.through.set()
        frame.result(60)
    assert [cine.is_decoded(index) for index in range(2)] == [False, True]
