"""Several panes in one picture, side by side, with their names: from arrays, for videos."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from speckle_viewer.cine import Cine, Frame
from speckle_viewer.export.box import Box
from speckle_viewer.export.deidentify import masked
from speckle_viewer.export.formats import in_8_bits
from speckle_viewer.export.processing import Check, Processing

_CAPTION, _GAP, _TEXT = 22, 4, 14  # pixels
_INK = (230, 230, 230)


@dataclass(frozen=True)
class Panel:
    """One pane: what is written above it, what is done to the frames, and its levels."""

    title: str
    processing: Processing
    levels: tuple[float, float]


def montage(
    cine: Cine,
    panels: Sequence[Panel],
    columns: int,
    *,
    masks: Sequence[Box] = (),
    check: Check = lambda: None,
) -> Iterator[NDArray[np.uint8]]:
    """One picture per frame (rows, columns, 3), RGB, with square pixels.

    Panels stand in rows of ``columns``. Each has the frame's own size, stretched where pixels are
    not square, so that lengths compare.
    """
    sources = [panel.processing.images(cine, check) for panel in panels]
    height, width = square_size(cine)
    rows = -(-len(panels) // columns)
    across = columns * width + (columns - 1) * _GAP
    down = rows * (height + _CAPTION) + (rows - 1) * _GAP
    font = ImageFont.load_default(_TEXT)
    for frames in zip(*sources, strict=True):
        sheet = Image.new("RGB", (across, down))
        draw = ImageDraw.Draw(sheet)
        for place, (panel, frame) in enumerate(zip(panels, frames, strict=True)):
            left = place % columns * (width + _GAP)
            top = place // columns * (height + _CAPTION + _GAP)
            draw.text((left + 6, top + 3), panel.title, _INK, font)
            shown = in_8_bits(masked(frame, masks), *panel.levels)
            sheet.paste(squared(shown, cine), (left, top + _CAPTION))
        yield np.asarray(sheet)


def square_size(cine: Cine) -> tuple[int, int]:
    """Rows and columns of the cine's frames with square pixels, columns as they are."""
    rows, columns = cine.shape
    spacing = next((r.mm_per_px for r in cine.regions if r.mm_per_px), (1.0, 1.0))
    return max(1, round(rows * spacing[0] / spacing[1])), columns


def squared(frame: Frame, cine: Cine) -> Image.Image:
    """A frame of 8 bits as a picture with square pixels."""
    rows, columns = square_size(cine)
    picture = Image.fromarray(frame)
    if picture.size != (columns, rows):
        picture = picture.resize((columns, rows), Image.Resampling.BILINEAR)
    return picture
