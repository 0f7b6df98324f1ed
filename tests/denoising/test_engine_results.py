"""What the engine answers: images and evidence, kept or made again, and failures."""

import gc
import weakref
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch

from speckle_viewer.cine import Cine
from speckle_viewer.denoising import Status
from speckle_viewer.errors import CineError, MethodError
from tests.denoising.fakes import (
    SECONDS,
    Halving,
    Listener,
    cine_of,
    kpn_method,
    numbered,
    request,
    speckle,
)


def test_the_second_pass_computes_nothing(start: Any, listener: Listener, cine: Cine) -> None:
    method = Halving()
    engine = start(method)
    first = [listener.result(engine.submit(request(cine, i), "pane")) for i in range(10)]
    assert len(method.seen) == 10
    for i in range(10):
        cached = engine.cached(request(cine, i))
        assert cached is not None
        assert cached.image is first[i].image
        assert cached.milliseconds == first[i].milliseconds
        listener.result(engine.submit(request(cine, i), "pane"))
    assert len(method.seen) == 10


def test_nothing_is_cached_for_other_controls_or_precision(
    start: Any, listener: Listener, cine: Cine
) -> None:
    engine = start(Halving())
    listener.result(engine.submit(request(cine, 1), "pane"))
    assert engine.cached(request(cine, 1)) is not None
    assert engine.cached(request(cine, 1, controls={"sigma": 1.0})) is None
    assert engine.cached(request(cine, 1, precision="auto")) is None
    assert engine.cached(request(numbered(), 1)) is None


def test_the_frames_that_are_cached_are_known_and_no_others(
    start: Any, listener: Listener, cine: Cine
) -> None:
    frame_bytes = 6 * 8 + 6  # the image, and its tissue in bits
    engine = start(Halving(), image_bytes=3 * frame_bytes)
    for i in range(5):
        listener.result(engine.submit(request(cine, i), "pane"))
    assert engine.cached_frames(request(cine, 0)) == {0, 1, 4}
    assert engine.cached_frames(request(cine, 0, precision="auto")) == frozenset()
    assert engine.cached_frames(request(numbered(), 0)) == frozenset()


def test_images_outlive_their_evidence(start: Any, listener: Listener) -> None:
    cine, method = cine_of(speckle(3, 32, 32)), kpn_method()
    one = listener.result(start(method).submit(request(cine, 0), "pane"))
    assert one.prediction is not None
    assert one.prediction.kernels is not None
    budget = int(1.5 * (one.prediction.kernels.nbytes + one.image.size * 4))
    listener.results.clear()
    engine = start(method, evidence_bytes=budget)
    for i in range(3):
        listener.wait(lambda i=i: len(listener.results) == i)  # type: ignore[misc]
        listener.result(engine.submit(request(cine, i), "pane"))
    first = engine.cached(request(cine, 0))
    assert first is not None
    assert first.prediction is None
    assert engine.cached(request(cine, 0, needs_evidence=True)) is None
    last = engine.cached(request(cine, 2, needs_evidence=True))
    assert last is not None
    assert last.prediction is not None
    # Asked for with evidence, the frame is run again.
    again = listener.result(engine.submit(request(cine, 0, needs_evidence=True), "inspector"))
    assert again.prediction is not None
    assert again.prediction.kernels is not None
    np.testing.assert_array_equal(again.image, first.image)


def test_images_stay_within_their_budget(start: Any, listener: Listener, cine: Cine) -> None:
    of_one = 6 * 8 + 6  # the image, and its mask in bits
    engine = start(Halving(), image_bytes=3 * of_one)
    for i in range(5):
        listener.result(engine.submit(request(cine, i), "pane"))
    there = [i for i in range(10) if engine.cached(request(cine, i))]
    assert there == [0, 1, 4]  # the first wait for the next round


def test_a_forgotten_cine_leaves_nothing_behind(start: Any, listener: Listener) -> None:
    engine, cine = start(Halving()), numbered()
    listener.result(engine.submit(request(cine, 1), "pane"))
    listener.idle()
    engine.forget(cine)
    assert engine.cached(request(cine, 1)) is None
    listener.results.clear()
    gone = weakref.ref(cine)
    del cine
    gc.collect()
    assert gone() is None


