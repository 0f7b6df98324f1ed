"""Pictures as cines: PNG, JPEG, BMP, TIFF with one or many pages, animated GIF. Through Pillow."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

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


def open_still(path: Path, cache_bytes: int) -> Cine:
    """Open a picture; the pages of a TIFF or the images of a GIF are the frames.

    Pages of another size than the first, such as thumbnails, are left out with a note.

    Raises
    ------
    CineError
        If Pillow cannot read the file, or it is too large to be an ultrasound image.
    """
    with reading(path):
        image = _open(path)
        try:
            pages = _pages(image)
            timing = _timing(image, pages)
        except BaseException:
            image.close()
            raise
    left_out = getattr(image, "n_frames", 1) - len(pages)
    notes = [f"{left_out} of {left_out + len(pages)} pages have another size and are left out."]
    return plain_cine(
        _Pages(path, image, pages),
        path,
        timing,
        cache_bytes,
        header=[("Format", image.format), ("Pixels", image.mode), ("Pages", len(pages))],
        notes=notes if left_out else [],
    )


def read_picture(path: Path) -> Frame:
    """The first image of a picture file as a frame; raises `CineError`."""
    with reading(path, "read"), _open(path) as image:
        return to_frame(image)


def picture_shape(path: Path) -> tuple[int, tuple[int, int]]:
    """Number of images in a picture file, and (rows, columns) of the first, from its header."""
    with reading(path), _open(path) as image:
        rows, columns = _upright_shape(image)
        return int(getattr(image, "n_frames", 1)), (rows, columns)


def to_frame(image: Image.Image) -> Frame:
    """Pixels of an opened picture, upright, as grey or RGB; transparency shows black."""
    image = ImageOps.exif_transpose(image)
    if image.mode.startswith("I;16"):
        return np.asarray(image).astype(np.uint16)
    if image.mode in ("I", "F"):
        return _without_excess(np.asarray(image))
    if image.mode == "1":
        image = image.convert("L")
    if "transparency" in image.info or image.mode in ("LA", "La", "PA", "RGBa"):
        grey = image.mode in ("L", "LA", "La")
        image = image.convert("RGBA")
        flat = Image.alpha_composite(Image.new("RGBA", image.size, "black"), image)
        return np.asarray(flat.convert("L" if grey else "RGB"))
    if image.mode == "RGBA":
        black = Image.new("RGBA", image.size, "black")
        return np.asarray(Image.alpha_composite(black, image).convert("RGB"))
    return np.asarray(image if image.mode in ("L", "RGB") else image.convert("RGB"))


def _without_excess(pixels: NDArray[np.int32] | NDArray[np.float32]) -> Frame:
    """32-bit integers as 16 bits where they fit (16-bit PNG), otherwise as float32."""
    fits = pixels.dtype == np.int32 and pixels.min() >= 0 and pixels.max() < 2**16
    return pixels.astype(np.uint16) if fits else finite(pixels)


def _open(path: Path) -> Image.Image:
    try:
        image = Image.open(path)
    except Image.DecompressionBombError:
        raise CineError(
            f"{path.name} claims more pixels than any ultrasound image has: "
            "it is damaged, or is not meant for this viewer."
        ) from None
    try:
        check_size(path, image.height, image.width)
    except CineError:
        image.close()
        raise
    return image


def _upright_shape(image: Image.Image) -> tuple[int, int]:
    turned = image.getexif().get(0x0112, 1) in (5, 6, 7, 8)
    return (image.width, image.height) if turned else (image.height, image.width)


def _pages(image: Image.Image) -> list[int]:
    """Indices of the pages that have the size of the first."""
    count = getattr(image, "n_frames", 1)
    if image.format == "GIF" or count == 1:
        return list(range(count))
    pages, shape = [], _upright_shape(image)
    for page in range(count):
        image.seek(page)
        if _upright_shape(image) == shape:
            pages.append(page)
    return pages


def _timing(image: Image.Image, pages: list[int]) -> Timing:
    """Times from the durations of a GIF's images, in steps of 10 ms; assumed for all others."""
    if image.format != "GIF" or len(pages) < 2:
        return assumed_timing(len(pages))
    durations = []
    for page in pages:
        image.seek(page)
        durations.append(image.info.get("duration", 0) / 1000)
    return timing_from(np.cumsum([0.0, *durations[:-1]]))


class _Pages:
    """Decodes the pages of one opened picture."""

    def __init__(self, path: Path, image: Image.Image, pages: list[int]) -> None:
        self._path = path
        self._image = image
        self._pages = pages

    def decode(self, index: int) -> Frame:
        with reading(self._path, "decoded"):
            self._image.seek(self._pages[index])
            self._image.load()
            return to_frame(self._image)

    def close(self) -> None:
        self._image.close()
