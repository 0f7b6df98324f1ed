"""Ultrasound DICOM files as cines: only the header is read on opening."""

import weakref
from dataclasses import replace
from pathlib import Path

import numpy as np
from pydicom.dataset import Dataset
from pydicom.uid import UID

from speckle_viewer.cine.cine import DEFAULT_CACHE_BYTES, Cine
from speckle_viewer.cine.dicom_decode import COMPRESSED, UNCOMPRESSED, VIDEO, Decoder, decode_raw
from speckle_viewer.cine.dicom_file import DicomFile, looks_like_dicom, read_file
from speckle_viewer.cine.dicom_frames import (
    EncapsulatedFrames,
    FragmentStream,
    FrameBytes,
    RawFrames,
    read_fragments,
)
from speckle_viewer.cine.dicom_images import ImageFrames
from speckle_viewer.cine.dicom_layout import Layout, read_layout
from speckle_viewer.cine.dicom_values import quiet, raw_bytes, value_of, whole
from speckle_viewer.cine.dicom_video import VideoFrames
from speckle_viewer.cine.dicom_window import shown_values
from speckle_viewer.cine.header import header_rows
from speckle_viewer.cine.palette import read_palette
from speckle_viewer.cine.regions import header_regions, pixel_spacing
from speckle_viewer.cine.timing import frame_timing
from speckle_viewer.cine.types import FrameSource, Region, Timing
from speckle_viewer.errors import CineError

_SHOWN = ("tissue", "colour", "m-mode", "spectral")
"""Kinds of region that say what the image is: no need to look for a sector."""
_EXPANSION = 4
_SLACK = 2**16
"""A compressed frame longer than this many times itself uncompressed, and slack, is damaged."""


def is_dicom(path: Path) -> bool:
    """Whether the file begins like DICOM, with or without a preamble."""
    try:
        with path.open("rb") as file:
            return looks_like_dicom(file.read(132))
    except OSError:
        return False


def open_dicom(path: Path, cache_bytes: int = DEFAULT_CACHE_BYTES) -> Cine:
    """Open an ultrasound DICOM file. Frames are decoded when asked for.

    Raises
    ------
    CineError
        If the file is no DICOM image, is damaged before its first whole frame, or is encoded in
        a way that nothing here decodes.
    """
    with quiet():
        try:
            return _open(path, cache_bytes)
        except CineError:
            raise
        except Exception as error:  # what a damaged header can raise in pydicom has no bound
            if isinstance(error, OSError) and error.strerror:
                raise CineError(
                    f"{path.name} cannot be read ({error.strerror}); check the file."
                ) from error
            raise CineError(
                f"{path.name} has a damaged header ({type(error).__name__}); export it again."
            ) from error


def _open(path: Path, cache_bytes: int) -> Cine:
    file = read_file(path)
    try:
        return _cine(path, file, cache_bytes)
    except BaseException:
        file.stream.close()
        raise


def _cine(path: Path, file: DicomFile, cache_bytes: int) -> Cine:
    is_video = file.transfer_syntax in VIDEO
    source, layout, notes = _video(file) if is_video else _images(file)
    # A cine that is dropped without being closed releases its file too, and silently.
    weakref.finalize(source, file.stream.close)
    timing, remarks = frame_timing(file.dataset, len(source))
    if timing.source == "assumed" and isinstance(source, VideoFrames) and source.times is not None:
        timing = Timing(source.times, "file")
    shape = (layout.rows, layout.columns)
    regions, mended = _regions(file.dataset, shape, source, len(source))
    values, window, depth = shown_values(file.dataset, layout, source, len(source))
    return Cine(
        source,
        name=path.name,
        path=path,
        frame_count=len(source),
        shape=shape,
        timing=timing,
        regions=regions,
        header=header_rows(file.meta, file.dataset),
        value_range=values,
        window=window,
        notes=[*notes, *remarks, *mended, *depth],
        cache_bytes=cache_bytes,
    )


