"""Kernels laid where they belong: over a faint image of the frame."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from speckle_viewer.gui.explain.pictures import image_over
from speckle_viewer.gui.inspector.figures import fixed
from speckle_viewer.gui.keys import keeps
from speckle_viewer.gui.overlay import draw_pins
from speckle_viewer.gui.style import small_font
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import tr

_FAINT = 0.35  # opacity of the image behind
_BELOW = 75  # % of the kernels, in one scale for all
_EDGE = QColor(255, 255, 255, 36)  # around a kernel, which may be next to nothing there
_SHARE = 0.9  # of the spacing that a kernel's map fills
_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


@dataclass(frozen=True, eq=False)
class Laid:
    """Kernels (n, K, K) of the pixels ``rows``, ``columns`` (n,), so many pixels apart.

    ``image`` is the frame (H, W), of bytes.
    """

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    taps: NDArray[np.float32]
    spacing: int
    image: NDArray[np.uint8]

    def nearest(self, row: float, column: float) -> int | None:
        """The kernel whose place a pixel lies in, or None between and beside them."""
        if not len(self.rows):
            return None
        away = np.maximum(np.abs(self.rows - row), np.abs(self.columns - column))
        found = int(away.argmin())
        return found if away[found] <= self.spacing / 2 else None

    def mosaic(self) -> NDArray[np.float32]:
        """The kernels side by side as they lie in the frame; NaN where there is none."""
        down = (self.rows - self.rows.min()) // self.spacing
        across = (self.columns - self.columns.min()) // self.spacing
        size = self.taps.shape[-1]
        shape = (int(down.max()) + 1, int(across.max()) + 1, size, size)
        grid = np.full(shape, np.nan, np.float32)
        grid[down, across] = self.taps
        return grid.swapaxes(1, 2).reshape(shape[0] * size, shape[1] * size)


class KernelGallery(QWidget):
    """Draws a `Laid`; a click, or an arrow key, looks at a kernel's pixel."""

    pixel_wanted = Signal(int, int)
    """Row and column of the kernel that was chosen."""
    read = Signal(str)
    """What the kernel under the mouse is; empty when there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.laid: Laid | None = None
        self.message = ""
        self._one_scale = False
        self._aspect = 1.0
        self._pixel: tuple[int, int] | None = None
        self._pins: tuple[tuple[int, int, int], ...] = ()
        self._sheet: QPixmap | None = None
        self._pointed: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(200, 150)
        self.setAccessibleName(tr("Gallery of kernels over the frame"))
        self.setAccessibleDescription(tr("Arrow keys move from kernel to kernel"))

    def show_kernels(self, laid: Laid | None, aspect: float, one_scale: bool, message: str) -> None:
        """Draw kernels, each ``aspect`` times as high as wide, or a message where there are none.

        ``one_scale`` gives all of them the same limits of colours; else each has its own.
        """
        if (laid, aspect, one_scale) != (self.laid, self._aspect, self._one_scale):
            self.laid, self._aspect, self._one_scale = laid, aspect, one_scale
            self._sheet = None
        self.message = message
        self.update()

    def show_pixels(
        self, pixel: tuple[int, int] | None, pins: tuple[tuple[int, int, int], ...]
    ) -> None:
        """Mark the pixel looked at (row, column), and pins (row, column, colour)."""
        if (pixel, pins) != (self._pixel, self._pins):
            self._pixel, self._pins = pixel, pins
            self.update()

    def refresh(self) -> None:
        """Draw everything anew."""
        self._sheet = None
        self.update()

    def limits(self) -> NDArray[np.float32]:
        """The weight at which each kernel is opaque (n,): its own largest, or one for all.

        The one is such that a quarter of the kernels exceed it: kernels that leave their pixel
        as it is are so much stronger than others that nothing else would be seen.
        """
        if self.laid is None or not len(self.laid.taps):
            return np.zeros(0, np.float32)
        largest: NDArray[np.float32] = np.abs(self.laid.taps).max((-2, -1))
        if self._one_scale:
            largest = np.full_like(largest, np.percentile(largest, _BELOW))
        return largest

    # -- where things are ----------------------------------------------------------------------

    @property
    def scale(self) -> tuple[float, float]:
        """Screen pixels per row and per column of the frame, which is as large as fits."""
        assert self.laid is not None
        height, width = self.laid.image.shape
        across = min(self.width() / width, self.height() / (height * self._aspect))
        return across * self._aspect, across

    @property
    def width_that_fits(self) -> int:
        """The width that the frame takes in this height."""
        if self.laid is None:
            return 2 * self.height()
        height, width = self.laid.image.shape
        return int(self.height() * width / (height * self._aspect))

    def to_screen(self, row: float, column: float) -> QPointF:
        """Centre of a pixel of the frame."""
        down, across = self.scale
        return QPointF(across * (column + 0.5), down * (row + 0.5))

    def _kernel_at(self, point: QPointF) -> int | None:
        if self.laid is None:
            return None
        down, across = self.scale
        return self.laid.nearest(point.y() / down - 0.5, point.x() / across - 0.5)

    def rect_of(self, kernel: int) -> QRect:
        """Where a kernel's map is drawn."""
        assert self.laid is not None
        centre = self.to_screen(int(self.laid.rows[kernel]), int(self.laid.columns[kernel]))
        down, across = (_SHARE * self.laid.spacing * scale for scale in self.scale)
        corner = centre - QPointF(across / 2, down / 2)
        return QRect(round(corner.x()), round(corner.y()), max(round(across), 1), round(down))

    # -- drawing -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), colours()
        if self.laid is not None:
            if self._sheet is None or self._sheet.deviceIndependentSize().toSize() != self.size():
                self._sheet = self._drawn(self.laid)
            painter.drawPixmap(0, 0, self._sheet)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for index, ink in ((self._pointed, theme.text), (self._chosen(), theme.accent)):
                if index is not None:
                    painter.setPen(QColor(ink))
                    painter.drawRect(self.rect_of(index).adjusted(-1, -1, 0, 0))
            draw_pins(painter, [(self.to_screen(r, c), colour) for r, c, colour in self._pins])
        if self.message:
            painter.setFont(small_font())
            painter.setPen(QColor(theme.secondary))
            wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect(), wrapped, self.message)
        if self.hasFocus():
            painter.setPen(QColor(theme.accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _drawn(self, laid: Laid) -> QPixmap:
        ratio = self.devicePixelRatioF()
        sheet = QPixmap(self.size() * ratio)
        sheet.setDevicePixelRatio(ratio)
        sheet.fill(Qt.GlobalColor.transparent)
        painter = QPainter(sheet)
        height, width = laid.image.shape
        grey = QImage(laid.image.tobytes(), width, height, width, QImage.Format.Format_Grayscale8)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        down, across = self.scale
        frame = QRectF(0, 0, across * width, down * height)
        painter.fillRect(frame, QColor("black"))
        painter.setOpacity(_FAINT)
        painter.drawImage(frame, grey)
        painter.setOpacity(1.0)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.setPen(_EDGE)
        for index, (taps, limit) in enumerate(zip(laid.taps, self.limits(), strict=True)):
            place = self.rect_of(index)
            painter.drawImage(place, image_over(taps, float(limit)))
            painter.drawRect(place.adjusted(0, 0, -1, -1))
        painter.end()
        return sheet

    def _chosen(self) -> int | None:
        """The kernel whose place holds the pixel looked at."""
        if self.laid is None or self._pixel is None:
            return None
        return self.laid.nearest(*self._pixel)

    # -- mouse and keys ------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._kernel_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None)

    def _point_at(self, kernel: int | None) -> None:
        if kernel != self._pointed:
            self._pointed = kernel
            self.read.emit("" if kernel is None or self.laid is None else _told(self.laid, kernel))
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        kernel = self._kernel_at(event.position())
        if kernel is not None and event.button() == Qt.MouseButton.LeftButton:
            self._choose(kernel)

    def event(self, event: QEvent) -> bool:
        return keeps(event, _STEPS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or self.laid is None or not len(self.laid.rows):
            super().keyPressEvent(event)
            return
        start = self._chosen()
        if start is None:
            self._choose(len(self.laid.rows) // 2)
            return
        spacing = self.laid.spacing
        row = int(self.laid.rows[start]) + step[0] * spacing
        following = self.laid.nearest(row, int(self.laid.columns[start]) + step[1] * spacing)
        if following is not None:
            self._choose(following)

    def _choose(self, kernel: int) -> None:
        assert self.laid is not None
        self.pixel_wanted.emit(int(self.laid.rows[kernel]), int(self.laid.columns[kernel]))


def _told(laid: Laid, kernel: int) -> str:
    taps = laid.taps[kernel].astype(np.float64)
    total, norm = fixed(float(taps.sum()), 4), fixed(float(np.linalg.norm(taps)), 3)
    return tr("x {}  y {} · sum {} · norm {}").format(
        laid.columns[kernel], laid.rows[kernel], total, norm
    )
