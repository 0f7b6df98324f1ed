"""Write grey frames as a multi-frame ultrasound DICOM file.

DICOM PS3.3 A.7 (Ultrasound Multi-frame Image IOD), C.8.5 (ultrasound modules), C.7.6.5 (cine).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.sequence import Sequence as DicomSequence
from pydicom.tag import Tag
from pydicom.uid import (
    ExplicitVRLittleEndian,
    JPEGBaseline8Bit,
    UltrasoundMultiFrameImageStorage,
    generate_uid,
)

from speckle_viewer.whole_file import write_whole

_CENTIMETRES = 3
_TISSUE = 1
_SECTOR_2D = 1


@dataclass(frozen=True)
class WrittenRegion:
    """The calibrated part of the frames: first and last column and row, and size of a pixel."""

    x0: int
    y0: int
    x1: int
    y1: int
    cm_per_pixel: float


def write_cine(
    path: Path,
    frames: Sequence[NDArray[np.uint8]],
    frame_time_ms: float,
    region: WrittenRegion,
    *,
    name: str,
    comment: str,
    quality: int,
    dynamic_range: float | None = None,
) -> None:
    """Write the frames whole or not at all: to a temporary file that is then renamed.

    Parameters
    ----------
    path
        File to write; replaced if it exists.
    frames
        Grey frames, all (H, W).
    frame_time_ms
        From one frame to the next, milliseconds.
    region
        Where the scan lies and how large its pixels are.
    name
        Fictional patient name.
    comment
        How the frames came about (ImageComments).
    quality
        Of the JPEG compression, 1 to 95; 0 stores the frames as they are.
    dynamic_range
        Decibels between black and white (Dynamic Range, retired and without a successor).

    The unique identifiers follow from all of these, so that the same call gives the same file.
    """
    encoded = [_jpeg(frame, quality) if quality else frame.tobytes() for frame in frames]
    digest = sha256("\0".join((name, comment, str(frames[0].shape), str(frame_time_ms))).encode())
    for fragment in encoded:
        digest.update(fragment)
    file = _header(path, name, comment, digest.hexdigest())
    _describe_pixels(file, frames[0].shape, len(frames), frame_time_ms)
    file.SequenceOfUltrasoundRegions = DicomSequence([_region(region)])
    if dynamic_range is not None:
        file.DynamicRange = f"{dynamic_range:g}"
    if quality:
        _describe_compression(file, frames[0].nbytes * len(frames), sum(map(len, encoded)))
        file.PixelData = encapsulate(encoded)
        file["PixelData"].is_undefined_length = True
    else:
        file.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
        file.LossyImageCompression = "00"
        pixels = b"".join(encoded)
        file.PixelData = pixels + b"\0" * (len(pixels) % 2)
    file["PixelData"].VR = "OB"
    whole = BytesIO()
    file.save_as(whole, enforce_file_format=True)
    write_whole(path, whole.getvalue())


def _jpeg(frame: NDArray[np.uint8], quality: int) -> bytes:
    file = BytesIO()
    Image.fromarray(frame).save(file, "JPEG", quality=quality, optimize=True)
    return file.getvalue()


def _header(path: Path, name: str, comment: str, digest: str) -> FileDataset:
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = UltrasoundMultiFrameImageStorage
    meta.MediaStorageSOPInstanceUID = generate_uid(entropy_srcs=[digest, "instance"])
    meta.TransferSyntaxUID = JPEGBaseline8Bit
    file = FileDataset(str(path), {}, file_meta=meta, preamble=b"\0" * 128)
    file.SOPClassUID = meta.MediaStorageSOPClassUID
    file.SOPInstanceUID = meta.MediaStorageSOPInstanceUID
    file.StudyInstanceUID = generate_uid(entropy_srcs=[digest, "study"])
    file.SeriesInstanceUID = generate_uid(entropy_srcs=[digest, "series"])
    file.SpecificCharacterSet = "ISO_IR 192"
    file.PatientName, file.PatientID = name, "SIMULATED"
    file.PatientBirthDate = file.PatientSex = file.PatientOrientation = ""
    file.StudyDate = file.StudyTime = file.ReferringPhysicianName = ""
    file.StudyID = file.AccessionNumber = file.Laterality = ""
    file.Modality = "US"
    file.Manufacturer = "Speckle Viewer"
    file.ManufacturerModelName = "Simulator"
    file.SeriesDescription = "Simulated; no person was scanned"
    file.ImageComments = comment
    file.SeriesNumber = file.InstanceNumber = 1
    file.ImageType = ["ORIGINAL", "PRIMARY", "", "0001"]
    return file


def _describe_pixels(
    file: FileDataset, shape: tuple[int, ...], frames: int, frame_time_ms: float
) -> None:
    file.Rows, file.Columns = shape
    file.NumberOfFrames = frames
    file.SamplesPerPixel, file.PhotometricInterpretation = 1, "MONOCHROME2"
    file.BitsAllocated = file.BitsStored = 8
    file.HighBit, file.PixelRepresentation = 7, 0
    file.FrameIncrementPointer = Tag("FrameTime")
    file.FrameTime = f"{frame_time_ms:.6g}"
    rate = max(1, round(1000 / frame_time_ms))
    file.CineRate = file.RecommendedDisplayFrameRate = rate
    file.StartTrim, file.StopTrim = 1, frames
    file.BurnedInAnnotation = "YES"


def _describe_compression(file: FileDataset, raw: int, compressed: int) -> None:
    file.LossyImageCompression = "01"
    file.LossyImageCompressionMethod = "ISO_10918_1"
    file.LossyImageCompressionRatio = f"{raw / compressed:.2f}"


def _region(region: WrittenRegion) -> Dataset:
    item = Dataset()
    item.RegionSpatialFormat = _SECTOR_2D
    item.RegionDataType = _TISSUE
    item.RegionFlags = 0
    item.RegionLocationMinX0, item.RegionLocationMinY0 = region.x0, region.y0
    item.RegionLocationMaxX1, item.RegionLocationMaxY1 = region.x1, region.y1
    item.PhysicalUnitsXDirection = item.PhysicalUnitsYDirection = _CENTIMETRES
    item.PhysicalDeltaX = item.PhysicalDeltaY = region.cm_per_pixel
    return item
