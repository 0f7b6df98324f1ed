"""What the kernel inspector shows."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from speckle_viewer.cine.grey_scale import EIGHT_BITS, GreyScale
from speckle_viewer.methods import Card
from speckle_viewer.viewer.equivalent import Equivalent, EquivalentRequest, KernelKind
from speckle_viewer.viewer.facts import Facts
from speckle_viewer.viewer.panes import PaneScene
from speckle_viewer.viewer.wants import Pin, Wants

if TYPE_CHECKING:
    from speckle_viewer.evidence import KernelField, PixelKernel
    from speckle_viewer.evidence.equivalent import PixelColumn


ON_THEIR_WAY = "The kernels of this frame are on their way."
DIFFERENTIATING = "The equivalent kernel is on its way."


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
    kind
        Whether the method predicted the kernel, or it is the equivalent one.
    predicts
        Whether the method predicts kernels, so that there is a choice; of what was steered, there
        is none.
    wanted
        What is to be differentiated for this.
    equivalent
        Where the kernel is the equivalent one: what there is of it, which may be another pixel's.
    mm_per_px
        (down, across); None where the image is not calibrated.
    scale
        How values of pixels are said.
    """

    kernel: "PixelKernel | PixelColumn | None"
    message: str
    method: str
    tissue: bool
    pins: tuple[tuple[Pin, "PixelKernel | None"], ...]
    pending: bool = False
    offsets: tuple[int, ...] = ()
    kind: KernelKind = "predicted"
    predicts: bool = True
    wanted: EquivalentRequest | None = None
    equivalent: Equivalent | None = None
    mm_per_px: tuple[float, float] | None = None
    scale: GreyScale = EIGHT_BITS


_pinned: "WeakKeyDictionary[KernelField, dict[tuple[int, int], PixelKernel]]" = WeakKeyDictionary()
"""The kernels of pins: they would be made anew at every move of the mouse."""


def inspect(wants: Wants, panes: tuple[PaneScene, ...], facts: Facts) -> Inspection:
    """What is known of the pixel in the inspected pane: its kernel, predicted or equivalent."""
    method = wants.inspected_method
    pane = next((p for p in panes if p.id == wants.inspected_pane), None)
    pins = tuple((pin, _kernel_of_pin(pane, pin)) for pin in wants.cine_pins)
    title = "" if pane is None else pane.title
    predicts = _predicts(pane, facts.cards.get(method or ""))
    kind: KernelKind = wants.kernel_kind if predicts else "equivalent"
    if wants.inspected_pane != method:  # there is no equivalent kernel of what was steered
        kind, predicts = "predicted", False
    spot = wants.looked_at
    if pane is None or spot is None:
        message = _invitation(wants)
        return Inspection(None, message, title, True, pins, kind=kind, predicts=predicts)
    tissue = pane.result is None or bool(pane.result.tissue[spot.row, spot.column])
    assert wants.cine is not None
    whole = Inspection(
        None,
        "",
        title,
        tissue,
        pins,
        kind=kind,
        predicts=predicts,
        mm_per_px=pane.mm_per_px,
        scale=wants.cine.scale,
    )
    return (
        _predicted(whole, wants, pane)
        if kind == "predicted"
        else _equivalent(whole, wants, facts.equivalent)
    )


def _predicted(whole: Inspection, wants: Wants, pane: PaneScene) -> Inspection:
    """With the kernel that the method predicted."""
    assert wants.looked_at is not None
    kernel = _kernel(pane, wants.looked_at.row, wants.looked_at.column)
    message = "" if kernel else _why_none(pane)
    return replace(
        whole,
        kernel=kernel,
        message=message,
        pending=message == ON_THEIR_WAY,
        offsets=_offsets(pane),
    )


def _equivalent(whole: Inspection, wants: Wants, found: Equivalent | None) -> Inspection:
    """With the equivalent kernel as far as it is there, and what is wanted of it."""
    assert wants.cine is not None
    assert wants.looked_at is not None
    assert wants.inspected_method is not None
    of_frame = wants.derivative == "bias"
    wanted = EquivalentRequest(
        cine=wants.cine,
        method=wants.inspected_method,
        frame=wants.frame,
        row=-1 if of_frame else wants.looked_at.row,
        column=-1 if of_frame else wants.looked_at.column,
        derivative=wants.derivative,
        controls=wants.controls.get(wants.inspected_method, {}),
        noise=wants.painted_noise(wants.inspected_method),
    )
    whole = replace(whole, wanted=wanted, equivalent=found)
    if found is None or found.request != wanted:
        return replace(whole, message=DIFFERENTIATING, pending=True)
    return replace(whole, kernel=found.kernel, message=found.problem, offsets=found.offsets)


def _predicts(pane: PaneScene | None, card: Card | None) -> bool:
    """Whether a method predicts kernels: by its prediction if that is there, else by its card."""
    prediction = pane.result.prediction if pane is not None and pane.result is not None else None
    if prediction is not None:
        return prediction.kernels is not None
    return card is None or "kernels" in card.evidence


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
    return "No kernel was predicted here: the pixel lies outside the part that is denoised."
