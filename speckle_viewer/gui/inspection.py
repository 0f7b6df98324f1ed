"""Feeds the kernel inspector from the scene."""

from typing import TYPE_CHECKING

import numpy as np

from speckle_viewer.gui.inspector import KernelInspector, PinRow
from speckle_viewer.gui.inspector.over_image import OVER_INPUT, OVER_OUTPUT, overlay_of
from speckle_viewer.gui.texts import title_of
from speckle_viewer.gui.tr import tr
from speckle_viewer.viewer import Inspection, PaneScene, Pin, Scene, ViewerState
from speckle_viewer.viewer.pixel import position_in_region, written
from speckle_viewer.viewer.state_beside import StateBeside
from speckle_viewer.viewer.wants import INPUT

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence import PixelKernel
    from speckle_viewer.evidence.equivalent import PixelColumn

_GREY = 4
"""Spread of the channels, in grey levels, up to which a pin's value is given as one number."""


class InspectorFeed:
    """Shows the inspection of each scene, as far as it is not shown already."""

    def __init__(self, inspector: KernelInspector, state: ViewerState) -> None:
        self._inspector, self._state = inspector, state
        self._shown: object = None
        self._pins: object = None
        self._kept: tuple[object, PixelKernel | PixelColumn, int, tuple[int, ...]] | None = None
        self._scene: Scene | None = None
        self._over: tuple[object, int] | None = None
        inspector.over_image_action.toggled.connect(self._lay_anew)
        inspector.pin_removed.connect(lambda index: self._there.pins.remove(index))
        inspector.pin_selected.connect(self._select)
        inspector.pins_cleared.connect(lambda: self._there.pins.clear())
        inspector.choice.kind_chosen.connect(state.show_kernel_of_kind)
        inspector.choice.derivative_chosen.connect(state.show_derivative)

    def show_scene(self, scene: Scene) -> None:
        """Show the kernel looked at and the pins of the scene."""
        self._scene, inspection = scene, scene.inspection
        results = tuple(id(pane.image) for pane in scene.panes)
        there = tuple(kernel is not None for _, kernel in inspection.pins)
        pins = (scene.wants.cine_pins, results, scene.wants.inspected_method, there)
        if pins != self._pins:
            self._pins = pins
            numbered = enumerate(inspection.pins)
            self._inspector.set_pins([_row(i, scene, pin, inspection) for i, (pin, _) in numbered])
        wants = scene.wants
        chosen = inspection.kind, wants.derivative, inspection.predicts
        self._inspector.choice.show_choice(*chosen)
        found = id(inspection.equivalent), inspection.kernel is None
        shown = (_spot(scene), results, inspection.message, found, chosen)
        if shown != self._shown:
            self._shown = shown
            if inspection.kind == "equivalent" and wants.derivative == "bias":
                self._show_bias(inspection, scene)
            else:
                self._show(inspection, scene)

    def _show_bias(self, inspection: Inspection, scene: Scene) -> None:
        found, wants = inspection.equivalent, scene.wants
        pane, spot = scene.pane(wants.inspected_method), wants.looked_at
        there = found is not None and not inspection.pending
        bias, output = (found.bias, found.output) if found is not None and there else (None, None)
        message = tr("The net bias is on its way.") if inspection.pending else inspection.message
        self._inspector.show_bias(
            bias,
            message=message,
            method=inspection.method,
            pixel=None if spot is None else (spot.row, spot.column),
            aspect=1.0 if pane is None else pane.aspect,
            scale=inspection.scale,
            output=output,
            note=_note(inspection),
        )
        self._lay(None, scene)

    def _show(self, inspection: Inspection, scene: Scene) -> None:
        spot = scene.wants.looked_at
        pinned = any(
            (p.row, p.column) == (spot.row, spot.column) for p, _ in inspection.pins if spot
        )
        aside = ""
        equivalent = inspection.kind == "equivalent"
        # Equivalent kernels come later than the mouse moves: the last one stays, dimmed.
        place = scene.wants.derivative if equivalent else spot
        key, kernel = (place, inspection.kind, inspection.method), inspection.kernel
        offsets, stale = inspection.offsets, False
        if kernel is not None:
            self._kept = key, kernel, scene.wants.frame + 1, offsets
        elif inspection.pending and self._kept is not None and self._kept[0] == key:
            # While a cine plays faster than kernels come, the last one stays, and says so.
            _, kernel, number, offsets = self._kept
            stale = equivalent
            if number != scene.wants.frame + 1:
                aside = " · " + tr("of frame {}").format(number)
        self._inspector.show_pixel(
            kernel,
            message=inspection.message,
            method=inspection.method + aside,
            pinned=pinned,
            offsets=offsets,
            equivalent=equivalent,
            stale=stale,
            note=_note(inspection),
            mm_per_px=inspection.mm_per_px,
            scale=inspection.scale,
        )
        self._lay(kernel, scene)

    def _lay_anew(self) -> None:
        if self._scene is not None:
            self._lay(self._inspector.maps.kernel, self._scene)

    def _lay(self, kernel: "PixelKernel | PixelColumn | None", scene: Scene) -> None:
        """Have the kernel over input and output where that is wanted, in place of the last one."""
        wants, shown = scene.wants, self._inspector.maps.shown
        wanted = self._inspector.over_image_action.isChecked()
        if not wanted or kernel is None or shown is None or wants.cine is None:
            if self._over is not None:
                self._over = None
                for who in (OVER_INPUT, OVER_OUTPUT):
                    self._state.lay_over(who, None)
            return
        side = max(shown.sizes)
        if self._over is None or self._over[0] is not kernel or self._over[1] != side:
            self._over = kernel, side
            for who, pane in ((OVER_INPUT, INPUT), (OVER_OUTPUT, wants.inspected_pane or INPUT)):
                laid = overlay_of(kernel, side, wants.cine, pane, wants.frame)
                self._state.lay_over(who, laid)

    def _select(self, index: int) -> None:
        pin = self._there.wants.cine_pins[index]
        self._there.look_at(pin.row, pin.column)

    @property
    def _there(self) -> ViewerState:
        """The state whose current cine is the inspected one."""
        return StateBeside(self._state) if self._state.wants.looks_beside else self._state