def _regions(
    dataset: Dataset, shape: tuple[int, int], source: FrameSource, frames: int
) -> tuple[list[Region], list[str]]:
    """The header's regions; where they say nothing of the image, its sector is found."""
    regions, notes = header_regions(dataset, shape)
    if any(region.kind in _SHOWN for region in regions):
        return regions, notes
    from speckle_viewer.cine.sector import find_region

    sector = find_region(source, source.decode(0), frames)
    found = replace(sector, mm_per_px=pixel_spacing(dataset))
    if found.mm_per_px is not None:
        notes.append("The millimetres come from PixelSpacing, for the whole image.")
    return [found, *regions], notes


def _images(file: DicomFile) -> tuple[ImageFrames, Layout, list[str]]:
    declared = _declared_frames(file)
    layout, notes = read_layout(file.name, file.dataset, file.little_endian)
    decode = _decoder(file)
    palette = None
    if layout.photometric == "PALETTE COLOR":
        palette = read_palette(file.name, file.dataset, file.little_endian)
    frames = _frames(file, layout, declared)
    if not len(frames):
        raise CineError(
            f"{file.name} is cut off before the end of its first frame; export or copy it again."
        )
    if len(frames) < declared:
        notes.append(
            f"The header declares {declared} frames and {len(frames)} are complete: "
            "the file is cut off or damaged."
        )
    return ImageFrames(file, frames, decode, layout, palette), layout, notes


def _declared_frames(file: DicomFile) -> int:
    declared = 1
    if value_of(file.dataset, "NumberOfFrames") not in (None, ""):
        declared = whole(file.dataset, "NumberOfFrames", 0)
    if declared < 1:
        raise CineError(
            f"{file.name} declares {declared} frames (NumberOfFrames); export it again."
        )
    return declared


def _decoder(file: DicomFile) -> Decoder:
    syntax = file.transfer_syntax
    if syntax in UNCOMPRESSED:
        if file.encapsulated:
            raise CineError(
                f"{file.name} is compressed but its header says that it is not "
                "(TransferSyntaxUID); export it again."
            )
        return decode_raw
    if syntax not in COMPRESSED:
        raise CineError(
            f"{file.name} is encoded as {UID(syntax).name[:80]!r} (TransferSyntaxUID), which is "
            "not supported; convert it, for instance with gdcmconv --raw."
        )
    if not file.encapsulated:
        raise CineError(
            f"{file.name} is uncompressed but its header says that it is compressed "
            "(TransferSyntaxUID); export it again."
        )
    return COMPRESSED[syntax]


def _frames(file: DicomFile, layout: Layout, declared: int) -> FrameBytes:
    if not file.encapsulated:
        return RawFrames(file, layout, declared)
    extended = np.frombuffer(raw_bytes(file.dataset, "ExtendedOffsetTable")[: 8 * declared], "<u8")
    most_bytes = _EXPANSION * layout.frame_bytes + _SLACK
    return EncapsulatedFrames(file, declared, extended.tolist(), most_bytes)


def _video(file: DicomFile) -> tuple[VideoFrames, Layout, list[str]]:
    if not file.encapsulated:
        raise CineError(f"{file.name} says that it holds video but does not; export it again.")
    fragments = read_fragments(file)
    if not fragments.items:
        raise CineError(f"{file.name} is cut off before its video; export or copy it again.")
    layout, notes = read_layout(file.name, file.dataset, file.little_endian)
    video = VideoFrames(FragmentStream(file.stream, fragments.items), file.name)
    declared = whole(file.dataset, "NumberOfFrames", len(video))
    if declared != len(video):
        notes.append(f"The header declares {declared} frames and the video has {len(video)}.")
    if video.shape != (layout.rows, layout.columns):
        notes.append("The size of the image was taken from the video; the header differs.")
    rows, columns = video.shape
    return video, replace(layout, rows=rows, columns=columns), notes
