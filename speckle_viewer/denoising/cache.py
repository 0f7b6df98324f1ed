"""Results that are kept for a second look, within budgets of bytes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import replace
from typing import TYPE_CHECKING, Generic, TypeVar

from speckle_viewer.cine import Cine
from speckle_viewer.denoising.types import Request, Result

if TYPE_CHECKING:
    from speckle_viewer.networks.prediction import Prediction

V = TypeVar("V")


class ByteCache(Generic[V]):
    """Keeps what was used last, within a budget. Thread-safe.

    Parameters
    ----------
    budget
        Bytes that all entries may hold together. An entry above it is not kept at all.
    """

    def __init__(self, budget: int) -> None:
        self.budget = budget
        self._entries: OrderedDict[Hashable, tuple[V, int]] = OrderedDict()
        self._nbytes = 0
        self._lock = threading.Lock()

    @property
    def nbytes(self) -> int:
        """Bytes held by all entries."""
        return self._nbytes

    def get(self, key: Hashable) -> V | None:
        """The entry, or None; it becomes the one used last."""
        with self._lock:
            if key not in self._entries:
                return None
            self._entries.move_to_end(key)
            return self._entries[key][0]

    def put(self, key: Hashable, value: V, nbytes: int) -> None:
        """Keep an entry, in place of the ones that were not used for longest."""
        with self._lock:
            self._drop(key)
            if nbytes > self.budget:
                return
            self._entries[key] = (value, nbytes)
            self._nbytes += nbytes
            while self._nbytes > self.budget:
                self._drop(next(iter(self._entries)))

    def keys(self) -> list[Hashable]:
        """The keys of all entries."""
        with self._lock:
            return list(self._entries)

    def discard(self, unwanted: Callable[[Hashable], bool]) -> None:
        """Forget the entries whose key is ``unwanted``."""
        with self._lock:
            for key in [key for key in self._entries if unwanted(key)]:
                self._drop(key)

    def _drop(self, key: Hashable) -> None:
        if key in self._entries:
            self._nbytes -= self._entries.pop(key)[1]


class ResultCache:
    """Results by request. Thread-safe.

    Kernels take a hundred times the memory of the image that they made: so predictions have a
    budget of their own, and images outlive them.
    """

    def __init__(self, image_bytes: int, evidence_bytes: int) -> None:
        self._images: ByteCache[Result] = ByteCache(image_bytes)
        self._predictions: ByteCache[Prediction] = ByteCache(evidence_bytes)

    def get(self, request: Request) -> Result | None:
        """The result, or None where it is not there, or lacks the evidence that is needed."""
        image = self._images.get(request.key)
        if image is None:
            return None
        prediction = self._predictions.get(request.key)
        if prediction is None and request.needs_evidence:
            return None
        return replace(image, request=request, prediction=prediction)

    def frames(self, request: Request) -> frozenset[int]:
        """The frames whose image is there, of the request's cine, method and settings."""
        wanted = _without_frame(request.key)
        return frozenset(
            key[1]
            for key in self._images.keys()  # noqa: SIM118 - not a mapping
            if isinstance(key, tuple) and _without_frame(key) == wanted
        )

    def put(self, result: Result) -> None:
        """Keep a result."""
        key, prediction = result.request.key, result.prediction
        image = replace(result, prediction=None)
        self._images.put(key, image, result.image.nbytes + result.tissue.nbytes)
        if prediction is not None:
            self._predictions.put(key, prediction, _nbytes(prediction))

    def forget(self, cine: Cine) -> None:
        """Drop all results of one cine."""
        for cache in (self._images, self._predictions):
            cache.discard(lambda key: isinstance(key, tuple) and key[0] is cine)


def _without_frame(key: Hashable) -> Hashable:
    """What is left of a request's key; the cine comes first, its frame second."""
    assert isinstance(key, tuple)
    return key[:1] + key[2:]


def _nbytes(prediction: Prediction) -> int:
    maps = [t for t in (prediction.image, prediction.noise_map) if t is not None]
    evidence = [prediction.kernels, prediction.filters, *prediction.subbands]
    return sum(t.nbytes for t in maps) + sum(e.nbytes for e in evidence if e is not None)
