"""The header of a derived DICOM object: what was made of which image, and how.

DICOM PS3.3 C.7.6.1 (General Image), C.7.6.5 (Cine), C.8.5 (ultrasound), A.8.3 to A.8.5 (multi-frame
secondary capture); PS3.16 CID 7202, 7203 (why an image is referred to, and derived).
"""

from copy import deepcopy
from datetime import datetime

import numpy as np
from pydicom import uid
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.multival import MultiValue
from pydicom.sequence import Sequence as Items
from pydicom.sr.codedict import codes
from pydicom.sr.coding import Code
from pydicom.tag import Tag

from speckle_viewer import __version__
from speckle_viewer.cine import Cine, Frame, Region
from speckle_viewer.export.deidentify import deidentify, masks_told, say_deidentified
from speckle_viewer.export.depth import in_16_bits
from speckle_viewer.export.processing import Processing
from speckle_viewer.export.source import source_header

_ULTRASOUND = {
    uid.UltrasoundMultiFrameImageStorage,
    uid.UltrasoundImageStorage,
    "1.2.840.10008.5.1.4.1.1.3",  # both as they were before 1993
    "1.2.840.10008.5.1.4.1.1.6",
}
_OF_THE_PIXELS = """
    RedPaletteColorLookupTableDescriptor GreenPaletteColorLookupTableDescriptor
    BluePaletteColorLookupTableDescriptor RedPaletteColorLookupTableData
    GreenPaletteColorLookupTableData BluePaletteColorLookupTableData PaletteColorLookupTableUID
    SmallestImagePixelValue LargestImagePixelValue PixelPaddingValue PixelPaddingRangeLimit
    PixelAspectRatio ExtendedOffsetTable ExtendedOffsetTableLengths IconImageSequence
    PixelDataProviderURL DigitalSignaturesSequence MACParametersSequence EncryptedAttributesSequence
    ModalityLUTSequence VOILUTSequence RescaleSlope RescaleIntercept RescaleType PlanarConfiguration
    FrameIncrementPointer FrameTime FrameTimeVector NumberOfFrames StartTrim StopTrim
    CineRate RecommendedDisplayFrameRate ActualFrameDuration EffectiveDuration FrameDelay
    RepresentativeFrameNumber FrameNumbersOfInterest FrameOfInterestDescription FrameOfInterestType
    RWaveTimeVector
    """.split()  # noqa: SIM905 (a list in quotes would fill a page)
"""What the header says of the original's pixels, their coding and their times."""
_DRAWN_OVER = (0x5000, 0x6000)
"""Groups of curves and overlays, 256 each: they may hold text, which no mask covers."""
_LOSSY_FILES = (".jpg", ".jpeg", ".mp4", ".m4v", ".avi", ".mov", ".mpeg", ".mpg")
_CENTIMETRES = 3
_KINDS = {"tissue": 1, "colour": 2, "spectral": 3, "m-mode": 1}


def derived_header(
    cine: Cine,
    processing: Processing,
    frame: Frame,
    *,
    anonymous: bool = False,
    masks: int = 0,
    cleaned: bool = False,
) -> FileDataset:
    """All but the pixels of what a processing makes of a cine.

    Parameters
    ----------
    cine, processing
        Where the frames came from, and what was done to them.
    frame
        One of them as it will be stored: (H, W) of 8 or 16 bits, or RGB.
    anonymous
        Whether to de-identify: the source's part is, before what is said here is added.
    masks
        How many rectangles were made black.
    cleaned
        Whether they cover all burned-in text.
    """
    source = source_header(cine.path)
    if anonymous and source is not None:
        deidentify(source)
    made = _copied(source)
    frames = processing.frames(cine)
    _identify(made, source, len(frames), frame)
    done = processing.describe()[:960] + masks_told(masks)  # of 1024 letters that may be there
    _say_what_was_done(made, processing.title, done)
    if processing.method is not None:
        made.DerivationCodeSequence = Items([_coded(codes.cid7203.Smoothing)])
    if source is not None:
        _refer_to_source(made, source, frames, len(cine))
    _describe_pixels(made, frame, cine)
    _describe_times(made, cine, frames)
    if anonymous:
        say_deidentified(made, pixels_cleaned=cleaned)
    if source is None or source.get("SOPClassUID") not in _ULTRASOUND:
        made.SequenceOfUltrasoundRegions = Items(
            [_region(r) for r in cine.regions if r.mm_per_px is not None]
        )
        if not made.SequenceOfUltrasoundRegions:
            del made.SequenceOfUltrasoundRegions
    return made