def test_a_method_that_is_made_anew_gives_nothing_of_the_old_one(
    listener: Listener, cine: Cine
) -> None:
    made = [Halving(), Halving(error_of={torch.float32: 0.2})]
    engine = listener.engine(lambda _: made.pop(0))
    old = listener.result(engine.submit(request(cine, 4), "pane"))
    listener.idle()
    engine.forget_method("another")
    assert engine.cached(request(cine, 4)) is not None
    engine.forget_method("halving")
    assert engine.cached(request(cine, 4)) is None
    new = listener.result(engine.submit(request(cine, 4), "pane"))
    assert (old.image == 20).all()
    assert (new.image == 20 + 51).all()
    assert engine.close(SECONDS)


class Closing(Listener):
    """Has the engine forget a cine when its frame is done, just before that would be kept."""

    def __init__(self, forget: Callable[[], None]) -> None:
        super().__init__()
        self._forget, self.done = forget, False

    def _note(self, kept: list[Any], item: object) -> None:
        if isinstance(item, Status) and item.device and not self.done:
            self.done = True
            self._forget()
        super()._note(kept, item)


def test_a_cine_that_is_forgotten_while_it_is_denoised_is_not_kept(cine: Cine) -> None:
    listener = Closing(lambda: engine.forget(cine))
    engine = listener.engine(lambda _: Halving())
    engine.submit(request(cine, 1), "pane")
    listener.result(engine.submit(request(numbered(), 2), "other pane"))
    assert engine.cached(request(cine, 1)) is None
    assert [r.request.frame for r in listener.results] == [2]
    assert engine.close(SECONDS)


def test_colour_and_what_is_no_tissue_stay_bit_for_bit(start: Any, listener: Listener) -> None:
    frame = np.random.default_rng(0).integers(0, 256, (40, 40, 1), dtype=np.uint8).repeat(3, 2)
    frame[10:20, 10:20] = (250, 30, 10)
    cine = cine_of([frame], box=(4, 4, 36, 36))
    result = listener.result(start(Halving()).submit(request(cine, 0), "pane"))
    assert result.image.shape == frame.shape
    np.testing.assert_array_equal(result.image[~result.tissue], frame[~result.tissue])
    assert not result.tissue[10:20, 10:20].any()
    assert not result.tissue[:4].any()
    expected = np.rint(frame[result.tissue] / 2)
    assert np.abs(result.image[result.tissue] - expected).max() <= 1


def test_frames_of_16_bits_stay_so(start: Any, listener: Listener) -> None:
    frame = np.arange(4096, dtype=np.uint16).reshape(64, 64)
    cine = cine_of([frame], value_range=(0, 4095))
    result = listener.result(start(Halving()).submit(request(cine, 0), "pane"))
    assert result.image.dtype == np.uint16
    assert np.abs(result.image.astype(float) - frame / 2).max() <= 0.51


@pytest.mark.parametrize(
    ("failure", "expected", "says"),
    [
        (CineError("frame 1 is truncated"), CineError, "truncated"),
        (MethodError("no weights"), MethodError, "no weights"),
        (ZeroDivisionError("by zero"), MethodError, "failed on frame 2 .*ZeroDivisionError"),
    ],
)
def test_a_failure_is_reported_and_the_worker_lives_on(
    start: Any,
    listener: Listener,
    cine: Cine,
    failure: Exception,
    expected: type[Exception],
    says: str,
) -> None:
    engine = start(Halving(failures=[failure]))
    asked = request(cine, 1)
    number = engine.submit(asked, "pane")
    listener.wait(lambda: bool(listener.errors))
    failed, of, error = listener.errors[0]
    assert (failed, of) == (number, asked)
    with pytest.raises(expected, match=says):
        raise error
    assert (listener.result(engine.submit(asked, "pane")).image == 5).all()


def test_a_method_that_does_not_load_is_reported(listener: Listener, cine: Cine) -> None:
    def load(method: str) -> Any:
        raise MethodError(f"There is no method {method!r}")

    engine = listener.engine(load)
    engine.submit(request(cine, 1), "pane")
    listener.wait(lambda: bool(listener.errors))
    assert "no method 'halving'" in str(listener.errors[0][2])
    assert engine.close(SECONDS)


def test_a_listener_that_fails_does_not_end_the_worker(
    cine: Cine, caplog: pytest.LogCaptureFixture
) -> None:
    listener = Listener()
    listener.statuses = None  # type: ignore[assignment]
    engine = listener.engine(lambda _: Halving())
    first = engine.submit(request(cine, 1), "pane")
    listener.result(first)
    listener.result(engine.submit(request(cine, 2), "pane"))
    assert engine.close(SECONDS)
    assert "AttributeError" in caplog.text
