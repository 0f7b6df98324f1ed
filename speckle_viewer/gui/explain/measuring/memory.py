"""Values by place, image and frame: what is known of the cine so far."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine import Frame
from speckle_viewer.denoising import Request, Result
from speckle_viewer.denoising.cache import ByteCache
from speckle_viewer.gui.explain.measuring.question import Place, Setting, Source
from speckle_viewer.gui.explain.measuring.values import Found

_IMAGE_BYTES = 256 * 2**20

Cached = Callable[[Request], Result | None]
"""The engine's cached result of a request. Never waits; from any thread."""


class Images:
    """Images of any frame, as far as they are there. Thread-safe.

    Those that were made for a whole cine are kept, so that a region that is moved is measured
    again without denoising again.
    """

    def __init__(self, cached: Cached) -> None:
        self._cached = cached
        self._own = ByteCache[Frame](_IMAGE_BYTES)
        self.count = 0
        """How many were put in: it tells whether there may be more than before."""

    def get(self, setting: Setting, source: Source, frame: int) -> Frame | None:
        """What a source shows on a frame; None where that would take time."""
        if source.request is None:
            return setting.cine.peek(frame)
        kept = self._own.get((source.key, frame))
        if kept is not None or source.is_steered:
            return kept
        request = source.request
        asked = Request(
            request.cine,
            frame,
            request.method,
            request.controls,
            request.precision,
            noise=request.noise,
        )
        result = self._cached(asked)
        return None if result is None else result.image

    def put(self, source: Source, frame: int, image: Frame) -> None:
        """Keep an image."""
        self._own.put((source.key, frame), image, image.nbytes)
        self.count += 1

    def forget(self) -> None:
        """Let go of all images that are kept."""
        self._own.discard(lambda key: True)


class Memory:
    """What was measured, of one setting. For the thread of the window."""

    def __init__(self) -> None:
        self._setting: Setting | None = None
        self._values: dict[tuple[Hashable, Place], dict[int, dict[str, float | None]]] = {}
        self._over_cine: dict[tuple[Hashable, Place], Mapping[str, float]] = {}

    def turn_to(
        self, setting: Setting | None, sources: Sequence[Source], places: Sequence[Place]
    ) -> None:
        """Forget what is of another setting, or of what is no longer there."""
        there = {(source.key, place) for source in sources for place in places}
        if setting != self._setting:
            self._setting, self._values = setting, {}
        self._values = {k: v for k, v in self._values.items() if k in there}
        self._over_cine = {k: v for k, v in self._over_cine.items() if k in there}

    def put(self, setting: Setting, found: Iterable[Found]) -> None:
        """Keep values, if they are of the setting that is in use."""
        if setting != self._setting:
            return
        for one in found:
            frames = self._values.setdefault((one.source.key, one.place), {})
            frames.setdefault(one.frame, {}).update(one.values)

    def put_over_cine(self, source: Source, place: Place, values: Mapping[str, float]) -> None:
        """Keep values of all frames together."""
        self._over_cine[source.key, place] = values

    def over_cine(self, source: Source, place: Place) -> Mapping[str, float]:
        """Values of all frames together, by name; none before the cine was measured."""
        return self._over_cine.get((source.key, place), {})

    def frames_with(self, source: Source, place: Place, name: str) -> frozenset[int]:
        """The frames of which a quantity is known, or known to be not there."""
        frames = self._values.get((source.key, place), {})
        return frozenset(frame for frame, known in frames.items() if name in known)

    def course(self, source: Source, place: Place, name: str, frames: int) -> NDArray[np.float64]:
        """A quantity over all frames (frames,), NaN where it is not known or not there."""
        values = np.full(frames, np.nan)
        for frame, known in self._values.get((source.key, place), {}).items():
            value = known.get(name)
            values[frame] = np.nan if value is None else value
        return values
