"""The last line of the window: what the engine does, and the pixel under the mouse."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from speckle_viewer.denoising import Status
from speckle_viewer.gui.labels import FixedLabel
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.texts import unit_words
from speckle_viewer.gui.tr import tr
from speckle_viewer.viewer import Scene
from speckle_viewer.viewer.overlay import OverlayReading
from speckle_viewer.viewer.pixel import PixelReading

_MOMENT = 2000  # ms


def engine_words(status: Status, ready: bool) -> str:
    """The engine's status: "cpu · bfloat16 · 41 ms/frame · queue 2"."""
    if not status.device:
        return status.message or (tr("Ready") if ready else tr("Computing …"))
    parts = [status.device, status.arithmetic, tr("{:.0f} ms/frame").format(status.milliseconds)]
    parts += [tr("queue {}").format(status.queue_length)]
    return " · ".join([*parts, status.message] if status.message else parts)


class StatusLine(QWidget):
    """Draws the engine's status on the left, and what is known of a pixel on the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.engine = FixedLabel(
            "", tr("Device, arithmetic, time for a frame, frames waiting"), self
        )
        self.laid = FixedLabel("", tr("Value of the map that lies over an image"), self)
        self.place = FixedLabel("x 9999  y 9999", tr("Column and row of the pixel"), self)
        self.value = FixedLabel(
            tr("value {}").format("255 255 255 " + unit_words("grey levels")),
            tr("Value of the pixel"),
            self,
        )
        self.millimetres = FixedLabel(
            "999.9, 999.9 mm (detected)",
            tr("Distance from the region's left and upper edge, and where the scale is from"),
            self,
        )
        self._words = ""
        self._moment = QTimer(self, interval=_MOMENT, singleShot=True)
        self._moment.timeout.connect(lambda: self.engine.write(self._words))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GRID, 0, GRID, 2)
        layout.setSpacing(GRID)
        layout.addWidget(self.engine, 1)
        for label in (self.laid, self.place, self.value, self.millimetres):
            layout.addWidget(label)

    def show_scene(self, scene: Scene) -> None:
        """Draw the status and the pixel of the scene."""
        self._words = engine_words(scene.engine, scene.ready)
        if not self._moment.isActive():
            self.engine.write(self._words)
        pixel = scene.pixel
        self.laid.write("" if pixel is None or pixel.laid is None else _laid(pixel.laid))
        self.place.write("" if pixel is None else f"x {pixel.column}  y {pixel.row}")
        self.value.write("" if pixel is None else _value(pixel))
        self.millimetres.write("" if pixel is None else _millimetres(pixel))

    def say(self, text: str) -> None:
        """Show a text for a moment in place of the engine's status."""
        self.engine.write(text)
        self._moment.start()


def _laid(reading: OverlayReading) -> str:
    """Such as "entropy 5.3 bit"."""
    title = tr(reading.title).lower()
    return f"{title} {reading.value} {unit_words(reading.unit)}".rstrip()


def _value(pixel: PixelReading) -> str:
    return tr("value {}").format(f"{pixel.value} {unit_words(pixel.unit)}".rstrip())


def _millimetres(pixel: PixelReading) -> str:
    if pixel.position_mm is None:
        return tr("not calibrated")
    x, y = pixel.position_mm
    return f"{x:.1f}, {y:.1f} mm ({tr(pixel.source)})"
