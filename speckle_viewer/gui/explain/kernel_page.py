"""Kernels that differ from pixel to pixel: those under the mouse and at pins, and a gallery."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from speckle_viewer.cine import Frame
from speckle_viewer.denoising import Result
from speckle_viewer.gui.explain.analyst import Analyst, Task
from speckle_viewer.gui.explain.column_readings import HINT
from speckle_viewer.gui.explain.columns_layout import Column
from speckle_viewer.gui.explain.follower import Follower
from speckle_viewer.gui.explain.gallery_layout import Laid
from speckle_viewer.gui.explain.kernel_columns import KernelColumns
from speckle_viewer.gui.explain.kernel_gallery import KernelGallery
from speckle_viewer.gui.inspector.figures import signed
from speckle_viewer.gui.inspector.text_line import TextLine
from speckle_viewer.gui.pin_colours import pin_colour
from speckle_viewer.gui.style import GRID, small_font
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.viewer import PaneScene, Scene, ViewerState
from speckle_viewer.viewer.gallery import SPACINGS
from speckle_viewer.viewer.panes import main_region
from speckle_viewer.viewer.wants import Levels

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence import KernelField, PixelKernel
    from speckle_viewer.evidence.shown import Panel

_LINE = 16
_NOTHING_HERE = QT_TR_NOOP(
    "No kernel was predicted here: the pixel lies outside the part that is denoised."
)
_POINT = QT_TR_NOOP("Point at a pixel to see its kernel.")


class KernelPage(QWidget):
    """Shows a `KernelField`; the gallery is made by the analyst of its explainer."""

    def __init__(self, state: ViewerState, analyst: Analyst) -> None:
        super().__init__()
        self._state = state
        self.columns, self.gallery = KernelColumns(), KernelGallery()
        self._lines = TextLine(small_font(), _LINE), TextLine(small_font(), _LINE)
        self.caption = TextLine(small_font(), _LINE)
        self.spacing, self.frame, self.one_scale = (
            QComboBox(),
            QComboBox(),
            QCheckBox(tr("One scale")),
        )
        self._follower = Follower[Laid](analyst, "gallery", self._show_laid, self._say_failed)
        self._field: KernelField | None = None
        self._of_pins: dict[tuple[int, int], PixelKernel] = {}
        self._shown: object = None
        self._laid: Laid | None = None
        self._offsets: tuple[int, ...] = ()
        self._aspect = 1.0
        self._about = ("", "")
        self._make_controls()
        self._lay_out()
        self.columns.read.connect(self._say)
        self.gallery.read.connect(self._say_of_gallery)
        self.gallery.pixel_wanted.connect(state.look_at)

    def _make_controls(self) -> None:
        for spacing in SPACINGS:
            self.spacing.addItem(f"{spacing} px", spacing)
        self.spacing.setAccessibleName(tr("Spacing of the gallery"))
        self.spacing.setToolTip(tr("Pixels from one kernel of the gallery to the next"))
        self.spacing.activated.connect(
            lambda i: self._state.set_gallery(spacing=self.spacing.itemData(i))
        )
        self.frame.setAccessibleName(tr("Frame of the burst"))
        self.frame.setToolTip(
            tr(
                "The kernels for one frame of the burst, or for all frames, added:\n"
                "what they do to tissue that does not move"
            )
        )
        self.frame.activated.connect(
            lambda i: self._state.set_gallery(offset=self.frame.itemData(i))
        )
        self.one_scale.setToolTip(
            tr(
                "One scale of colours for all kernels: strong and weak ones compare.\n"
                "Otherwise each has its own, which shows its form best."
            )
        )
        self.one_scale.toggled.connect(lambda on: self._state.set_gallery(one_scale=on))

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.caption)
        left.addWidget(self.columns, 1)
        for line in self._lines:
            left.addWidget(line)
        right.setSpacing(GRID // 2)
        label = QLabel(tr("A kernel every"))
        label.setProperty("role", "caption")
        label.setBuddy(self.spacing)
        for control in (label, self.spacing, self.frame, self.one_scale):
            right.addWidget(control)
        right.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
        layout.setSpacing(2 * GRID)
        layout.addLayout(left, 2)
        layout.addWidget(self.gallery, 3)
        layout.addLayout(right)

    # -- showing -------------------------------------------------------------------------------

    def show_kernels(self, scene: Scene, pane: PaneScene, field: "KernelField") -> None:
        """Show the kernels of a pane's result."""
        assert pane.result is not None
        if field is not self._field:
            self._field, self._of_pins, self._shown = field, {}, None
        self._show_controls(scene, pane.result)
        spot, pins = scene.wants.looked_at, scene.wants.cine_pins
        pixel = None if spot is None else (spot.row, spot.column)
        shown = (pixel, pins, self._place(), scene.wants.gallery.one_scale)
        if shown != self._shown:
            self._shown = shown
            self._show_columns(scene, pane, field, pixel)
        self.name_frame("")
        self.gallery.show_pixels(pixel, tuple((p.row, p.column, p.colour) for p in pins))
        self._aspect = pane.aspect
        self._want_gallery(scene, pane, field)

    def name_frame(self, aside: str) -> None:
        """Say of which frame the kernels are, if it is not the one shown."""
        what, method = self._about
        self.caption.set_parts((what, "text"), (method + aside, "secondary"))

    def forget(self) -> None:
        """Let go of the evidence, which fills much memory."""
        self._follower.drop()
        self._field, self._of_pins, self._shown, self._laid = None, {}, None, None

    def _show_controls(self, scene: Scene, result: Result) -> None:
        setting = scene.wants.gallery
        self.spacing.setCurrentIndex(SPACINGS.index(setting.spacing))
        self.one_scale.setChecked(setting.one_scale)
        offsets = tuple(frame - result.request.frame for frame in result.burst)
        if offsets != self._offsets:
            self._offsets = offsets
            self.frame.clear()
            self.frame.addItem(tr("All frames, added"), None)
            for place, offset in enumerate(offsets):
                name = tr("Frame {}").format(signed(offset)) if offset else tr("This frame")
                self.frame.addItem(name, place - len(offsets) // 2)
        self.frame.setVisible(len(offsets) > 1)
        self.frame.setCurrentIndex(max(self.frame.findData(setting.offset), 0))

    def _place(self) -> int | None:
        """Which frame of the burst is shown; None for all, added."""
        offset, count = self._state.wants.gallery.offset, len(self._offsets)
        place = None if offset is None else offset + count // 2
        return place if place is not None and count > 1 and 0 <= place < count else None

    def _show_columns(
        self,
        scene: Scene,
        pane: PaneScene,
        field: "KernelField",
        pixel: tuple[int, int] | None,
    ) -> None:
        assert scene.cine is not None
        columns = []
        if pixel is not None and field.covers(*pixel):
            taps = self._added(field.at(*pixel))
            columns.append(Column(f"x {pixel[1]} y {pixel[0]}", taps))
        for number, pin in enumerate(scene.wants.cine_pins, 1):
            if field.covers(pin.row, pin.column):
                taps = self._added(self._of_pin(field, (pin.row, pin.column)))
                name = tr("Pin {}").format(number)
                title = f"{name}, x {pin.column} y {pin.row}"
                columns.append(Column(title, taps, pin_colour(pin.colour), name))
        region = main_region(scene.cine) if pixel is None else scene.cine.region_at(*pixel)
        mm_per_px = region.mm_per_px if region else None
        self.columns.show_columns(columns, mm_per_px, one_scale=scene.wants.gallery.one_scale)
        if pixel is None or not field.covers(*pixel):
            self._say(tr(_POINT) if pixel is None else tr(_NOTHING_HERE), "")
        sizes = ", ".join(f"{size} × {size}" for size in field.sizes)
        kernels = tr("Kernels of {}, added") if len(field.sizes) > 1 else tr("Kernels of {}")
        frame = f" · {self.frame.currentText().lower()}" if len(self._offsets) > 1 else ""
        self._about = kernels.format(sizes) + frame, f"   {pane.title}"

    def _of_pin(self, field: "KernelField", pixel: tuple[int, int]) -> "PixelKernel":
        """Looked up once, not at every move of the mouse."""
        if pixel not in self._of_pins:
            self._of_pins[pixel] = field.at(*pixel)
        return self._of_pins[pixel]

    def _added(self, kernel: "PixelKernel") -> NDArray[np.float32]:
        """One kernel (K, K): all sizes, and the frames that are wanted, added."""
        from speckle_viewer.evidence import combined

        taps, place = combined(kernel.taps), self._place()
        added: NDArray[np.float32] = taps.sum(0)
        return added if place is None else taps[place]

    def _want_gallery(self, scene: Scene, pane: PaneScene, field: "KernelField") -> None:
        result, setting, place = pane.result, scene.wants.gallery, self._place()
        assert result is not None
        levels, spacing, one_scale = pane.levels, setting.spacing, setting.one_scale

        def lay(task: Task) -> Laid:
            from speckle_viewer.evidence.gallery import kernels_on_grid

            found = kernels_on_grid(field, spacing, result.insonified, task.check)
            image = _grey(result.image, levels)
            taps = found.of_frame(place)
            laid = Laid(found.rows, found.columns, taps, spacing, image, one_scale)
            if len(laid.rows):
                _ = laid.sheet  # worked out here, where nothing waits for it
            return laid

        playing = scene.wants.playback.playing
        wanted = (spacing, place, levels, one_scale)
        self._follower.want(field, wanted, lay, patient=playing)

    def _show_laid(self, laid: Laid) -> None:
        self._laid = laid
        message = "" if len(laid.rows) else tr("There is no tissue at any point of this grid.")
        self._draw_gallery(message)

    def _say_failed(self, sentence: str) -> None:
        self._laid = None
        self._draw_gallery(sentence)

    def _draw_gallery(self, message: str) -> None:
        self.gallery.show_kernels(self._laid, self._aspect, message)
        self._fit()

    def _fit(self) -> None:
        """Leave what the gallery does not fill to the kernels."""
        self.gallery.setMaximumWidth(max(self.gallery.width_that_fits, 200))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _say(self, first: str, second: str) -> None:
        self._lines[0].set_parts((first, "secondary"))
        self._lines[1].set_parts((second, "text"))
        self._lines[1].setToolTip(second)  # where it has no room

    def _say_of_gallery(self, text: str) -> None:
        self._lines[0].set_parts((text or tr(HINT), "secondary"))

    def facts(self) -> dict[str, str]:
        """What one must know of the numbers."""
        frame = {"Frame of the burst": self.frame.currentText()} if len(self._offsets) > 1 else {}
        return frame

    def panels(self) -> "tuple[Panel, ...]":
        """What is on screen as numbers."""
        from speckle_viewer.evidence.shown import Picture

        found: list[Panel] = [*self.columns.panels()]
        if self._laid is not None and len(self._laid.rows):
            title = f"Kernels every {self._laid.spacing} px, side by side"
            most = float(replace(self._laid, one_scale=True).limits()[0])
            found.append(
                Picture(
                    title,
                    self._laid.mosaic(),
                    colours="diverging",
                    limits=(-most, most),
                    axes=("", ""),
                    quantity="Weight",
                )
            )
        return tuple(found)


def _grey(image: Frame, levels: Levels) -> NDArray[np.uint8]:
    """A frame (H, W) or (H, W, 3) as its pane shows it, in bytes and without colour."""
    grey = image.mean(-1) if image.ndim == 3 else image
    share = (grey - levels.low) / (levels.window or 1.0)
    return np.asarray(np.round(255 * np.clip(share, 0, 1)), np.uint8)
