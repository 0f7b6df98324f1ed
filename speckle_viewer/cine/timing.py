"""When each frame of a DICOM cine was acquired (PS3.3 C.7.6.5, C.8.5.6.1.4)."""

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from speckle_viewer.cine.dicom_values import number, numbers, value_of
from speckle_viewer.cine.types import ASSUMED_RATE, Timing

_SHORTEST, _LONGEST = 5e-5, 60.0
"""Seconds between frames that a scanner can mean: ultrafast imaging to one frame a minute."""

Times = NDArray[np.float64]
Reader = Callable[[Dataset, int], "Times | str | None"]
"""Times in seconds; a sentence where the value makes no sense; None where there is none."""


def frame_timing(dataset: Dataset, frames: int) -> tuple[Timing, list[str]]:
    """Times of ``frames`` frames and notes on what could not be used.

    The element that FrameIncrementPointer names comes first, then FrameTimeVector, FrameTime,
    CineRate, RecommendedDisplayFrameRate, and an assumed rate that is labelled so.
    """
    notes = []
    readers = dict(_READERS)
    pointed = _pointed_at(dataset)
    if pointed is not None:
        readers = {pointed: readers.pop(pointed), **readers}
    for source, read in readers.items():
        times = read(dataset, frames)
        if isinstance(times, str):
            notes.append(times)
        elif times is not None:
            return Timing(times, source), notes
    return Timing(np.arange(frames) / ASSUMED_RATE, "assumed"), notes


def _pointed_at(dataset: Dataset) -> str | None:
    pointer = value_of(dataset, "FrameIncrementPointer")
    tags = pointer if isinstance(pointer, Sequence) else (pointer,)
    names = {0x00181063: "FrameTime", 0x00181065: "FrameTimeVector"}
    return next((names[tag] for tag in tags if isinstance(tag, int) and tag in names), None)


def _vector(dataset: Dataset, frames: int) -> Times | str | None:
    """Increments in ms; the first belongs to no interval and need not be zero (C.7.6.5.1.2)."""
    if value_of(dataset, "FrameTimeVector") in (None, ""):
        return None
    milliseconds = numbers(dataset, "FrameTimeVector")[:frames]
    steps: Times = np.array(milliseconds, np.float64) / 1000
    if len(steps) < frames:
        return f"FrameTimeVector has {len(steps)} values for {frames} frames and was not used."
    steps[:1] = 0
    usable = np.isfinite(steps).all() and steps.min() >= 0 and steps.max() <= _LONGEST
    if not usable or (frames > 1 and np.median(steps[1:]) < _SHORTEST):
        return "FrameTimeVector holds impossible times and was not used."
    return np.cumsum(steps)


def _frame_time(dataset: Dataset, frames: int) -> Times | str | None:
    milliseconds = number(dataset, "FrameTime")
    seconds = None if milliseconds is None else milliseconds / 1000
    return _evenly("FrameTime", milliseconds, seconds, "ms", frames)


def _rate(keyword: str) -> Reader:
    def read(dataset: Dataset, frames: int) -> Times | str | None:
        rate = number(dataset, keyword)
        seconds = None if rate is None else 1 / rate if rate else 0.0
        return _evenly(keyword, rate, seconds, "frames per second", frames)

    return read


def _evenly(
    keyword: str, value: float | None, seconds: float | None, unit: str, frames: int
) -> Times | str | None:
    if value is None or seconds is None:
        return None
    if not (math.isfinite(seconds) and _SHORTEST <= seconds <= _LONGEST):
        return f"{keyword} of {value:g} {unit} makes no sense and was not used."
    return np.arange(frames, dtype=np.float64) * seconds


_READERS: dict[str, Reader] = {
    "FrameTimeVector": _vector,
    "FrameTime": _frame_time,
    "CineRate": _rate("CineRate"),
    "RecommendedDisplayFrameRate": _rate("RecommendedDisplayFrameRate"),
}
