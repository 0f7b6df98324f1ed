"""Feeds the kernel inspector from the scene."""

from speckle_viewer.gui.inspector import KernelInspector, PinRow
from speckle_viewer.viewer import Inspection, PaneScene, Pin, Scene, ViewerState


class InspectorFeed:
    """Shows the inspection of each scene, as far as it is not shown already."""

    def __init__(self, inspector: KernelInspector, state: ViewerState) -> None:
        self._inspector, self._state = inspector, state
        self._shown: object = None
        self._pins: object = None
        inspector.pin_removed.connect(state.remove_pin)
        inspector.pin_selected.connect(self._select)
        inspector.pins_cleared.connect(state.clear_pins)

    def show_scene(self, scene: Scene) -> None:
        """Show the kernel looked at and the pins of the scene."""
        inspection = scene.inspection
        rows = tuple(_row(i, scene, pin, inspection) for i, (pin, _) in enumerate(inspection.pins))
        results = tuple(id(pane.image) for pane in scene.panes)
        if (scene.wants.cine_pins, results) != self._pins:
            self._pins = scene.wants.cine_pins, results
            self._inspector.set_pins(rows)
        shown = (_spot(scene), results, inspection.message, inspection.kernel is None)
        if shown != self._shown:
            self._shown = shown
            self._show(inspection)

    def _show(self, inspection: Inspection) -> None:
        message = inspection.message
        self._inspector.show_pixel(inspection.kernel, message=message, method=inspection.method)

    def _select(self, index: int) -> None:
        pin = self._state.wants.cine_pins[index]
        self._state.look_at(pin.row, pin.column)


def _spot(scene: Scene) -> object:
    return scene.wants.looked_at, scene.wants.methods


def _row(index: int, scene: Scene, pin: Pin, inspection: Inspection) -> PinRow:
    return PinRow(
        index=index,
        colour=pin.colour,
        row=pin.row,
        column=pin.column,
        values=tuple((p.title, _value(p, pin)) for p in scene.panes if p.image is not None),
        kernel=inspection.pins[index][1],
    )


def _value(pane: PaneScene, pin: Pin) -> str:
    assert pane.image is not None
    value = pane.image[pin.row, pin.column]
    return " ".join(f"{v:.4g}" for v in value.reshape(-1))