def _copied(source: Dataset | None) -> FileDataset:
    """The source without what describes the original's pixels."""
    copied = deepcopy(source) if source is not None else Dataset()
    made = FileDataset("", copied, preamble=b"\0" * 128)
    made.remove_private_tags()  # they may hold anything
    for keyword in _OF_THE_PIXELS:
        made.pop(Tag(keyword), None)
    for element in [*made]:
        if element.tag.group & 0xFF00 in _DRAWN_OVER:
            del made[element.tag]
    return made


def _identify(made: FileDataset, source: Dataset | None, frames: int, frame: Frame) -> None:
    """Class and identifiers: a new series of the same study."""
    now = datetime.now()
    made.SOPClassUID = _class(source, frames, frame)
    made.SOPInstanceUID, made.SeriesInstanceUID = uid.generate_uid(), uid.generate_uid()
    made.file_meta = FileMetaDataset()
    made.file_meta.MediaStorageSOPClassUID = made.SOPClassUID
    made.file_meta.MediaStorageSOPInstanceUID = made.SOPInstanceUID
    made.SpecificCharacterSet = "ISO_IR 192"
    made.InstanceCreationDate = now.strftime("%Y%m%d")
    made.InstanceCreationTime = now.strftime("%H%M%S")
    made.SeriesNumber = int(made.get("SeriesNumber") or 0) + 1000
    made.InstanceNumber = made.get("InstanceNumber") or 1
    made.Modality = made.get("Modality") or "US"
    made.StudyInstanceUID = made.get("StudyInstanceUID") or uid.generate_uid()
    for keyword in (
        "PatientName",
        "PatientID",
        "PatientBirthDate",
        "PatientSex",
        "StudyDate",
        "StudyTime",
        "StudyID",
        "AccessionNumber",
        "ReferringPhysicianName",
        "PatientOrientation",
        "Laterality",
        "Manufacturer",
    ):
        if keyword not in made:
            setattr(made, keyword, "")
    if made.SOPClassUID not in _ULTRASOUND:
        made.ConversionType = "WSD"


def _class(source: Dataset | None, frames: int, frame: Frame) -> str:
    """Ultrasound of 8 bits stays ultrasound; all else is a multi-frame secondary capture."""
    if source is not None and source.get("SOPClassUID") in _ULTRASOUND and frame.itemsize == 1:
        many = frames > 1 or source.SOPClassUID in (
            uid.UltrasoundMultiFrameImageStorage,
            "1.2.840.10008.5.1.4.1.1.3",
        )
        return uid.UltrasoundMultiFrameImageStorage if many else uid.UltrasoundImageStorage
    if frame.ndim == 3:
        return uid.MultiFrameTrueColorSecondaryCaptureImageStorage
    if frame.dtype == np.uint8:
        return uid.MultiFrameGrayscaleByteSecondaryCaptureImageStorage
    return uid.MultiFrameGrayscaleWordSecondaryCaptureImageStorage


def _say_what_was_done(made: Dataset, title: str, done: str) -> None:
    values = made.get("ImageType")  # one value is text, and not a list of one
    kept = [*values][2:] if isinstance(values, MultiValue) else []
    while kept and not kept[-1]:
        kept.pop()
    made.ImageType = ["DERIVED", "SECONDARY", *kept]
    made.SeriesDescription = f"Speckle Viewer: {title}"[:64]
    made.DerivationDescription = done
    made.pop(Tag("DerivationCodeSequence"), None)
    equipment = Dataset()
    equipment.Manufacturer = "Speckle Viewer"
    equipment.ManufacturerModelName = "Speckle Viewer"
    equipment.SoftwareVersions = __version__
    equipment.ContributionDateTime = datetime.now().strftime("%Y%m%d%H%M%S")
    equipment.ContributionDescription = done
    equipment.PurposeOfReferenceCodeSequence = Items([_coded(codes.DCM.ModifyingEquipment)])
    made.ContributingEquipmentSequence = Items(
        [*made.get("ContributingEquipmentSequence", []), equipment]
    )


