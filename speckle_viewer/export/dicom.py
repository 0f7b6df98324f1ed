"""Write what a method made of a cine as a derived multi-frame DICOM object."""

from collections.abc import Callable, Iterator, Sequence
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
from speckle_viewer.export.deidentify import masked, warning_of
from speckle_viewer.export.depth import in_16_bits
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
    black = cine.value_range[0]
    frames = (
        in_16_bits(masked(frame, masks, black), cine.value_range)
        for frame in processing.images(cine, check, progress)
    )
    first = next(frames)
    cleaned = bool(masks) and not warning_of(cine, masks)
    dataset = derived_header(
        cine, processing, first, anonymous=anonymous, masks=len(masks), cleaned=cleaned
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    # Beside the file, as a folder for temporary ones may be small.
    with TemporaryFile(dir=path.parent) as pixels:
        size, largest = 0, 0
        for frame in chain([first], frames):
            size += pixels.write(frame.tobytes())
            largest = max(largest, int(frame.max()))
        if first.itemsize > 1:
            _say_bits(dataset, max(largest, int(cine.value_range[1])))
        _add_pixels(dataset, pixels, size, first, compression)
        with replacing(path) as temporary:
            dataset.save_as(temporary, enforce_file_format=True)


def _say_bits(dataset: FileDataset, largest: int) -> None:
    """Say how many of 16 bits are used: who reads it takes white from that."""
    bits = min(max(largest.bit_length(), 9), 16)
    dataset.BitsStored, dataset.HighBit = bits, bits - 1


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
    # GDCM is fast, but ends the process over RLE of an odd number of bytes in three planes.
    plugin = "pydicom" if compression == "rle" and frame.nbytes % 2 else ""
    options = {
        "rows": frame.shape[0],
        "columns": frame.shape[1],
        "samples_per_pixel": 3 if colour else 1,
        "photometric_interpretation": "RGB" if colour else "MONOCHROME2",
        "bits_allocated": 8 * frame.itemsize,
        "bits_stored": dataset.BitsStored,
        "pixel_representation": 0,
        "planar_configuration": 0,
        "number_of_frames": 1,
    }
    while content := pixels.read(frame.nbytes):
        array = np.frombuffer(content, frame.dtype).reshape(frame.shape)
        try:
            yield encoder.encode(array, encoding_plugin=plugin, **options)
        except RuntimeError as error:  # JPEG 2000 with fewer than 32 pixels on a side, say
            raise ExportError(
                f"Frames of {frame.shape[0]} × {frame.shape[1]} pixels cannot be compressed as "
                f"{compression}: choose another compression."
            ) from error
