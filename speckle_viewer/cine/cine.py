"""A cine: lazily decoded frames with their timing, regions and header."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine.annotations import insonified
from speckle_viewer.cine.grey_scale import GreyScale
from speckle_viewer.cine.tissue import tissue_mask
from speckle_viewer.cine.types import Frame, FrameSource, HeaderRow, Region, Timing
from speckle_viewer.errors import CineError

DEFAULT_CACHE_BYTES = 512 * 2**20


class Cine:
    """Frames of one ultrasound recording. Thread-safe; frames are decoded when asked for.

    Parameters
    ----------
    source
        Decodes single frames.
    frame_count, shape
        Number of frames, and (rows, columns) of each.
    timing, regions, header
        What the file says, already sanitised. ``regions`` is never empty for a 2-D image: where
        the header has none, the image sector was detected and the region says so.
    value_range
        The values that mean black and white: (0, 255), (0, 4095), …
    window
        The values between which the header recommends to show it, inside ``value_range``; None
        where it does not. Only for display: `grey` and the methods take all of ``value_range``.
    notes
        Sentences about what had to be mended while opening, for display.
    cache_bytes
        Budget of the cache of decoded frames; at least the last frame is always kept.
    """

    def __init__(
        self,
        source: FrameSource,
        *,
        name: str,
        path: Path | None,
        frame_count: int,
        shape: tuple[int, int],
        timing: Timing,
        regions: Sequence[Region] = (),
        header: Sequence[HeaderRow] = (),
        value_range: tuple[float, float] = (0.0, 255.0),
        window: tuple[float, float] | None = None,
        notes: Sequence[str] = (),
        cache_bytes: int = DEFAULT_CACHE_BYTES,
    ) -> None:
        self.name = name
        self.path = path
        self.shape = shape
        self.timing = timing
        self.regions = tuple(regions)
        self.header = tuple(header)
        self.value_range = value_range
        self.window = window
        self.notes = tuple(notes)
        self._frame_count = frame_count
        self._source = source
        self._cache_bytes = cache_bytes
        self._cache: OrderedDict[int, Frame] = OrderedDict()
        self._cached_bytes = 0
        self._closed = False
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        rows, columns = self.shape
        return f"Cine({self.name!r}, {len(self)} frames of {rows} × {columns})"

    def __len__(self) -> int:
        return self._frame_count

    def set_cache(self, nbytes: int) -> None:
        """Keep at most so many bytes of decoded frames from now on; the last frame always.

        Never waits: while a frame is decoded, the others go when that is done.
        """
        self._cache_bytes = nbytes
        if self._lock.acquire(blocking=False):
            try:
                self._drop_oldest()
            finally:
                self._lock.release()

    def assume_rate(self, rate: float) -> None:
        """Space the frames by so many per second, if the file does not say how they are spaced."""
        if self.timing.source == "assumed":
            self.timing = Timing(np.arange(len(self)) / rate, "assumed")

    @property
    def times(self) -> NDArray[np.float64]:
        """Acquisition time of each frame in seconds, (frames,)."""
        return self.timing.times

    def frame(self, index: int) -> Frame:
        """Frame ``index`` as (rows, columns) or (rows, columns, 3), read-only.

        Raises
        ------
        IndexError
            If there is no such frame.
        CineError
            If the file's data for this frame cannot be decoded, or the cine is closed.
        """
        if not 0 <= index < len(self):
            raise IndexError(f"frame {index} of a cine with {len(self)} frames")
        with self._lock:
            if self._closed:
                raise CineError(f"{self.name} is closed; open it again.")
            if index in self._cache:
                self._cache.move_to_end(index)
                return self._cache[index]
            frame = np.ascontiguousarray(self._source.decode(index))
            frame.flags.writeable = False
            self._keep(index, frame)
            return frame

    def _keep(self, index: int, frame: Frame) -> None:
        self._cache[index] = frame
        self._cached_bytes += frame.nbytes
        self._drop_oldest()

    def _drop_oldest(self) -> None:
        while self._cached_bytes > self._cache_bytes and len(self._cache) > 1:
            _, oldest = self._cache.popitem(last=False)
            self._cached_bytes -= oldest.nbytes

    def is_decoded(self, index: int) -> bool:
        """Whether frame ``index`` is in the cache. Never waits."""
        return index in self._cache

    def peek(self, index: int) -> Frame | None:
        """Frame ``index`` if it is in the cache. Never waits: for the thread of the window."""
        return self._cache.get(index)

    def grey(self, index: int) -> NDArray[np.float32]:
        """Frame ``index`` as brightness in [0, 1], (rows, columns), float32.

        Colours are weighted as in ITU-R BT.601, which leaves grey pixels as they are.
        """
        return to_grey(self.frame(index), self.value_range)

    def tissue(self, index: int) -> NDArray[np.bool_]:
        """Which pixels of frame ``index`` are grey B-mode tissue, (rows, columns).

        Everything else (Doppler, overlays, text, outside the regions) is never altered.
        """
        return tissue_mask(self.frame(index), self.regions)

    def insonified(self, index: int) -> NDArray[np.bool_]:
        """Tissue of frame ``index`` without the black beside the sector, (rows, columns).

        For statistics, in which that black would count as very even tissue.
        """
        return insonified(self.frame(index), self.tissue(index))

    @property
    def main_region(self) -> Region | None:
        """The largest 2-D region: its calibration is that of the image."""
        flat = [r for r in self.regions if r.kind in ("tissue", "colour")]
        return max(flat, key=lambda r: (r.bottom - r.top) * (r.right - r.left), default=None)

    @property
    def scale(self) -> GreyScale:
        """How values of its pixels are said."""
        return GreyScale(*self.value_range)

    @property
    def aspect(self) -> float:
        """The height of a pixel over its width, by the main region; 1 where that is not known."""
        return 1.0 if self.main_region is None else self.main_region.aspect

    def region_at(self, row: float, column: float) -> Region | None:
        """The region that holds this pixel, the first one where they overlap."""
        return next((r for r in self.regions if r.contains(row, column)), None)

    def close(self) -> None:
        """Release the file and the cached frames; again is harmless.

        Waits for a frame that another thread is decoding, so not for the thread of the window.
        """
        with self._lock:
            if self._closed:
                return
            self._closed = True
            self._cache.clear()
            self._cached_bytes = 0
            self._source.close()


def to_grey(frame: Frame, value_range: tuple[float, float]) -> NDArray[np.float32]:
    """Brightness in [0, 1], float32, of a grey or RGB frame whose black and white are given."""
    low, high = value_range
    grey = frame if frame.ndim == 2 else frame @ np.array([0.299, 0.587, 0.114], np.float32)
    scaled = (grey.astype(np.float32) - np.float32(low)) / np.float32(high - low)
    return np.clip(scaled, 0, 1, out=scaled)
