"""One call for every format."""

import errno
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine import Cine, Frame
from speckle_viewer.errors import ExportError
from speckle_viewer.export.box import Box
from speckle_viewer.export.deidentify import masked, masks_told
from speckle_viewer.export.depth import in_8_bits
from speckle_viewer.export.dicom import Compression, write_dicom
from speckle_viewer.export.processing import Check, Processing
from speckle_viewer.export.square import squared
from speckle_viewer.export.stacks import write_npy, write_png_stack, write_tiff
from speckle_viewer.export.video import write_gif, write_mp4

Format = Literal["dicom", "mp4", "gif", "png", "tiff", "npy"]
FORMATS: tuple[Format, ...] = get_args(Format)

SUFFIXES: dict[Format, str] = {
    "dicom": ".dcm",
    "mp4": ".mp4",
    "gif": ".gif",
    "png": "",  # a folder
    "tiff": ".tif",
    "npy": ".npy",
}


def export(
    path: Path,
    cine: Cine,
    processing: Processing,
    format: Format,
    *,
    compression: Compression = "none",
    anonymous: bool = False,
    masks: Sequence[Box] = (),
    levels: tuple[float, float] | None = None,
    pictures: Iterator[NDArray[np.uint8]] | None = None,
    about: str | None = None,
    check: Check = lambda: None,
    progress: Callable[[float], None] = lambda _: None,
) -> None:
    """Write what a processing makes of a cine, whole or not at all.

    Formats that are looked at (mp4, gif) show the values ``levels`` as black and white, by default
    the cine's window, and have square pixels. The others keep the values; png has those of floating
    point in 16 bits, from black to white of the cine. ``pictures`` are written in place of the
    frames, by formats other than DICOM: several panes in one, say. Every file says ``about``, what
    was done (of an array a text file beside it), by default `Processing.describe`, and how many
    ``masks`` there are. The rest is as in `speckle_viewer.export.dicom.write_dicom`.

    Raises
    ------
    CineError, MethodError
        If a frame cannot be decoded or denoised.
    ExportError
        If a package is missing, or the file cannot be written: a full disk, say.
    """
    frames = processing.frames(cine)
    times = cine.times[frames.start : frames.stop]
    images: Iterator[Frame] = processing.images(cine, check, progress)
    images = (masked(frame, masks, cine.value_range[0]) for frame in images)
    low, high = levels or cine.window or cine.value_range
    seen: Iterator[NDArray[np.uint8]] = (
        np.asarray(squared(in_8_bits(frame, low, high), cine)) for frame in images
    )
    if pictures is not None:
        images = seen = _counted(pictures, len(frames), progress)
    about = (processing.describe() if about is None else about) + masks_told(len(masks))
    try:
        match format:
            case "dicom":
                write_dicom(
                    path,
                    cine,
                    processing,
                    compression=compression,
                    anonymous=anonymous,
                    masks=masks,
                    check=check,
                    progress=progress,
                )
            case "mp4":
                write_mp4(path, seen, times, about)
            case "gif":
                write_gif(path, seen, times, about)
            case "png":
                write_png_stack(path, images, times.tolist(), cine.value_range, about)
            case "tiff":
                write_tiff(path, images, cine, about)
            case "npy":
                write_npy(path, images, len(frames), about)
    except OSError as error:
        raise ExportError(why_not_written(path, error)) from error


def _counted(
    pictures: Iterator[NDArray[np.uint8]], count: int, progress: Callable[[float], None]
) -> Iterator[NDArray[np.uint8]]:
    for number, picture in enumerate(pictures, 1):
        yield picture
        progress(number / count)


def why_not_written(path: Path, error: OSError) -> str:
    """One sentence with what to do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk is full: {path.name} was not written. Make room, or choose another place."
    if error.errno == errno.EEXIST:
        return f"{path} is there already: choose another name, or remove it."
    return f"{path} cannot be written ({error.strerror or error}): choose another place."
