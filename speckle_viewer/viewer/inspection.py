"""What the kernel inspector shows."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from speckle_viewer.viewer.panes import PaneScene
from speckle_viewer.viewer.wants import Pin, Wants

if TYPE_CHECKING:
    from speckle_viewer.evidence import PixelKernel


ON_THEIR_WAY = "The kernels of this frame are on their way."


@dataclass(frozen=True, eq=False)
class Inspection:
    """The kernel looked at, or in its place a sentence that says why there is none.

    Attributes
    ----------
    method
        Title of the method whose kernel it is.
    tissue
        Whether denoising touches this pixel at all.
    pins
        Each pin of the cine with its kernel in the frame shown, or None where there is none.
    pending
        Whether the kernel is being computed.
    """

    kernel: "PixelKernel | None"
    message: str
    method: str
    tissue: bool
    pins: tuple[tuple[Pin, "PixelKernel | None"], ...]
    pending: bool = False


def inspect(wants: Wants, panes: tuple[PaneScene, ...]) -> Inspection:
    """Look the pixel up in the prediction that the inspected pane shows."""
    method = wants.inspected_method
    pane = next((p for p in panes if p.id == method), None)
    pins = tuple((pin, _kernel(pane, pin.row, pin.column)) for pin in wants.cine_pins)
    title = "" if pane is None else pane.title
    spot = wants.looked_at
    if pane is None or spot is None:
        return Inspection(None, _invitation(wants), title, True, pins)
    kernel = _kernel(pane, spot.row, spot.column)
    tissue = pane.result is None or bool(pane.result.tissue[spot.row, spot.column])
    message = "" if kernel else _why_none(pane)
    return Inspection(kernel, message, title, tissue, pins, pending=message == ON_THEIR_WAY)


def _kernel(pane: PaneScene | None, row: int, column: int) -> "PixelKernel | None":
    prediction = pane.result.prediction if pane is not None and pane.result is not None else None
    field = None if prediction is None else prediction.kernels
    return field.at(row, column) if field is not None and field.covers(row, column) else None


def _invitation(wants: Wants) -> str:
    if wants.cine is None:
        return "Open a cine, then point at a pixel to see the kernel that made it."
    if not wants.methods:
        return "Choose a method on the left to see the kernels that it predicts."
    return "Point at a pixel to see the kernel that made it. Click to pin it."


def _why_none(pane: PaneScene) -> str:
    if pane.problem:
        return pane.problem
    if pane.result is None or pane.result.prediction is None:
        return ON_THEIR_WAY
    if pane.result.prediction.kernels is None:
        return f"{pane.title} predicts no kernels."
    return "No kernel was predicted here: the pixel lies outside the part that is denoised."
