"""Several panes in one picture, side by side, with their names: from arrays, for videos."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from speckle_viewer.cine import Cine
from speckle_viewer.export.box import Box
from speckle_viewer.export.deidentify import masked
from speckle_viewer.export.depth import in_8_bits
from speckle_viewer.export.processing import Check, Processing
from speckle_viewer.export.square import square_size, squared

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
    for frames in zip(*sources, strict=True):
        sheet = Image.new("RGB", (across, down))
        for place, (panel, frame) in enumerate(zip(panels, frames, strict=True)):
            left = place % columns * (width + _GAP)
            top = place // columns * (height + _CAPTION + _GAP)
            sheet.paste(_caption(panel.title, width), (left, top))
            shown = in_8_bits(masked(frame, masks, cine.value_range[0]), *panel.levels)
            sheet.paste(squared(shown, cine), (left, top + _CAPTION))
        yield np.asarray(sheet)


def _caption(title: str, width: int) -> Image.Image:
    """What stands above a panel, cut off where that ends."""
    strip = Image.new("RGB", (width, _CAPTION))
    ImageDraw.Draw(strip).text((6, 3), title, _INK, ImageFont.load_default(_TEXT))
    return strip
