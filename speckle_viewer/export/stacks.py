"""Frames as images, or as one array."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from uuid import uuid4

import numpy as np
from PIL import Image

from speckle_viewer.cine import Cine, Frame
from speckle_viewer.whole_file import replacing


def write_png_stack(folder: Path, frames: Iterable[Frame], times: Iterable[float]) -> None:
    """Write ``frame-0001.png`` … and ``times.json`` (seconds) into a folder, whole or not at all.

    Frames of floating point are stored as 16 bits, from their least to their greatest.

    Raises
    ------
    FileExistsError
        If there is such a folder already: nothing in it is touched.
    OSError
        If it cannot be written.
    """
    with _new_folder(folder) as part:
        for number, frame in enumerate(frames, 1):
            _picture(frame).save(part / f"frame-{number:04d}.png")
        (part / "times.json").write_text(json.dumps([*times]), encoding="utf-8")


def write_tiff(path: Path, frames: Iterable[Frame], cine: Cine) -> None:
    """Write one multi-page TIFF, uncompressed values as they are; resolution where calibrated."""
    spacing = next((r.mm_per_px for r in cine.regions if r.mm_per_px), None)
    options = {} if spacing is None else {"dpi": (25.4 / spacing[1], 25.4 / spacing[0])}
    pages = map(_picture, frames)
    first = next(pages)
    with replacing(path) as temporary:
        first.save(temporary, "TIFF", save_all=True, append_images=pages, **options)


def write_npy(path: Path, frames: Iterable[Frame], count: int) -> None:
    """Write one array (frames, rows, columns) or (frames, rows, columns, 3), typed as the frames.

    ``count`` is how many frames there are: they are written as they come.
    """
    source = iter(frames)
    first = next(source)
    with replacing(path) as temporary:
        shape = (count, *first.shape)
        array = np.lib.format.open_memmap(temporary, "w+", dtype=first.dtype, shape=shape)
        array[0] = first
        for number, frame in enumerate(source, 1):
            array[number] = frame
        array.flush()
        del array


@contextmanager
def _new_folder(folder: Path) -> Iterator[Path]:
    """A folder to be filled, which takes its name when all went well."""
    if folder.exists():
        raise FileExistsError(17, "a folder of this name exists; choose another", str(folder))
    part = folder.with_name(f".{uuid4().hex}.part")
    part.mkdir(parents=True)
    try:
        yield part
        part.rename(folder)
    except BaseException:
        rmtree(part, ignore_errors=True)
        raise


def _picture(frame: Frame) -> Image.Image:
    if np.issubdtype(frame.dtype, np.floating):
        low, high = float(frame.min()), float(frame.max())
        frame = np.rint(65535 * (frame - low) / ((high - low) or 1)).astype(np.uint16)
    return Image.fromarray(frame)
