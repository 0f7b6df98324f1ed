"""Quantities of all frames of a cine, gathered frame by frame so that no frame is held."""

from collections.abc import Callable, Hashable, Mapping
from itertools import combinations
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from speckle_viewer import metrics
from speckle_viewer.measuring.motion import Motion
from speckle_viewer.measuring.quantity import bounding_box

Image = NDArray[np.float32]
"""(H, W): brightness in [0, 1]."""

Part = tuple[slice, slice]
"""Rows and columns of an image."""

Key = TypeVar("Key", bound=Hashable)
"""What a region is known by."""

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


class Warping(Generic[Key]):
    """The warping errors of some regions in several images of the same cine.

    The flow is that of the input, so that methods are compared on the same motion. It is found
    around the regions, once for those that lie close.
    """

    def __init__(self) -> None:
        self._before: dict[str, Image] = {}
        self._inside: Mapping[Key, NDArray[np.bool_]] = {}
        self._errors: dict[tuple[str, Key], list[float]] = {}

    def add(
        self,
        given: Image,
        images: Mapping[str, Image],
        inside: Mapping[Key, NDArray[np.bool_]],
        check: Callable[[], None] = lambda: None,
    ) -> None:
        """Take the input and the images, by name, of the next frame, and the regions on it.

        ``check`` is called before each flow; what it raises ends this.
        """
        parts = {
            key: _grown(bounding_box(mask), mask.shape)
            for key, mask in self._inside.items()
            if mask.any()
        }
        for around, keys in together(parts):
            check()
            (flow,) = metrics.optical_flow(np.stack([self._before[""][around], given[around]]))
            for key in keys:
                part = parts[key]
                here = flow[:, *_within(part, around)]
                for name in images.keys() & self._before.keys():
                    both = np.stack([self._before[name][part], images[name][part]])
                    error = metrics.warping_error(both, [here], self._inside[key][part])
                    self._errors.setdefault((name, key), []).append(error)
        self._before, self._inside = {**images, "": given}, inside

    def errors(self) -> dict[tuple[str, Key], float]:
        """Mean over pairs of neighbouring frames, in grey levels, by name and region."""
        return {
            which: 255 * float(np.nanmean(found)) if np.isfinite(found).any() else float("nan")
            for which, found in self._errors.items()
        }

    def break_off(self) -> None:
        """Forget the last frame: the next one does not follow it."""
        self._before, self._inside = {}, {}


def together(parts: Mapping[Key, Part]) -> list[tuple[Part, list[Key]]]:
    """Parts of an image in groups, each with the part around it.

    Two are in one group if the part around both has fewer pixels than they have one by one.
    """
    groups = [(part, [key]) for key, part in parts.items()]
    while True:
        for one, other in combinations(groups, 2):
            both = _around(one[0], other[0])
            if _size(both) <= _size(one[0]) + _size(other[0]):
                groups.remove(one)
                groups.remove(other)
                groups.append((both, one[1] + other[1]))
                break
        else:
            return groups


def _around(one: Part, other: Part) -> Part:
    rows, columns = (
        slice(min(a.start, b.start), max(a.stop, b.stop)) for a, b in zip(one, other, strict=True)
    )
    return rows, columns


def _size(part: Part) -> int:
    rows, columns = part
    return int((rows.stop - rows.start) * (columns.stop - columns.start))


def _within(part: Part, around: Part) -> Part:
    """The same part, counted from the upper left of the one around it."""
    rows, columns = (
        slice(a.start - b.start, a.stop - b.start) for a, b in zip(part, around, strict=True)
    )
    return rows, columns


def _grown(box: Part, shape: tuple[int, ...]) -> Part:
    rows, columns = (
        slice(max(part.start - _MARGIN, 0), min(part.stop + _MARGIN, size))
        for part, size in zip(box, shape, strict=True)
    )
    return rows, columns
