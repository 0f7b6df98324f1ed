"""Calibrated regions of an ultrasound image (SequenceOfUltrasoundRegions, PS3.3 C.8.5.5)."""

import math
from dataclasses import replace

from pydicom.dataset import Dataset

from speckle_viewer.cine.dicom_values import items, number, numbers, whole
from speckle_viewer.cine.types import Region

_CENTIMETRES = 3
_MM_PER_CM = 10.0
_SMALLEST, _LARGEST = 1e-5, 100.0
"""Millimetres per pixel that can be meant: acoustic microscopy to nonsense."""
_PLANE, _M_MODE, _SPECTRUM, _WAVEFORM = 1, 2, 3, 4
_TISSUE, _FLOW = 1, 2
_SPECTRA = (3, 4)
_TRACES = (*range(0x05, 0x0D), 0x10, 0x11, 0x12)
"""Doppler, volume and area traces, ECG, pulse, phonocardiogram, other physiological signals."""
_IMAGES = ("tissue", "colour")
_BOX = ("RegionLocationMinX0", "RegionLocationMinY0", "RegionLocationMaxX1", "RegionLocationMaxY1")

_LEFT_OUT = "and was left out, so there are no millimetres there."


def header_regions(dataset: Dataset, shape: tuple[int, int]) -> tuple[list[Region], list[str]]:
    """Usable regions of an image of ``shape`` (rows, columns), and notes on what was mended.

    Images come before traces, bars and the rest, which makers also draw around or across them.
    """
    regions, notes = [], []
    for index, item in enumerate(items(dataset, "SequenceOfUltrasoundRegions"), start=1):
        region, remarks = _region(item, shape)
        notes += [f"Calibrated region {index} of the header {remark}" for remark in remarks]
        if region is not None:
            regions.append(replace(region, number=index))
    regions.sort(key=lambda region: region.kind not in _IMAGES)
    return regions, notes


def pixel_spacing(dataset: Dataset) -> tuple[float, float] | None:
    """Millimetres per pixel (vertical, horizontal) of an image that has no regions."""
    spacing = numbers(dataset, "PixelSpacing")
    if len(spacing) == 2 and all(_SMALLEST <= mm <= _LARGEST for mm in spacing):
        return spacing[0], spacing[1]
    return None


def _region(item: Dataset, shape: tuple[int, int]) -> tuple[Region | None, list[str]]:
    notes = []
    corners = [number(item, keyword) for keyword in _BOX]
    if any(corner is None or not math.isfinite(corner) for corner in corners):
        return None, [f"has no complete location, {_LEFT_OUT}"]
    left, top, right, bottom = (int(corner) for corner in corners if corner is not None)
    # The last row and column belong to the region; many makers write the first one outside it.
    box = (max(top, 0), max(left, 0), min(bottom + 1, shape[0]), min(right + 1, shape[1]))
    if left >= right or top >= bottom or box[0] >= box[2] or box[1] >= box[3]:
        return None, [f"has no area inside the image, {_LEFT_OUT}"]
    area = (bottom + 1 - top) * (right + 1 - left)
    if (box[2] - box[0]) * (box[3] - box[1]) < area / 2:
        # The image was made smaller after it was calibrated: its millimetres are wrong too.
        return None, [f"lies mostly outside the image, which was resized, {_LEFT_OUT}"]
    if left < 0 or top < 0 or right > shape[1] or bottom > shape[0]:
        notes.append("reached beyond the image and was clipped.")
    scale, remarks = _scale(item)
    return Region(*box, mm_per_px=scale, kind=_kind(item), source="header"), notes + remarks


def _scale(item: Dataset) -> tuple[tuple[float, float] | None, list[str]]:
    """Millimetres per pixel (vertical, horizontal) where both axes are in centimetres."""
    if any(whole(item, f"PhysicalUnits{axis}Direction", 0) != _CENTIMETRES for axis in "XY"):
        return None, []
    deltas = [number(item, f"PhysicalDelta{axis}") or 0.0 for axis in "YX"]
    down, across = (abs(delta) * _MM_PER_CM for delta in deltas)
    if not all(_SMALLEST <= mm <= _LARGEST for mm in (down, across)):
        return None, ["has an impossible pixel size and is shown without millimetres."]
    negative = min(deltas) < 0
    return (down, across), ["had a negative pixel size, taken as positive."] if negative else []


def _kind(item: Dataset) -> str:
    data_type = whole(item, "RegionDataType", 0)
    layout = whole(item, "RegionSpatialFormat", 0)
    if data_type in _SPECTRA or layout == _SPECTRUM:
        return "spectral"
    if data_type in _TRACES or layout == _WAVEFORM:
        return "trace"
    if layout == _M_MODE:
        return "m-mode"
    if layout == _PLANE and data_type in (_TISSUE, _FLOW):
        return "tissue" if data_type == _TISSUE else "colour"
    return "other"
