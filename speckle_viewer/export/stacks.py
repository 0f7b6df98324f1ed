"""Frames as images, or as one array."""

import json
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from speckle_viewer.cine import Cine, Frame
from speckle_viewer.export.depth import in_16_bits
from speckle_viewer.whole_file import new_folder, replacing

_IN_ASCII = str.maketrans({"×": "x", "·": ",", "−": "-"})
"""TIFF has texts in ASCII."""


def write_png_stack(
    folder: Path,
    frames: Iterable[Frame],
    times: Iterable[float],
    value_range: tuple[float, float],
    about: str = "",
) -> None:
    """Write ``frame-0001.png`` … and ``times.json`` (seconds) into a folder, whole or not at all.

    Frames of floating point are stored in 16 bits, which ``value_range`` fills. ``about`` stands in
    each picture as its description.

    Raises
    ------
    FileExistsError
        If there is such a folder already, and something in it: nothing is touched.
    OSError
        If it cannot be written.
    """
    notes = PngInfo()
    notes.add_itxt("Description", about)
    with new_folder(folder) as part:
        for number, frame in enumerate(frames, 1):
            picture = Image.fromarray(in_16_bits(frame, value_range))
            picture.save(part / f"frame-{number:04d}.png", pnginfo=notes)
        (part / "times.json").write_text(json.dumps([*times]), encoding="utf-8")


def write_tiff(path: Path, frames: Iterable[Frame], cine: Cine, about: str = "") -> None:
    """Write one multi-page TIFF, uncompressed values as they are; resolution where calibrated.

    ``about`` is its ImageDescription.
    """
    region = cine.main_region
    spacing = None if region is None else region.mm_per_px
    options: dict[str, Any] = {"description": about.translate(_IN_ASCII)}
    if spacing is not None:
        options["dpi"] = (25.4 / spacing[1], 25.4 / spacing[0])
    pages = map(Image.fromarray, frames)
    first = next(pages)
    with replacing(path) as temporary:
        first.save(temporary, "TIFF", save_all=True, append_images=pages, **options)


def write_npy(path: Path, frames: Iterable[Frame], count: int, about: str = "") -> None:
    """Write one array (frames, rows, columns) or (frames, rows, columns, 3), typed as the frames.

    ``count`` is how many frames there are: they are written as they come. ``about`` is written into
    ``NAME.npy.txt``, as the format has no place for it.
    """
    source = iter(frames)
    first = next(source)
    header = {
        "descr": np.lib.format.dtype_to_descr(first.dtype),
        "fortran_order": False,
        "shape": (count, *first.shape),
    }
    # Not by a memory map: a full disk would end the process.
    with replacing(path.with_name(path.name + ".txt")) as note, replacing(path) as temporary:
        note.write_text(f"{about}\n", encoding="utf-8")
        with temporary.open("wb") as file:
            np.lib.format.write_array_header_1_0(file, header)
            for frame in chain([first], source):
                file.write(frame.tobytes())
