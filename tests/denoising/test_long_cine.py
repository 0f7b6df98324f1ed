"""A long cine streams: what is held is bounded by budgets, whatever the number of frames."""

import threading
import weakref
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import Tensor

from speckle_viewer.cine import Cine, Region, Timing
from speckle_viewer.denoising import Engine, Request, Result
from speckle_viewer.networks import Prediction
from tests.denoising.fakes import SECONDS, Halving

COUNT, HEIGHT, WIDTH = 500, 768, 1024
FRAME = HEIGHT * WIDTH


class Alive:
    """Of the objects that it was shown: those that are still there, and how many were at most."""

    def __init__(self) -> None:
        self._now: set[int] = set()
        self.most = self.ever = 0

    def watch(self, thing: object) -> None:
        if id(thing) not in self._now:
            self._now.add(id(thing))
            self.ever += 1
            self.most = max(self.most, len(self._now))
            weakref.finalize(thing, self._now.discard, id(thing))


class Made:
    """Makes each frame when it is asked for, and every third one a copy of the one before."""

    def __init__(self, alive: Alive) -> None:
        self._alive = alive
        self._noise = np.random.default_rng(0).integers(0, 200, FRAME + COUNT, dtype=np.uint8)

    def decode(self, index: int) -> NDArray[np.uint8]:
        start = index - (index % 3 == 1)
        frame = self._noise[start : start + FRAME].reshape(HEIGHT, WIDTH).copy()
        self._alive.watch(frame)
        return frame

    def close(self) -> None:
        pass


class Mean(Halving):
    """The mean of the burst; unlike its base it notes nothing down."""

    def predict(self, burst: Tensor, *_: Any, **__: Any) -> Prediction:
        return Prediction(burst[:, 0].mean(0))


@pytest.fixture
def frames() -> Alive:
    return Alive()


@pytest.fixture
def cine(frames: Alive) -> Cine:
    return Cine(
        Made(frames),
        name="long",
        path=None,
        frame_count=COUNT,
        shape=(HEIGHT, WIDTH),
        timing=Timing(np.arange(COUNT) / 50, "FrameTime"),
        regions=[Region(300, 400, 400, 528, None, "tissue", "header")],
        cache_bytes=20 * FRAME,
    )


def test_five_hundred_large_frames_stay_within_the_budgets(cine: Cine, frames: Alive) -> None:
    images, predictions, came = Alive(), Alive(), threading.Semaphore(0)

    def on_result(result: Result) -> None:
        if result.prediction is not None:
            images.watch(result.image)
            predictions.watch(result.prediction)
        if result.number:
            came.release()

    errors: list[object] = []
    engine = Engine(
        on_result,
        lambda *error: errors.append(error),
        load=lambda _: Mean(burst=5),
        device=torch.device("cpu"),
        image_bytes=30 * FRAME,
        evidence_bytes=10 * 4 * FRAME,
    )
    caches = engine._results._images, engine._results._predictions
    for i in range(COUNT):
        engine.submit(Request(cine, i, "mean", precision="exact"), "pane")
        engine.prefetch([Request(cine, min(i + 1, COUNT - 1), "mean", precision="exact")])
        assert came.acquire(timeout=SECONDS)
        assert all(cache.nbytes <= cache.budget for cache in caches)
    assert engine.close(SECONDS)
    assert errors == []
    assert images.ever >= COUNT, "every frame was denoised"
    assert frames.most <= 20 + 5, "what the cine caches, and a burst"
    # The cache's own, the one that is computed, the one that is handed over.
    assert images.most <= 30 + 2
    assert predictions.most <= 10 + 2
