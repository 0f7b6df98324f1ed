"""NumPy arrays as cines: .npy (memory-mapped) and .npz."""

from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine.cine import Cine
from speckle_viewer.cine.reading import (
    assumed_timing,
    check_size,
    finite,
    plain_cine,
    reading,
    timing_from,
)
from speckle_viewer.cine.types import Frame, Timing
from speckle_viewer.errors import CineError

_ARCHIVE = b"PK\x03\x04"
_SHAPES = "(T, H, W), (H, W), (T, H, W, 3) or (H, W, 3)"


def open_array(path: Path, cache_bytes: int) -> Cine:
    """Open a .npy file, or the array ``frames`` of a .npz file.

    Where there is no ``frames``, ``noisy`` is taken, as ``speckle-viewer simulate`` writes it.
    Beside it, a .npz file may hold ``times`` in seconds, one for each frame, and ``mm_per_px`` as
    one number or (vertical, horizontal). An .npz file is read whole.

    Raises
    ------
    CineError
        If the file is damaged, holds Python objects, or an array of another shape or type.
    """
    with reading(path):
        with path.open("rb") as file:
            if file.read(len(_ARCHIVE)) == _ARCHIVE:
                frames, extras = _read_npz(path, file)
            else:
                frames, extras = np.load(path, mmap_mode="r", allow_pickle=False), {}
        frames = _as_cine(path, frames)
        timing = _timing(path, extras.get("times"), len(frames))
        mm_per_px = _spacing(path, extras.get("mm_per_px"))
    return plain_cine(
        ArraySource(frames),
        path,
        timing,
        cache_bytes,
        mm_per_px=mm_per_px,
        header=[("Shape", frames.shape), ("Type", frames.dtype)],
    )


class ArraySource:
    """Frames of an array (T, H, W) or (T, H, W, 3) that lies in memory or in a mapped file."""

    def __init__(self, frames: NDArray[Any]) -> None:
        self._frames = frames

    def decode(self, index: int) -> Frame:
        """Frame ``index`` as uint8, uint16 or float32."""
        frame = self._frames[index]
        if frame.dtype == np.bool_:
            return np.where(frame, np.uint8(255), np.uint8(0))
        if frame.dtype.newbyteorder("=") in (np.uint8, np.uint16):
            return np.array(frame, frame.dtype.newbyteorder("="))
        return finite(frame)

    def close(self) -> None:
        """Let go of the array."""
        self._frames = self._frames[:0]


def _read_npz(path: Path, file: BinaryIO) -> tuple[NDArray[Any], dict[str, NDArray[Any]]]:
    file.seek(0)
    with np.load(file, allow_pickle=False) as archive:
        name = next((name for name in ("frames", "noisy") if name in archive), None)
        if name is None:
            found = ", ".join(archive.files) or "nothing"
            raise CineError(
                f"{path.name} holds no array named frames (it holds {found}): "
                "save it as np.savez(path, frames=...)."
            )
        extras = {key: archive[key] for key in ("times", "mm_per_px") if key in archive}
        return archive[name], extras


def _as_cine(path: Path, frames: NDArray[Any]) -> NDArray[Any]:
    """The array with a leading frame axis, checked."""
    colour = frames.ndim >= 3 and frames.shape[-1] == 3
    if frames.ndim == (3 if colour else 2):
        frames = frames[None]
    if frames.ndim != (4 if colour else 3) or not frames.size:
        raise CineError(
            f"{path.name} holds an array of shape {frames.shape}: frames are {_SHAPES}."
        )
    if frames.dtype.kind not in "buif" or (colour and frames.dtype != np.uint8):
        raise CineError(
            f"{path.name} holds values of type {frames.dtype}: grey frames are integers or "
            "floats, colour frames are uint8."
        )
    check_size(path, *frames.shape[1:3])
    return frames


def _timing(path: Path, times: NDArray[Any] | None, frame_count: int) -> Timing:
    if times is None:
        return assumed_timing(frame_count)
    if times.shape != (frame_count,) or times.dtype.kind not in "uif":
        raise CineError(
            f"{path.name} holds {times.size} times for {frame_count} frames: "
            "give one number of seconds for each frame."
        )
    return timing_from(times.astype(np.float64))


def _spacing(path: Path, spacing: NDArray[Any] | None) -> tuple[float, float] | None:
    if spacing is None:
        return None
    numeric = spacing.dtype.kind in "uif" and spacing.size in (1, 2)
    if not numeric or not (np.isfinite(spacing).all() and (spacing > 0).all()):
        raise CineError(
            f"{path.name} has an unusable mm_per_px: give one positive number, or two as "
            "(vertical, horizontal)."
        )
    vertical, horizontal = np.broadcast_to(spacing.ravel(), 2).tolist()
    return float(vertical), float(horizontal)