def _note(inspection: Inspection) -> str:
    """What one should know: whether it is used, and what an equivalent kernel leaves out."""
    if not inspection.tissue:  # the kernel is shown, but the pane shows the pixel as it was
        return tr("Outside tissue: not applied")
    if inspection.kind != "equivalent":
        return ""
    found = inspection.equivalent
    if found is None or inspection.pending or found.problem:
        return ""
    if found.by_differences and not found.exact:
        return tr("By differences of one grey level, {} px around").format(found.reach)
    if found.by_differences:
        return tr("By differences of one grey level")
    if found.exact:
        return ""
    return tr("Looks {} px around; the method sees farther").format(found.reach)


def _spot(scene: Scene) -> object:
    return scene.wants.looked_at, scene.wants.methods


def _row(index: int, scene: Scene, pin: Pin, inspection: Inspection) -> PinRow:
    return PinRow(
        index=index,
        colour=pin.colour,
        row=pin.row,
        column=pin.column,
        values=tuple(
            (title_of(p.title), _value(p, pin)) for p in scene.panes if p.image is not None
        ),
        millimetres=_millimetres(pin),
        kernel=inspection.pins[index][1],
    )


def _millimetres(pin: Pin) -> str:
    position, _ = position_in_region(pin.cine, pin.row, pin.column)
    return "" if position is None else f"{position[0]:.0f}, {position[1]:.0f} mm"


def _value(pane: PaneScene, pin: Pin) -> str:
    assert pane.image is not None
    value = pane.image[pin.row, pin.column].reshape(-1)
    if value.size == 3 and np.ptp(value.astype(int)) <= _GREY:
        value = np.rint(value.mean(keepdims=True))  # grey but for the chroma of JPEG
    return " ".join(map(written, value))
