"""Samples to what is shown: grey with bright echoes, or RGB. Colours are converted here, once."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from speckle_viewer.cine.dicom_decode import Samples
from speckle_viewer.cine.dicom_layout import Layout
from speckle_viewer.cine.palette import Palette
from speckle_viewer.cine.types import Frame
from speckle_viewer.errors import CineError

_FULL_RANGE = ("YBR_FULL", "YBR_FULL_422")
_STUDIO_RANGE = ("YBR_PARTIAL_422", "YBR_PARTIAL_420")
_BLACK, _LUMA_STEPS, _CHROMA_STEPS = 16, 219, 224


def to_frame(samples: Samples, layout: Layout, palette: Palette | None) -> Frame:
    """The frame as (rows, columns) uint8 or uint16, or (rows, columns, 3) uint8 RGB.

    MONOCHROME1 is inverted, so that echoes are bright; no window (VOI) is applied:
    that is `Cine.window`. Signed grey values are shifted so that the lowest one is zero.
    ``YBR_RCT`` and ``YBR_ICT`` name transforms of JPEG 2000 that its decoder has undone, so such
    samples are RGB.
    """
    if samples.values.ndim == 3:
        values = _as_bytes(samples.values, layout)
        if samples.photometric in _FULL_RANGE + _STUDIO_RANGE:
            return _ybr_to_rgb(values, samples.photometric in _STUDIO_RANGE)
        return values
    values = _stored_bits(samples.values, layout)
    if samples.photometric == "PALETTE COLOR":
        if palette is None:
            raise CineError("it has palette colours without a palette")
        return palette.apply(values)
    if layout.signed or samples.values.dtype.kind == "i":
        values = values ^ values.dtype.type(1 << (layout.stored - 1))
    if samples.photometric == "MONOCHROME1":
        values = values.dtype.type(2**layout.stored - 1) - values
    return values


def _stored_bits(values: NDArray[Any], layout: Layout) -> NDArray[Any]:
    """The stored bits alone, unsigned, in native byte order; old files hide overlays above."""
    size = values.dtype.itemsize
    if size > 2:
        raise CineError("its samples have more than 16 bits")
    values = values.astype(f"u{size}", copy=False)
    shift = layout.high_bit + 1 - layout.stored
    if layout.stored == 8 * size and not shift:
        return values
    mask = values.dtype.type(min(2**layout.stored, 2 ** (8 * size)) - 1)
    kept: NDArray[Any] = (values >> shift if shift else values) & mask
    return kept


def _as_bytes(values: NDArray[Any], layout: Layout) -> NDArray[np.uint8]:
    values = _stored_bits(values, layout)
    if layout.stored > 8:
        values = values >> (layout.stored - 8)
    return values.astype(np.uint8, copy=False)


def _ybr_to_rgb(values: NDArray[np.uint8], studio_range: bool) -> NDArray[np.uint8]:
    """ITU-R BT.601 (PS3.3 C.7.6.3.1.2); in studio range black is 16 and white 235."""
    if studio_range:
        levels = np.arange(256)
        luma = (levels - _BLACK) * 255 / _LUMA_STEPS
        chroma = 128 + (levels - 128) * 255 / _CHROMA_STEPS
        stretch = np.rint(np.clip([luma, chroma, chroma], 0, 255)).astype(np.uint8)
        values = np.stack([stretch[i][values[..., i]] for i in range(3)], axis=-1)
    rows, columns = values.shape[:2]
    image = Image.frombytes("YCbCr", (columns, rows), values.tobytes())
    return np.asarray(image.convert("RGB"))
