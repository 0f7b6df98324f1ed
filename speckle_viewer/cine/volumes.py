"""MetaImage and NIfTI as cines, through SimpleITK (extra ``formats``)."""

import re
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine.arrays import ArraySource
from speckle_viewer.cine.cine import Cine
from speckle_viewer.cine.reading import (
    assumed_timing,
    check_size,
    finite,
    plain_cine,
    reading,
    timing_from,
)
from speckle_viewer.cine.types import Region, Timing
from speckle_viewer.errors import CineError

_TIMESTAMP = "Seq_Frame{:04d}_Timestamp"
_ORIENTATION = re.compile(r"(?:([MU])([FN])|([FN])([MU]))")
_MOST_BYTES = 4 * 2**30
_PLAUSIBLE_MM = (0.001, 5.0)
_SCAN_LINES = 4
"""Raw data this many times wider than high holds one scan line in each row."""


def open_volume(path: Path, cache_bytes: int) -> Cine:
    """Open a MetaImage or NIfTI file: (x, y) is one frame, (x, y, frames) a cine.

    The header is checked first, then the file is read whole, since these files are mostly
    compressed. Sequences of the PLUS toolkit give their time stamps, and are turned so that
    depth runs downwards. Raw radio-frequency data is shown about a mid grey of zero.

    Raises
    ------
    CineError
        If SimpleITK is not installed, the file is damaged, or it is no cine.
    """
    try:
        sitk: Any = import_module("SimpleITK")
    except ImportError:
        raise CineError(
            f"{path.name} needs SimpleITK: install it with pip install SimpleITK."
        ) from None
    sitk.ProcessObject.SetGlobalWarningDisplay(False)
    with reading(path):
        reader = sitk.ImageFileReader()
        reader.SetFileName(str(path))
        reader.ReadImageInformation()
        _check(path, reader)
        keys = {key: reader.GetMetaData(key) for key in reader.GetMetaDataKeys()}
        image = reader.Execute()
        frames = _with_frame_axis(sitk.GetArrayFromImage(image), reader.GetNumberOfComponents())
    return _cine_of(path, frames, reader.GetSpacing()[:2], keys, cache_bytes)


def _check(path: Path, reader: Any) -> None:
    """Refuse by the header alone what is too large, or no sequence of images."""
    size = reader.GetSize()
    components = reader.GetNumberOfComponents()
    check_size(path, size[1] if len(size) > 1 else 1, size[0])
    if int(np.prod([*size, components, 4], dtype=np.float64)) > _MOST_BYTES:
        raise CineError(f"{path.name} would need more than 4 GiB: cut it into shorter cines.")
    if sum(length > 1 for length in size[2:]) > 1:
        raise CineError(f"{path.name} holds volumes over time: save one slice as a 3-D file.")
    if components not in (1, 3):
        raise CineError(f"{path.name} has {components} values a pixel: save it as grey or RGB.")


def _with_frame_axis(values: NDArray[Any], components: int) -> NDArray[Any]:
    tail = values.shape[-1:] if components == 3 else ()
    rows, columns = values.shape[: values.ndim - len(tail)][-2:]
    return values.reshape(-1, rows, columns, *tail)


def _cine_of(
    path: Path,
    frames: NDArray[Any],
    spacing: tuple[float, float],
    keys: dict[str, str],
    cache_bytes: int,
) -> Cine:
    if frames.ndim == 4 and frames.dtype != np.uint8:
        raise CineError(f"{path.name} has colours of {frames.dtype}: save them as 8 bits.")
    notes: list[str] = []
    frames, mm_per_px = _upright(frames, _calibration(spacing), keys, notes)
    frames, value_range = _displayable(frames, notes)
    raw = value_range is not None and value_range[0] < 0
    shape = (frames.shape[1], frames.shape[2])
    return plain_cine(
        ArraySource(frames),
        path,
        _timing(keys, len(frames)),
        cache_bytes,
        value_range=value_range,
        mm_per_px=mm_per_px,
        region=Region(0, 0, *shape, None, "tissue", "detected") if raw else None,
        header=sorted(keys.items()),
        notes=notes,
    )


def _calibration(spacing: tuple[float, float]) -> tuple[float, float] | None:
    """(vertical, horizontal) mm per pixel; None where the file says 1, which means not known."""
    least, most = _PLAUSIBLE_MM
    known = tuple(spacing) != (1.0, 1.0) and all(least <= value <= most for value in spacing)
    return (spacing[1], spacing[0]) if known else None


def _upright(
    frames: NDArray[Any],
    mm_per_px: tuple[float, float] | None,
    keys: dict[str, str],
    notes: list[str],
) -> tuple[NDArray[Any], tuple[float, float] | None]:
    """Turn frames so that depth runs downwards and the marked side is where PLUS shows it (MF)."""
    found = _ORIENTATION.match(keys.get("UltrasoundImageOrientation", ""))
    if found:
        side, depth, lines = (found[1] or found[4]), (found[2] or found[3]), bool(found[3])
    else:
        wide = frames.shape[2] >= _SCAN_LINES * frames.shape[1]
        side, depth, lines = "M", "F", frames.dtype.kind in "if" and wide
    if lines:
        frames = frames.swapaxes(1, 2)
        mm_per_px = mm_per_px and (mm_per_px[1], mm_per_px[0])
        notes.append("Each row of the file is a scan line: turned so that depth runs downwards.")
    if side == "U":
        frames = frames[:, :, ::-1]
    if depth == "N":
        frames = frames[:, ::-1]
    return frames, mm_per_px


def _displayable(
    frames: NDArray[Any], notes: list[str]
) -> tuple[NDArray[Any], tuple[float, float] | None]:
    """Frames as uint8, uint16 or float32, and their value range where the type does not tell."""
    if frames.dtype in (np.uint8, np.uint16):
        return frames, None
    values = finite(frames)
    if values.min() >= 0:
        if frames.dtype.kind in "iu" and values.max() < 2**16:
            return frames.astype(np.uint16), None
        white = float(np.percentile(values, 99.9)) or 1.0
        notes.append(f"Values are shown from 0 to {white:.6g}, their 99.9th percentile.")
        return values, (0.0, white)
    limit = float(np.percentile(abs(values), 99.5)) or 1.0
    notes.append(
        f"Values have both signs, as raw radio-frequency data: shown from {-limit:.6g} to "
        f"{limit:.6g} with zero as mid grey."
    )
    return values, (-limit, limit)


def _timing(keys: dict[str, str], frame_count: int) -> Timing:
    try:
        stamps = [float(keys[_TIMESTAMP.format(index)]) for index in range(frame_count)]
    except (KeyError, ValueError):
        return assumed_timing(frame_count)
    return timing_from(np.array(stamps))