def _refer_to_source(made: Dataset, source: Dataset, frames: range, count: int) -> None:
    made.pop(Tag("SourceImageSequence"), None)
    if "SOPInstanceUID" not in source or "SOPClassUID" not in source:
        return
    original = Dataset()
    original.ReferencedSOPClassUID = source.SOPClassUID
    original.ReferencedSOPInstanceUID = source.SOPInstanceUID
    purpose = codes.DCM.SourceImageForImageProcessingOperation
    original.PurposeOfReferenceCodeSequence = Items([_coded(purpose)])
    if len(frames) < count:
        original.ReferencedFrameNumber = [index + 1 for index in frames]
    made.SourceImageSequence = Items([original])


def _describe_pixels(made: Dataset, frame: Frame, cine: Cine) -> None:
    made.Rows, made.Columns = frame.shape[:2]
    colour = frame.ndim == 3
    made.SamplesPerPixel = 3 if colour else 1
    made.PhotometricInterpretation = "RGB" if colour else "MONOCHROME2"
    if colour:
        made.PlanarConfiguration = 0
    bits = 8 * frame.itemsize
    made.BitsAllocated = made.BitsStored = bits
    made.HighBit, made.PixelRepresentation = bits - 1, 0
    for keyword in ("WindowCenter", "WindowWidth", "WindowCenterWidthExplanation"):
        made.pop(Tag(keyword), None)
    if bits > 8:
        levels = np.array(cine.window or cine.value_range)
        is_float = np.issubdtype(cine.frame(0).dtype, np.floating)
        low, high = (in_16_bits(levels, cine.value_range) if is_float else levels).tolist()
        made.WindowCenter, made.WindowWidth = f"{(low + high + 1) / 2:g}", f"{high - low + 1:g}"
    if made.SOPClassUID not in _ULTRASOUND and not colour:
        made.PresentationLUTShape = "IDENTITY"
        made.RescaleIntercept, made.RescaleSlope, made.RescaleType = "0", "1", "US"
    made.BurnedInAnnotation = made.get("BurnedInAnnotation") or "YES"
    if not made.get("LossyImageCompression"):
        was_lossy = cine.path is not None and cine.path.suffix.lower() in _LOSSY_FILES
        made.LossyImageCompression = "01" if was_lossy else "00"


def _describe_times(made: Dataset, cine: Cine, frames: range) -> None:
    """The times of the frames as they are: even ones as an interval, others as a vector."""
    if made.SOPClassUID == uid.UltrasoundImageStorage:
        return
    made.NumberOfFrames = len(frames)
    steps = 1000 * np.diff(cine.times[frames.start : frames.stop])
    interval = 1000 * cine.timing.interval
    if len(steps) and np.ptp(steps) > 1e-3:
        made.FrameTimeVector = [0.0, *(round(float(step), 4) for step in steps)]
        made.FrameIncrementPointer = Tag("FrameTimeVector")
    else:
        interval = float(steps.mean()) or interval if len(steps) else interval
        made.FrameTime = f"{interval:.6g}"
        made.FrameIncrementPointer = Tag("FrameTime")
    made.RecommendedDisplayFrameRate = max(1, round(1000 / interval))
    made.CineRate = made.RecommendedDisplayFrameRate
    made.StartTrim, made.StopTrim = 1, len(frames)


def _region(region: Region) -> Dataset:
    assert region.mm_per_px is not None
    item = Dataset()
    item.RegionSpatialFormat = 1
    item.RegionDataType = _KINDS.get(region.kind, 1)
    item.RegionFlags = 0
    item.RegionLocationMinX0, item.RegionLocationMinY0 = region.left, region.top
    item.RegionLocationMaxX1, item.RegionLocationMaxY1 = region.right - 1, region.bottom - 1
    item.PhysicalUnitsXDirection = item.PhysicalUnitsYDirection = _CENTIMETRES
    item.PhysicalDeltaX, item.PhysicalDeltaY = region.mm_per_px[1] / 10, region.mm_per_px[0] / 10
    return item


def _coded(code: Code) -> Dataset:
    item = Dataset()
    item.CodeValue, item.CodingSchemeDesignator = code.value, code.scheme_designator
    item.CodeMeaning = code.meaning
    return item
