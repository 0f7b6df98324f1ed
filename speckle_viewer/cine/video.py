"""Video files as cines: MP4, MOV, AVI and MPEG, through PyAV (an optional package)."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine.cine import Cine
from speckle_viewer.cine.reading import (
    assumed_timing,
    check_size,
    plain_cine,
    reading,
    timing_from,
)
from speckle_viewer.cine.types import Frame, Timing
from speckle_viewer.cine.video_colour import to_rgb
from speckle_viewer.errors import CineError

_INDEXED = frozenset({"mov", "avi"})
"""Containers (MP4 is of the family of MOV) that list where their key frames lie."""
_LIMITED_RANGE = 1
"""AVCOL_RANGE_MPEG of FFmpeg: 16 is black and 235 is white."""


def open_video(path: Path, cache_bytes: int) -> Cine:
    """Open a video file. Its packets are listed, not decoded; so every frame has its index.

    Frames are RGB, with matrix and range as the file states them (where it says nothing limited,
    and BT.601 or, from 720 rows on, BT.709), or grey where the video has no colour planes. Times
    are the presentation times.

    Raises
    ------
    CineError
        If PyAV is not installed, or the file is damaged or holds no video.
    """
    with reading(path):
        index = _read_index(path)
    details = [("Codec", index.codec), ("Pixels", index.pixel_format), ("Frames", index.count)]
    return plain_cine(
        _VideoFrames(path, index),
        path,
        index.timing,
        cache_bytes,
        header=[*details, ("Size", f"{index.columns} x {index.rows}")],
        notes=index.notes,
    )


@dataclass(frozen=True)
class _Index:
    """Where the frames of a video lie."""

    stamps: NDArray[np.int64]
    """Presentation times of the frames in units of the stream, ascending; or mere numbers."""
    keys: NDArray[np.int64]
    """Those at which decoding can begin, ascending."""
    numbered: bool
    """The stamps are numbers, since the file has no usable presentation times."""
    seekable: bool
    """The container has an index of its own, by which it finds key frames exactly."""
    timing: Timing
    codec: str
    pixel_format: str
    rows: int
    columns: int
    notes: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.stamps)


def _open(path: Path) -> tuple[Any, Any]:
    """Container and video stream of PyAV."""
    try:
        av = import_module("av")
    except ImportError:
        raise CineError(f"{path.name} needs PyAV: install it with pip install av.") from None
    container = av.open(str(path))
    if not container.streams.video:
        container.close()
        raise CineError(f"{path.name} holds no video: choose a file with moving images.")
    return container, container.streams.video[0]


def _read_index(path: Path) -> _Index:
    container, stream = _open(path)
    with container:
        codec = stream.codec_context
        check_size(path, codec.height, codec.width)
        facts: dict[str, Any] = {
            "codec": codec.name,
            "pixel_format": codec.pix_fmt or "unknown",
            "rows": codec.height,
            "columns": codec.width,
            "notes": _notes(stream.sample_aspect_ratio),
            "seekable": not _INDEXED.isdisjoint(container.format.name.split(",")),
        }
        # AVI has no presentation times: where frames are reordered, its stamps mean nothing.
        reordered = "avi" in container.format.name and codec.has_b_frames
        packets = [p for p in container.demux(stream) if p.size and not p.is_discard]
        stamps = [packet.pts for packet in packets]
        keys = sorted(p.pts for p in packets if p.is_keyframe and p.pts is not None)
        unit = stream.time_base
    if reordered or not keys or None in stamps or len(set(stamps)) < len(stamps):
        return _index_by_decoding(path, facts)
    # Frames before the first key frame refer to what is not in the file.
    shown = np.array(sorted(stamp for stamp in stamps if stamp >= keys[0]), np.int64)
    timing = timing_from((shown * float(unit)).astype(np.float64))
    return _Index(shown, np.array(keys, np.int64), numbered=False, timing=timing, **facts)


def _index_by_decoding(path: Path, facts: dict[str, Any]) -> _Index:
    """Count frames by decoding them all once: for files without presentation times."""
    container, stream = _open(path)
    count, rate = 0, stream.average_rate
    with container:
        try:
            for _ in container.decode(stream):
                count += 1
        except (ValueError, OSError):  # of PyAV, at the damaged end of a file
            pass
    if not count:
        raise CineError(f"{path.name} holds no frame that can be decoded: copy or export it again.")
    timing = (
        timing_from(np.arange(count, dtype=np.float64) / float(rate))
        if rate
        else assumed_timing(count)
    )
    first = np.zeros(1, np.int64)
    return _Index(np.arange(count), first, numbered=True, timing=timing, **facts)


def _notes(aspect: Fraction | None) -> tuple[str, ...]:
    if not aspect or aspect == 1:
        return ()
    return (f"The pixels are not square ({aspect.numerator}:{aspect.denominator}).",)


class _VideoFrames:
    """Decodes frames by index: on from the last one where possible, else from a key frame."""

    def __init__(self, path: Path, index: _Index) -> None:
        self._path = path
        self._index = index
        self._container: Any = None
        self._stream: Any = None
        self._upcoming: Iterator[tuple[int, Any]] = iter(())
        self._last: int | None = None
        """Index of the frame decoded last; None where the decoder must be set first."""

    def decode(self, index: int) -> Frame:
        key = int(np.searchsorted(self._index.keys, self._index.stamps[index], "right")) - 1
        with reading(self._path, "decoded"):
            if not self._leads_to(index, key):
                self._seek(int(self._index.keys[key]))
            frame = self._advance(index)
            if frame is None:
                # The container's index was wrong: some land behind the key frame.
                self._rewind()
                frame = self._advance(index)
            if frame is None:
                raise CineError(
                    f"Frame {index + 1} of {self._path.name} cannot be decoded: the file is "
                    "damaged there; the other frames can be viewed."
                )
            return _to_array(frame)

    def _leads_to(self, index: int, key: int) -> bool:
        """Whether decoding on is no longer than starting anew at the key frame."""
        if self._last is None or self._last >= index:
            return False
        behind_key = self._index.stamps[self._last] >= self._index.keys[key]
        return self._last + 1 == index or bool(behind_key)

    def _seek(self, key: int) -> None:
        """Let the frames come up from the key frame on that has the stamp ``key``."""
        if self._index.seekable and not self._index.numbered and self._container is not None:
            self._container.seek(key, stream=self._stream)
            self._upcoming = self._decoded()
        elif self._index.numbered or key == self._index.keys[0]:
            self._rewind()
        else:
            # MPEG streams carry few stamps, and the rest are counted on from there: only read
            # from the beginning do they come out the same. Passing over packets is fast.
            self._rewind()
            self._upcoming = self._decoded(key)

    def _rewind(self) -> None:
        self.close()
        self._container, self._stream = _open(self._path)
        self._upcoming = self._decoded()

    def _decoded(self, key: int | None = None) -> Iterator[tuple[int, Any]]:
        """Frames with their stamps, those before the key frame passed over."""
        number = 0
        for packet in self._container.demux(self._stream):
            if key is not None and packet.pts != key:
                continue
            key = None
            for frame in packet.decode():
                yield (number if self._index.numbered else frame.pts), frame
                number += 1

    def _advance(self, index: int) -> Any:
        """The decoded frame ``index`` of those that come up, or None if it is not among them."""
        wanted = self._index.stamps[index]
        self._last = None
        for stamp, frame in self._upcoming:
            if stamp == wanted:
                self._last = index
                return frame
            if stamp is not None and stamp > wanted:
                break
        return None

    def close(self) -> None:
        """Release the file."""
        self._upcoming, self._last = iter(()), None
        if self._container is not None:
            self._container.close()
            self._container = self._stream = None


def _to_array(frame: Any) -> Frame:
    """A frame of PyAV as grey or RGB of 8 bits in full range."""
    if frame.format.name != "gray":
        return to_rgb(frame)
    grey = np.asarray(frame.to_ndarray(format="gray"))
    if frame.color_range != _LIMITED_RANGE:
        return grey
    stretched = (grey.astype(np.float32) - 16) * np.float32(255 / 219)
    return np.asarray(np.clip(np.rint(stretched), 0, 255), np.uint8)
