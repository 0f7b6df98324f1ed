"""Quantities of all frames of a cine, gathered frame by frame so that no frame is held."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from speckle_viewer import metrics
from speckle_viewer.measuring.motion import Motion
from speckle_viewer.measuring.quantity import bounding_box

Image = NDArray[np.float32]
"""(H, W): brightness in [0, 1]."""

_MARGIN = 16
"""Pixels around a region in which motion is looked for: more than the flow's window reaches."""


STILL = Motion()


class Steadiness:
    """How steady a region of one image is over the frames.

    Parameters
    ----------
    inside
        (H, W): the pixels of the region at its place, from which it may move.
    """

    def __init__(self, inside: NDArray[np.bool_]) -> None:
        self._centres = np.argwhere(inside) + 0.5
        self._shape = inside.shape
        count = len(self._centres)
        self._always = np.ones(count, bool)
        self._first = np.zeros(count)
        self._sum, self._squares = np.zeros(count), np.zeros(count)
        self._means: list[float] = []

    def add(self, image: Image, moved: Motion = STILL) -> None:
        """Take the next frame, on which the region has moved so from its place.

        Each pixel goes to the nearest one; those that leave the image on any frame do not count.
        """
        pixels = np.floor(moved(self._centres)).astype(int)
        there = ((pixels >= 0) & (pixels < self._shape)).all(axis=1)
        self._always &= there
        values = np.zeros(len(pixels))
        values[there] = image[tuple(pixels[there].T)]
        if not self._means:
            self._first = values  # taken off below: sums of squares then keep their digits
        self._means.append(float(values[there].mean()) if there.any() else float("nan"))
        self._sum += values - self._first
        self._squares += (values - self._first) ** 2

    def temporal_sd(self) -> float:
        """Standard deviation over the frames of the region's mean, in grey levels."""
        return 255 * float(np.std(self._means)) if len(self._means) > 1 else float("nan")

    def flicker(self) -> float:
        """Standard deviation over the frames at a pixel, averaged, in grey levels.

        The same as `metrics.flicker` of all frames at once.
        """
        count = len(self._means)
        if count < 2 or not self._always.any():
            return float("nan")
        variance = self._squares / count - (self._sum / count) ** 2
        return 255 * float(np.sqrt(np.maximum(variance, 0))[self._always].mean())


class Warping:
    """The warping error of a region in several images of the same cine.

    The flow is that of the input, so that methods are compared on the same motion.
    """

    def __init__(self) -> None:
        self._before: dict[str, Image] = {}
        self._inside: NDArray[np.bool_] | None = None
        self._errors: dict[str, list[float]] = {}

    def add(self, given: Image, images: Mapping[str, Image], inside: NDArray[np.bool_]) -> None:
        """Take the input and the images, by name, of the next frame, and the region on it."""
        now = {**images, "": given}
        if self._inside is not None and self._inside.any():
            part = _grown(bounding_box(self._inside), inside.shape)
            pair = np.stack([self._before[""][part], given[part]])
            flow = metrics.optical_flow(pair)
            for name in images.keys() & self._before.keys():
                both = np.stack([self._before[name][part], images[name][part]])
                error = metrics.warping_error(both, flow, self._inside[part])
                self._errors.setdefault(name, []).append(error)
        self._before, self._inside = now, inside

    def errors(self) -> dict[str, float]:
        """Mean over pairs of neighbouring frames, in grey levels, by name."""
        return {
            name: 255 * float(np.nanmean(found)) if np.isfinite(found).any() else float("nan")
            for name, found in self._errors.items()
        }

    def break_off(self) -> None:
        """Forget the last frame: the next one does not follow it."""
        self._before, self._inside = {}, None


def _grown(box: tuple[slice, slice], shape: tuple[int, ...]) -> tuple[slice, slice]:
    rows, columns = (
        slice(max(part.start - _MARGIN, 0), min(part.stop + _MARGIN, size))
        for part, size in zip(box, shape, strict=True)
    )
    return rows, columns
