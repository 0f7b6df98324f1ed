"""The heat maps of one pixel: patches, weights and products, for every size and frame."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from speckle_viewer.central import SMALL, Central, central
from speckle_viewer.gui.inspector.added import with_added
from speckle_viewer.gui.inspector.colourmap import limit_of
from speckle_viewer.gui.inspector.layout import Map, Sheet, lay_out, smallest_space
from speckle_viewer.gui.inspector.sheet_painter import SheetPainter
from speckle_viewer.gui.keys import keeps
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import tr

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence import PixelKernel
    from speckle_viewer.evidence.equivalent import PixelColumn

_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_FRAME_STEPS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_ZOOM_STEPS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
_MOST_ZOOM = 6
_STALE = 0.4  # opacity of a kernel that is not that of the pixel looked at


@dataclass(frozen=True)
class Tap:
    """One tap of a pixel's kernels: which size, which frame of the burst, which row and column."""

    section: int
    frame: int
    row: int
    column: int


class KernelMaps(QWidget):
    """Draws the maps of a `PixelKernel`, and says which tap is under the mouse or the arrow keys.

    Signals
    -------
    tap_changed
        With the `Tap` that the user points at, or None.
    arranged
        Which maps there are, or where, may be another by now.
    """

    tap_changed = Signal(object)
    arranged = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kernel: PixelKernel | PixelColumn | None = None
        self.shown: Central | None = None
        self._drawn: Central | None = None
        self.zoom = 0
        self.stale = False
        self.tap: Tap | None = None
        self.overlay = False
        self.message = ""
        self.offsets: tuple[int, ...] = ()
        self._shape: tuple[tuple[int, ...], int] = ((), 0)
        self._layout = Sheet((), (), 0)
        self._sheet: QPixmap | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Kernel maps"))
        # No tool tip: it would cover the maps that one points at.
        self.setAccessibleDescription(
            tr(
                "Arrow keys move from tap to tap, Page up and Page down from frame to frame; plus "
                "and minus show less or more of a large kernel"
            )
        )

    def show_kernel(
        self,
        kernel: "PixelKernel | PixelColumn | None",
        message: str = "",
        offsets: Sequence[int] = (),
        *,
        stale: bool = False,
    ) -> None:
        """Show a pixel's kernels, or a message where there are none.

        ``offsets`` are those of the burst's frames from the middle one; empty: side by side.
        ``stale`` kernels are those of another pixel or frame than the one looked at: dimmed.
        """
        self.kernel, self.message, self.stale = kernel, message, stale
        if kernel is not None:
            frames = len(kernel.taps[0])
            self.offsets = tuple(offsets or range(-(frames // 2), frames - frames // 2))
        self._take_middle()

    def zoom_by(self, steps: int) -> None:
        """Show less (positive) or more of a large kernel around its middle."""
        zoom = min(max(self.zoom + steps, -_MOST_ZOOM), _MOST_ZOOM)
        before = self.shown
        self.zoom = zoom
        self._take_middle()
        if before is not None and self.shown is not None and before.sizes == self.shown.sizes:
            self.zoom -= steps  # there is no more to see, or no less

    def _take_middle(self) -> None:
        kernel = self.kernel
        self.shown = None if kernel is None else central(kernel, self.zoom)
        if self.shown is not None:
            shape = self.shown.sizes, len(self.shown.taps[0])
            if shape != self._shape:
                self._shape = shape
                self.setMinimumSize(smallest_space(*shape))
                self.point_at(None)
                self._arrange()
        self._redraw()

    def set_overlay(self, on: bool) -> None:
        """Draw the weights of a burst over the patches rather than the patches alone."""
        self.overlay = on
        self._arrange()
        self._redraw()

    @property
    def maps(self) -> tuple[Map, ...]:
        """Where the maps are."""
        return self._layout.maps

    @property
    def is_large(self) -> bool:
        """Whether it is a large kernel, of which the middle is shown."""
        return self.shown is not None and max(self.shown.whole) > SMALL

    @property
    def limits(self) -> tuple[tuple[float, float], ...]:
        """Per kernel size, the largest magnitude among the weights and among the products.

        One for all sizes would leave nothing to see of a large kernel beside a small one.
        """
        return self._limits_of(self.shown)

    @property
    def drawn(self) -> Central | None:
        """The sections that are drawn: `shown`, and where there is room all sizes added."""
        if self._drawn is None and self.shown is not None:
            self._drawn = with_added(self.shown) if self._layout.added else self.shown
        return self._drawn

    @staticmethod
    def _limits_of(kernel: Central | None) -> tuple[tuple[float, float], ...]:
        if kernel is None:
            return ()
        both = zip(kernel.taps, kernel.products, strict=True)
        return tuple((limit_of((taps,)), limit_of((products,))) for taps, products in both)

    def point_at(self, tap: Tap | None) -> None:
        """Mark a tap in its three maps."""
        if tap != self.tap:
            self.tap = tap
            self.tap_changed.emit(tap)
            self.update()

    @property
    def sizes_count(self) -> int:
        """How many sizes there are; the section of this number is that of all added."""
        return len(self._shape[0])

    @property
    def bottom(self) -> int:
        """Where the lowest map ends, in px."""
        return self._layout.height

    def _arrange(self) -> None:
        sizes, frames = self._shape
        if sizes:
            self._layout = lay_out(self.size(), sizes, frames, self.overlay)
            if (
                self.tap is not None
                and self.tap.section == self.sizes_count
                and not self._layout.added
            ):
                self.point_at(None)
            self.arranged.emit()

    def _redraw(self) -> None:
        self._sheet = self._drawn = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._sheet is None:
            self._sheet = self._drawn_sheet()
        painter = QPainter(self)
        painter.setOpacity(_STALE if self.stale else 1.0)
        painter.drawPixmap(0, 0, self._sheet)
        painter.setOpacity(1.0)
        theme = colours()
        painter.setPen(QColor(theme.accent))
        if self.tap is not None and self.drawn is not None:
            for place in self.maps:
                if (place.section, place.frame) == (self.tap.section, self.tap.frame):
                    cell = place.cell_rect(self.tap.row, self.tap.column)
                    painter.drawRect(cell.adjusted(-1, -1, 0, 0))
        elif self.hasFocus():
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _drawn_sheet(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        sheet = QPixmap(self.size() * ratio)
        sheet.setDevicePixelRatio(ratio)
        sheet.fill(Qt.GlobalColor.transparent)
        with SheetPainter(sheet, colours()) as painter:
            if self.kernel is None or self.drawn is None:
                painter.message(QRect(QPoint(0, 0), self.size()), self.message)
            else:
                sums = [float(t.sum(dtype=np.float64)) for t in self.kernel.taps]
                limits = self._limits_of(self.drawn)
                painter.kernel(self.drawn, sums, self._layout, limits, self.offsets)
        return sheet

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        self._redraw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._redraw()

    def event(self, event: QEvent) -> bool:
        own = {*_STEPS, *_FRAME_STEPS, *_ZOOM_STEPS}
        return (self.kernel is not None and keeps(event, own)) or super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.point_at(self._tap_under(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self.point_at(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self.is_large:
            super().wheelEvent(event)  # scrolls
        elif event.angleDelta().y():
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)

    def _tap_under(self, point: QPoint) -> Tap | None:
        if self.kernel is None:
            return None
        for place in self.maps:
            if place.rect.contains(point):
                return Tap(place.section, place.frame, *place.tap_at(point))
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self.kernel is not None and key in _ZOOM_STEPS:
            self.zoom_by(_ZOOM_STEPS[key])
        elif self.kernel is None or key not in {*_STEPS, *_FRAME_STEPS, Qt.Key.Key_Escape}:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Escape:
            self.point_at(None)
        else:
            self.point_at(self._moved(self.tap, _STEPS.get(key, (0, 0)), _FRAME_STEPS.get(key, 0)))

    def _moved(self, tap: Tap | None, step: tuple[int, int], frames: int) -> Tap:
        """The next tap; up and down go on from one kernel size into the next."""
        sizes, count = self._shape
        if tap is None:
            return Tap(0, count // 2, sizes[0] // 2, sizes[0] // 2)
        sizes = self.drawn.sizes if self.drawn is not None else sizes
        section, row = tap.section, tap.row + step[0]
        if row < 0 and section > 0:
            section, row = section - 1, sizes[section - 1] - 1
        elif row >= sizes[section] and section + 1 < len(sizes):
            section, row = section + 1, 0
        last = sizes[section] - 1
        frame = count // 2 if tap.section == self.sizes_count else tap.frame
        return Tap(
            section,
            0 if section == self.sizes_count else min(max(frame + frames, 0), count - 1),
            min(max(row, 0), last),
            min(max(tap.column + step[1], 0), last),
        )
