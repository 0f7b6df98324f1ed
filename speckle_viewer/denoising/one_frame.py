"""Denoise one frame, here and now: for notebooks and scripts."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine import Cine
from speckle_viewer.denoising.types import Precision
from speckle_viewer.methods import card, load_method

if TYPE_CHECKING:
    from speckle_viewer.denoising.runner import Runner
    from speckle_viewer.methods.method import Method
    from speckle_viewer.networks.prediction import Prediction

_lock = threading.Lock()


def denoise(
    cine: Cine,
    method: str | Method,
    frame: int,
    *,
    controls: Mapping[str, float] | None = None,
    precision: Precision = "auto",
    noise: NDArray[np.float32] | None = None,
) -> Prediction:
    """Denoise one frame of a cine.

    Parameters
    ----------
    cine
        From `open_cine`.
    method
        A method's id, such as "kpn", or what `load_method` gave.
    frame
        Index of the frame. Neighbouring frames are used where the method looks at a burst.
    controls
        Values of the method's controls by name; the others keep the defaults of its card.
    precision
        "auto" for the fastest arithmetic within 1/255 of float32, "exact" for float32.
    noise
        (rows, columns): the standard deviation of the noise in grey levels, in place of what the
        method is told or estimates, but where it is NaN. For methods that take a noise map.

    Returns
    -------
    Prediction
        In coordinates of the whole frame, on the CPU. Its image (rows, columns) is denoised in the
        tissue and has the frame's own brightness elsewhere; its kernels cover the tissue at least.

    Raises
    ------
    IndexError
        If there is no such frame.
    CineError
        If a frame cannot be decoded.
    MethodError
        If there is no such method, or it cannot run on this cine.
    """
    with _lock:
        run = _runner().run(
            cine,
            _loaded(method, card(method).sha256) if isinstance(method, str) else method,
            frame,
            controls=controls or {},
            precision=precision,
            noise=noise,
        )
    return run.prediction


@cache
def _loaded(method: str, sha256: str) -> Method:
    """Loaded once, and again where an id has other weights by now."""
    return load_method(method)


@cache
def _runner() -> Runner:
    from speckle_viewer.denoising.runner import Runner  # imports torch

    return Runner()
