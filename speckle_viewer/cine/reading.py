"""What the readers of plain formats share: errors kept readable, and a cine put together."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine.cine import Cine
from speckle_viewer.cine.no_warnings import no_warnings
from speckle_viewer.cine.sector import detect_region
from speckle_viewer.cine.types import ASSUMED_RATE, Frame, FrameSource, HeaderRow, Region, Timing
from speckle_viewer.errors import CineError, SpeckleViewerError

MOST_PIXELS = 2**26
"""Rows times columns beyond which a file is taken for damaged: 8192 x 8192."""


@contextmanager
def reading(path: Path, what: str = "opened") -> Iterator[None]:
    """Around calls into a third-party reader: its warnings stay in, its errors become one of ours.

    Readers meet damaged files with every kind of exception there is, so all are caught.
    """
    with no_warnings():
        try:
            yield
        except SpeckleViewerError:
            raise
        except Exception as error:
            raise CineError(
                f"{path.name} cannot be {what} ({_cause(error)}): it may be damaged or cut short; "
                "copy it again from where it came from."
            ) from error


def _cause(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    text = lines[-1] if lines else type(error).__name__
    return text.rstrip(".")[:160]


def check_size(path: Path, rows: int, columns: int) -> None:
    """Refuse images without pixels and images so large that memory would run out."""
    if rows < 1 or columns < 1 or rows * columns > MOST_PIXELS:
        raise CineError(
            f"{path.name} claims {rows} x {columns} pixels, which no ultrasound image has: "
            "it is damaged, or is not meant for this viewer."
        )


def assumed_timing(frame_count: int) -> Timing:
    """Evenly spaced times at the assumed rate, and labelled so."""
    return Timing(np.arange(frame_count) / ASSUMED_RATE, "assumed")


def timing_from(times: NDArray[np.float64]) -> Timing:
    """Times of a file from its first frame on; at the assumed rate where they say nothing."""
    times = np.maximum.accumulate(times - times[0])
    if not np.isfinite(times).all() or (len(times) > 1 and times[-1] <= 0):
        return assumed_timing(len(times))
    return Timing(times, "file")


def plain_cine(
    source: FrameSource,
    path: Path,
    timing: Timing,
    cache_bytes: int,
    *,
    value_range: tuple[float, float] | None = None,
    mm_per_px: tuple[float, float] | None = None,
    region: Region | None = None,
    header: Sequence[tuple[str, object]] = (),
    notes: Sequence[str] = (),
) -> Cine:
    """A cine that takes its shape and, unless given, values and region from its first frame."""
    try:
        first = source.decode(0)
        region = region or detect_region(first, _halfway(source, first, len(timing.times)))
    except BaseException:
        source.close()
        raise
    if mm_per_px is not None:
        region = replace(region, mm_per_px=mm_per_px, source="header")
    return Cine(
        source,
        name=path.name,
        path=path,
        frame_count=len(timing.times),
        shape=(first.shape[0], first.shape[1]),
        timing=timing,
        regions=[region],
        header=[HeaderRow("", name, "", str(value)) for name, value in header],
        value_range=value_range or value_range_of(first),
        notes=notes,
        cache_bytes=cache_bytes,
    )


def finite(values: NDArray[Any]) -> NDArray[np.float32]:
    """Values as float32, with 0 for those that are not a number or too large."""
    with np.errstate(over="ignore"):
        floats = values.astype(np.float32)
    floats[~np.isfinite(floats)] = 0
    return floats


def _halfway(source: FrameSource, first: Frame, frame_count: int) -> list[Frame]:
    """The frame in the middle, if it can be had: a probe may have no contact in the first."""
    if frame_count < 2:
        return []
    try:
        frame = source.decode(frame_count // 2)
    except CineError:
        return []
    return [frame] if frame.shape[:2] == first.shape[:2] else []


def value_range_of(frame: Frame) -> tuple[float, float]:
    """The values that mean black and white, as far as one frame tells.

    8 bits are 8 bits; 16 bits hold as many as the largest value needs, in steps of two from 8;
    floats run from 0 (or the least value) to 1, 255 or the largest value.
    """
    if frame.dtype == np.uint8:
        return 0.0, 255.0
    low, high = float(frame.min()), float(frame.max())
    if frame.dtype == np.uint16:
        return 0.0, float(next(2**bits - 1 for bits in (8, 10, 12, 14, 16) if high < 2**bits))
    if low >= 0:
        return 0.0, next((limit for limit in (1.0, 255.0) if high <= limit), high)
    return low, max(high, low + 1e-6)
