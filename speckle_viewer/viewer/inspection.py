"""What the kernel inspector shows."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from speckle_viewer.viewer.panes import PaneScene
from speckle_viewer.viewer.wants import Pin, Wants

if TYPE_CHECKING:
    from speckle_viewer.evidence import KernelField, PixelKernel


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
    offsets
        How far each frame of the burst lies from the one that is denoised; empty without a result.
    """

    kernel: "PixelKernel | None"
    message: str
    method: str
    tissue: bool
    pins: tuple[tuple[Pin, "PixelKernel | None"], ...]
    pending: bool = False
    offsets: tuple[int, ...] = ()


_pinned: "WeakKeyDictionary[KernelField, dict[tuple[int, int], PixelKernel]]" = WeakKeyDictionary()
"""The kernels of pins: they would be made anew at every move of the mouse."""


def inspect(wants: Wants, panes: tuple[PaneScene, ...]) -> Inspection:
    """Look the pixel up in the prediction that the inspected pane shows."""
    method = wants.inspected_method
    pane = next((p for p in panes if p.id == method), None)
    pins = tuple((pin, _kernel_of_pin(pane, pin)) for pin in wants.cine_pins)
    title = "" if pane is None else pane.title
    spot = wants.looked_at
    if pane is None or spot is None:
        return Inspection(None, _invitation(wants), title, True, pins)
    kernel = _kernel(pane, spot.row, spot.column)
    tissue = pane.result is None or bool(pane.result.tissue[spot.row, spot.column])
    message = "" if kernel else _why_none(pane)
    pending = message == ON_THEIR_WAY
    return Inspection(kernel, message, title, tissue, pins, pending, _offsets(pane))


def _field(pane: PaneScene | None) -> "KernelField | None":
    prediction = pane.result.prediction if pane is not None and pane.result is not None else None
    return None if prediction is None else prediction.kernels


def _kernel(pane: PaneScene | None, row: int, column: int) -> "PixelKernel | None":
    field = _field(pane)
    return field.at(row, column) if field is not None and field.covers(row, column) else None


def _kernel_of_pin(pane: PaneScene | None, pin: Pin) -> "PixelKernel | None":
    field = _field(pane)
    if field is None or not field.covers(pin.row, pin.column):
        return None
    known = _pinned.setdefault(field, {})
    if (pin.row, pin.column) not in known:
        known[pin.row, pin.column] = field.at(pin.row, pin.column)
    return known[pin.row, pin.column]


def _offsets(pane: PaneScene) -> tuple[int, ...]:
    result = pane.result
    return () if result is None else tuple(i - result.request.frame for i in result.burst)


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
