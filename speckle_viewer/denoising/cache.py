"""Results that are kept for a second look, within budgets of bytes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine import Cine
from speckle_viewer.denoising.types import Request, Result

if TYPE_CHECKING:
    from speckle_viewer.networks.prediction import Prediction

V = TypeVar("V")

_LOOK_AHEAD = 32
"""What was used so recently is on its way to the screen, and stays."""

_PATIENCE = 8
"""Entries that were not used while so many times their number were put in are not waited for."""


@dataclass
class _Entry(Generic[V]):
    value: V
    nbytes: int
    loop: Hashable
    used: int
    """How often something was put in before it was used last."""


class ByteCache(Generic[V]):
    """Keeps what is likely to be used again, within a budget. Thread-safe.

    What was not used for longest goes first. But in a loop that exceeds the budget that is what
    comes next, so that nothing would ever be found: where all entries belong to loops that run,
    the newest one beyond the look-ahead goes, and the others wait for the next round.

    Parameters
    ----------
    budget
        Bytes that all entries may hold together. An entry above it is not kept at all.
    loop
        Gives the loop that a key belongs to; None where there are no loops.
    """

    def __init__(self, budget: int, loop: Callable[[Hashable], Hashable] | None = None) -> None:
        self.budget = budget
        self._loop = loop
        self._entries: OrderedDict[Hashable, _Entry[V]] = OrderedDict()  # used last comes last
        self._loops: dict[Hashable, set[Hashable]] = {}
        self._nbytes = 0
        self._puts = 0
        self._lock = threading.Lock()

    def set_budget(self, budget: int) -> None:
        """Keep no more than so many bytes from now on."""
        with self._lock:
            self.budget = budget
            while self._nbytes > budget:
                self._drop(self._least_wanted())

    @property
    def nbytes(self) -> int:
        """Bytes held by all entries."""
        with self._lock:
            return self._nbytes

    def get(self, key: Hashable) -> V | None:
        """The entry, or None; it becomes the one used last."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is None:
                return None
            entry.used = self._puts
            self._entries.move_to_end(key)
            return entry.value

    def put(self, key: Hashable, value: V, nbytes: int) -> None:
        """Keep an entry, in place of others where the budget is spent."""
        with self._lock:
            self._drop(key)
            if nbytes > self.budget:
                return
            self._puts += 1
            loop = self._loop(key) if self._loop else None
            self._entries[key] = _Entry(value, nbytes, loop, self._puts)
            self._loops.setdefault(loop, set()).add(key)
            self._nbytes += nbytes
            while self._nbytes > self.budget:
                self._drop(self._least_wanted())

    def keys_of(self, loop: Hashable) -> list[Hashable]:
        """The keys of all entries that belong to a loop; takes no time for those of others."""
        with self._lock:
            return list(self._loops.get(loop, ()))

    def discard(self, unwanted: Callable[[Hashable], bool]) -> None:
        """Forget the entries whose key is ``unwanted``."""
        with self._lock:
            for key in [key for key in self._entries if unwanted(key)]:
                self._drop(key)

    def _drop(self, key: Hashable) -> None:
        if key in self._entries:
            entry = self._entries.pop(key)
            self._nbytes -= entry.nbytes
            keys = self._loops[entry.loop]
            keys.remove(key)
            if not keys:
                del self._loops[entry.loop]

    def _least_wanted(self) -> Hashable:
        oldest = next(iter(self._entries))
        patience = _PATIENCE * len(self._entries)
        if self._loop is None or self._puts - self._entries[oldest].used > patience:
            return oldest
        # At most a fifth, so that the rest can wait for the next round.
        ahead = min(_LOOK_AHEAD, max(1, len(self._entries) // 5))
        newest = list(islice(reversed(self._entries), ahead + 1))
        running = {self._entries[key].loop for key in newest}
        idle = (key for key, entry in self._entries.items() if entry.loop not in running)
        return next(idle, newest[-1])


class _Image(NamedTuple):
    """A result without prediction, its tissue in bits."""

    result: Result
    tissue: NDArray[np.uint8]

    def unpacked(self) -> NDArray[np.bool_]:
        shape = self.result.tissue.shape
        bits = np.unpackbits(self.tissue, count=shape[0] * shape[1])
        return bits.view(np.bool_).reshape(shape)


class ResultCache:
    """Results by request. Thread-safe.

    Kernels take a hundred times the memory of the image that they made: so predictions have a
    budget of their own, and images outlive them.
    """

    def __init__(self, image_bytes: int, evidence_bytes: int) -> None:
        self._images: ByteCache[_Image] = ByteCache(image_bytes, _without_frame)
        self._predictions: ByteCache[Prediction] = ByteCache(evidence_bytes, _without_frame)

    def get(self, request: Request) -> Result | None:
        """The result, or None where it is not there, or lacks the evidence that is needed."""
        image = self._images.get(request.key)
        if image is None:
            return None
        prediction = self._predictions.get(request.key)
        if prediction is None and request.needs_evidence:
            return None
        tissue = image.unpacked()
        return replace(image.result, request=request, prediction=prediction, tissue=tissue)

    def frames(self, request: Request) -> frozenset[int]:
        """The frames whose image is there, of the request's cine, method and settings."""
        keys = self._images.keys_of(_without_frame(request.key))
        return frozenset(key[1] for key in keys if isinstance(key, tuple))

    def put(self, result: Result) -> None:
        """Keep a result."""
        key, prediction = result.request.key, result.prediction
        bits = np.packbits(result.tissue)
        # Of the mask itself only the shape is kept.
        shape = np.broadcast_to(np.False_, result.tissue.shape)
        # Whoever asks again brings the request along: a noise map of its own is not kept here.
        request = replace(result.request, noise=None)
        image = _Image(replace(result, request=request, prediction=None, tissue=shape), bits)
        self._images.put(key, image, result.image.nbytes + bits.nbytes)
        if prediction is not None:
            self._predictions.put(key, prediction, _nbytes(prediction))

    def set_budgets(self, image_bytes: int, evidence_bytes: int) -> None:
        """Keep no more than so many bytes of images and of predictions from now on."""
        self._images.set_budget(image_bytes)
        self._predictions.set_budget(evidence_bytes)

    def forget(self, cine: Cine) -> None:
        """Drop all results of one cine."""
        self._discard(lambda key: key[0] is cine)

    def forget_method(self, method: str) -> None:
        """Drop all results of one method."""
        self._discard(lambda key: key[2] == method)

    def _discard(self, unwanted: Callable[[tuple[Any, ...]], bool]) -> None:
        for cache in (self._images, self._predictions):
            cache.discard(lambda key: isinstance(key, tuple) and unwanted(key))


def _without_frame(key: Hashable) -> Hashable:
    """What is left of a request's key; the cine comes first, its frame second, the method third."""
    assert isinstance(key, tuple)
    return key[:1] + key[2:]


def _nbytes(prediction: Prediction) -> int:
    maps = [t for t in (prediction.image, prediction.noise_map) if t is not None]
    evidence = [prediction.kernels, prediction.filters, *prediction.subbands]
    return sum(t.nbytes for t in maps) + sum(e.nbytes for e in evidence if e is not None)
