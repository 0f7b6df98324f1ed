"""What the readers of plain formats share: errors kept readable, and a cine put together."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine.cine import Cine
from speckle_viewer.cine.sector import find_region
from speckle_viewer.cine.types import (
    ASSUMED_RATE,
    MOST_PIXELS,
    Frame,
    FrameSource,
    HeaderRow,
    Region,
    Timing,
)
from speckle_viewer.errors import CineError, SpeckleViewerError
from speckle_viewer.no_warnings import no_warnings

_LOOKED_AT = 8
"""Frames that tell black and white: reading all would not be lazy."""
_HEADROOM = 1.1
_LEAST_SPAN = 1e-6
"""Of the values themselves: black and white must differ in float32 too."""
_LEAST, _LARGEST = 1e-20, 1e38


@contextmanager
def reading(path: Path, what: str = "opened") -> Iterator[None]:
    """Around calls into a third-party reader: its warnings stay in, its errors become one of ours.

    Readers meet damaged files with every kind of exception there is, so all are caught.
    """
    with no_warnings:
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
    """A cine that takes its shape from its first frame; values and region too, unless given."""
    try:
        first = source.decode(0)
        region = region or find_region(source, first, len(timing.times))
        value_range = value_range or value_range_of(source, first, len(timing.times))
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
        value_range=value_range,
        notes=notes,
        cache_bytes=cache_bytes,
    )


def finite(values: NDArray[Any]) -> NDArray[np.float32]:
    """Values as float32, with 0 for those that are not a number or too large."""
    with np.errstate(over="ignore"):
        floats = values.astype(np.float32)
    floats[~np.isfinite(floats)] = 0
    return floats


def value_range_of(source: FrameSource, first: Frame, frame_count: int) -> tuple[float, float]:
    """The values that mean black and white, as far as frames spread over the cine tell.

    8 bits are 8 bits. Other values from 0 on have as many bits as the largest of them needs, in
    steps of two from 8, since the frames that were not looked at may be brighter; floats up to 1
    run to 1, those beyond 16 bits to the largest value and a tenth. Those with both signs run
    from the least to the largest value.
    """
    if first.dtype == np.uint8:
        return 0.0, 255.0
    low, high = extremes(source, first, frame_count)
    if low < 0:
        return low, max(high, low + _LEAST_SPAN * max(abs(low), _LEAST))
    if first.dtype != np.uint16 and high <= 1:
        return 0.0, 1.0
    limits = (2.0**bits - 1 for bits in (8, 10, 12, 14, 16))
    return 0.0, next((limit for limit in limits if high <= limit), high * _HEADROOM)


def extremes(source: FrameSource, first: Frame, frame_count: int) -> tuple[float, float]:
    """The least and the largest value of frames spread over the cine, from the ``first`` one on."""
    low, high = _extremes(first)
    for index in np.unique(np.linspace(0, frame_count - 1, _LOOKED_AT).astype(int))[1:]:
        try:
            least, largest = _extremes(source.decode(int(index)))
        except CineError:  # a damaged frame says so when it is shown
            continue
        low, high = min(low, least), max(high, largest)
    return low, high


def _extremes(frame: Frame) -> tuple[float, float]:
    """The least and the largest value, no larger than what float32 can subtract."""
    low, high = np.clip([frame.min(), frame.max()], -_LARGEST, _LARGEST).tolist()
    return low, high
