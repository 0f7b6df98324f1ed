"""What is known of the pixel under the mouse."""

from dataclasses import dataclass

from speckle_viewer.cine import Cine
from speckle_viewer.viewer.overlay import OverlayReading
from speckle_viewer.viewer.panes import PaneScene
from speckle_viewer.viewer.wants import Wants


@dataclass(frozen=True)
class PixelReading:
    """A pixel's place, value with its unit and, where it is calibrated, its place in its region.

    ``position_mm`` is (x, y) from the region's top left corner; ``source`` says where the
    calibration came from. ``laid`` is the value of what lies over an image there, if anything does.
    """

    row: int
    column: int
    value: str
    unit: str
    position_mm: tuple[float, float] | None
    source: str
    laid: OverlayReading | None = None


def read_pixel(wants: Wants, panes: tuple[PaneScene, ...]) -> PixelReading | None:
    """Read the pixel under the mouse in the image that the pane shows."""
    hover = wants.hover
    pane = next((p for p in panes if hover is not None and p.id == hover.pane), None)
    if hover is None or pane is None or pane.image is None or wants.cine is None:
        return None
    position, source = position_in_region(wants.cine, hover.row, hover.column)
    # That of the comparison lies over no image: it is the value itself.
    overlays = (o for shown in panes for o in shown.overlays if o.values is not shown.values)
    return PixelReading(
        row=hover.row,
        column=hover.column,
        value=_numbers_at(pane, hover.row, hover.column),
        unit=wants.cine.scale.unit if pane.values is None else pane.unit,
        position_mm=position,
        source=source,
        laid=next(filter(None, (o.read_at(hover.row, hover.column) for o in overlays)), None),
    )


def value_at(pane: PaneScene, row: int, column: int) -> str:
    """What a pane shows at a pixel, and the unit of what is no image; empty beside the image."""
    numbers = _numbers_at(pane, row, column)
    return f"{numbers} {pane.unit}".rstrip() if numbers else ""


def _numbers_at(pane: PaneScene, row: int, column: int) -> str:
    values = pane.image if pane.values is None else pane.values
    if values is None or not (0 <= row < values.shape[0] and 0 <= column < values.shape[1]):
        return ""
    value = values[row, column]
    if value.ndim and (value == value[0]).all():
        value = value[0]  # grey in a file of colours
    return " ".join(map(written, value.reshape(-1)))


def written(value: float) -> str:
    """A value of a pixel: whole numbers with all of their figures, others with four."""
    text = f"{value:.0f}" if float(value).is_integer() else f"{value:.4g}"
    return text.replace("-", "−")


def position_in_region(cine: Cine, row: int, column: int) -> tuple[tuple[float, float] | None, str]:
    """(x, y) in mm from the top left corner of the pixel's region, and where the scale came from.

    (None, "") where the pixel lies in no calibrated region.
    """
    region = cine.region_at(row, column)
    if region is None or region.mm_per_px is None:
        return None, ""
    down, right = region.mm_per_px
    return ((column - region.left) * right, (row - region.top) * down), region.source
