"""Several panes in one picture, side by side, with their names: from arrays, for videos."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from speckle_viewer.cine import Cine, Frame
from speckle_viewer.export.box import Box
from speckle_viewer.export.deidentify import masked
from speckle_viewer.export.depth import in_8_bits
from speckle_viewer.export.processing import Check, Processing
from speckle_viewer.export.square import square_size, squared

_CAPTION, _GAP, _TEXT, _BAR = 22, 4, 14, 64  # pixels
_INK = (230, 230, 230)


@dataclass(frozen=True)
class Panel:
    """One pane: what is written above it, what is done to the frames, and its levels."""

    title: str
    processing: Processing
    levels: tuple[float, float]

    @property
    def processings(self) -> tuple[Processing, ...]:
        """What makes the frames that `picture` takes."""
        return (self.processing,)

    @property
    def bar(self) -> "Bar | None":
        """None: it has no colours that must be explained."""
        return None

    def picture(self, frame: Frame) -> NDArray[np.uint8]:
        """What is shown of a frame, in 8 bits."""
        return in_8_bits(frame, *self.levels)


@dataclass(frozen=True)
class Bar:
    """A colour bar: its colours (n, 3), what is written at both ends, and the unit."""

    colours: NDArray[np.uint8]
    low: str
    high: str
    unit: str


@dataclass(frozen=True)
class Compared:
    """A pane that sets two others against each other.

    ``picture`` makes the image (rows, columns, 3) out of a frame of either, as they are stored,
    and ``told`` is the title with the unit of the numbers.
    """

    title: str
    processings: tuple[Processing, Processing]
    picture: Callable[[Frame, Frame], NDArray[np.uint8]]
    bar: Bar | None = None
    told: str = ""


def montage(
    cine: Cine,
    panels: Sequence[Panel | Compared],
    columns: int,
    *,
    masks: Sequence[Box] = (),
    check: Check = lambda: None,
) -> Iterator[NDArray[np.uint8]]:
    """One picture per frame (rows, columns, 3), RGB, with square pixels.

    Panels stand in rows of ``columns``. Each has the frame's own size, stretched where pixels are
    not square, so that lengths compare. A processing that several panels have in common, the same
    object, is done once.
    """
    height, width = square_size(cine)
    rows = -(-len(panels) // columns)
    across = columns * width + (columns - 1) * _GAP
    down = rows * (height + _CAPTION) + (rows - 1) * _GAP
    for frames in frames_of(cine, panels, masks, check):
        sheet = Image.new("RGB", (across, down))
        for place, panel in enumerate(panels):
            left = place % columns * (width + _GAP)
            top = place // columns * (height + _CAPTION + _GAP)
            sheet.paste(_caption(panel.title, width, panel.bar), (left, top))
            shown = panel.picture(*(frames[id(p)] for p in panel.processings))
            sheet.paste(squared(shown, cine), (left, top + _CAPTION))
        yield np.asarray(sheet)


def frames_of(
    cine: Cine, panels: Sequence[Panel | Compared], masks: Sequence[Box], check: Check
) -> Iterator[dict[int, Frame]]:
    """The frames of all processings, by identity."""
    distinct = {id(p): p for panel in panels for p in panel.processings}
    sources = [processing.images(cine, check) for processing in distinct.values()]
    for frames in zip(*sources, strict=True):
        black = cine.value_range[0]
        hidden = (masked(frame, masks, black) for frame in frames)
        yield dict(zip(distinct, hidden, strict=True))


def _caption(title: str, width: int, bar: Bar | None) -> Image.Image:
    """What stands above a panel, cut off where that ends; at its right end the colour bar."""
    strip = Image.new("RGB", (width, _CAPTION))
    pen, font = ImageDraw.Draw(strip), ImageFont.load_default(_TEXT)
    pen.text((6, 3), title.replace("−", "-"), _INK, font)  # the font has no minus sign
    if bar is not None:
        high = f"{bar.high} {bar.unit}"
        end = width - 6 - round(pen.textlength(high, font))
        begin = end - _BAR - 12 - round(pen.textlength(bar.low, font))
        pen.rectangle((begin - 8, 0, width, _CAPTION), (0, 0, 0))
        pen.text((begin, 3), bar.low, _INK, font)
        colours = Image.fromarray(bar.colours[None]).resize((_BAR, 8))
        strip.paste(colours, (end - _BAR - 6, 8))
        pen.text((end, 3), high, _INK, font)
    return strip
