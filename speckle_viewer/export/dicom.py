"""Write what a method made of a cine as a derived multi-frame DICOM object."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, Literal, get_args

import numpy as np
from pydicom import uid
from pydicom.dataset import FileDataset

from speckle_viewer.cine import Cine, Frame
from speckle_viewer.errors import ExportError
from speckle_viewer.export.box import Box
from speckle_viewer.export.deidentify import masked
from speckle_viewer.export.derived import derived_header
from speckle_viewer.export.processing import Check, Processing
from speckle_viewer.whole_file import replacing

Compression = Literal["none", "rle", "jpeg-ls", "jpeg-2000"]
"""All lossless."""
COMPRESSIONS: tuple[Compression, ...] = get_args(Compression)

_SYNTAXES = {
    "none": uid.ExplicitVRLittleEndian,
    "rle": uid.RLELossless,
    "jpeg-ls": uid.JPEGLSLossless,
    "jpeg-2000": uid.JPEG2000Lossless,
}
_LARGEST = 2**32 - 2
"""Bytes that an element without compression can hold."""


def write_dicom(
    path: Path,
    cine: Cine,
    processing: Processing,
    *,
    compression: Compression = "none",
    anonymous: bool = False,
    masks: Sequence[Box] = (),
    images: Iterable[Frame] | None = None,
    check: Check = lambda: None,
    progress: Callable[[float], None] = lambda _: None,
) -> None:
    """Write the frames whole or not at all.

    Parameters
    ----------
    path
        File to write; replaced if it exists.
    cine, processing
        What is written: a new instance in a new series of the same study, that names its source.
    compression
        Every choice keeps each value.
    anonymous
        Whether to de-identify (PS3.15 basic profile).
    masks
        Rectangles to make black in every frame.
    images
        The frames in place of those of ``processing.images``, which then says what was done.
    check, progress
        As in `Processing.images`.

    Raises
    ------
    CineError, MethodError
        If a frame cannot be decoded or denoised.
    ExportError
        If the frames are too many for one file, or a package is missing.
    OSError
        If the file cannot be written.
    """
    made = images if images is not None else processing.images(cine, check, progress)
    stored = (_stored(masked(frame, masks), cine) for frame in made)
    first = next(stored)
    dataset = derived_header(cine, processing, first, anonymous=anonymous, cleaned=bool(masks))
    with TemporaryFile() as pixels:
        size = 0
        for frame in chain([first], stored):
            size += pixels.write(frame.tobytes())
        _add_pixels(dataset, pixels, size, first, compression)
        with replacing(path) as temporary:
            dataset.save_as(temporary, enforce_file_format=True)


def _stored(frame: Frame, cine: Cine) -> Frame:
    """As DICOM can hold it: floating point in 16 bits, from black to white."""
    if frame.dtype in (np.uint8, np.uint16):
        return np.ascontiguousarray(frame)
    low, high = cine.value_range
    scaled = (frame.astype(np.float64) - low) / ((high - low) or 1)
    stored: Frame = np.rint(65535 * scaled.clip(0, 1)).astype(np.uint16)
    return stored


def _add_pixels(
    dataset: FileDataset, pixels: Any, size: int, frame: Frame, compression: Compression
) -> None:
    pixels.seek(0)
    if compression == "none":
        if size > _LARGEST:
            raise ExportError(
                f"The frames take {size / 2**30:.1f} GiB, and a DICOM file without compression "
                "holds 4: choose a lossless compression, or fewer frames."
            )
        dataset.file_meta.TransferSyntaxUID = uid.ExplicitVRLittleEndian
        if size % 2:
            pixels.seek(0, 2)
            pixels.write(b"\0")
            pixels.seek(0)
        dataset.PixelData = pixels
        dataset["PixelData"].VR = "OW" if frame.itemsize == 2 else "OB"
        return
    from pydicom.encaps import encapsulate_extended

    coded = [*_coded(dataset, pixels, frame, compression)]
    dataset.PixelData, offsets, lengths = encapsulate_extended(coded)
    if sum(map(len, coded)) > _LARGEST:
        dataset.ExtendedOffsetTable, dataset.ExtendedOffsetTableLengths = offsets, lengths
    dataset["PixelData"].VR = "OB"
    dataset["PixelData"].is_undefined_length = True
    dataset.file_meta.TransferSyntaxUID = _SYNTAXES[compression]


def _coded(
    dataset: FileDataset, pixels: Any, frame: Frame, compression: Compression
) -> Iterator[bytes]:
    """Each frame by itself, so that one at a time is in the memory."""
    from pydicom.pixels import get_encoder

    encoder = get_encoder(_SYNTAXES[compression])
    colour = frame.ndim == 3
    while content := pixels.read(frame.nbytes):
        array = np.frombuffer(content, frame.dtype).reshape(frame.shape)
        yield encoder.encode(
            array,
            rows=frame.shape[0],
            columns=frame.shape[1],
            samples_per_pixel=3 if colour else 1,
            photometric_interpretation="RGB" if colour else "MONOCHROME2",
            bits_allocated=8 * frame.itemsize,
            bits_stored=8 * frame.itemsize,
            pixel_representation=0,
            planar_configuration=0,
            number_of_frames=1,
        )
