"""Each tap as an image over the frame: all of them small, and one large."""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from speckle_viewer.gui.explain.analyst import Task
from speckle_viewer.gui.explain.pictures import image_of
from speckle_viewer.gui.explain.statistics.plot import lit_colour
from speckle_viewer.gui.explain.statistics.tab import ARROWS, Tab
from speckle_viewer.gui.inspector.figures import fixed, signed
from speckle_viewer.gui.keys import keeps
from speckle_viewer.gui.style import small_font
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import QT_TR_NOOP, tr

if TYPE_CHECKING:
    from speckle_viewer.evidence.shown import Panel
    from speckle_viewer.evidence.statistics import KernelSample

Tap = tuple[int, int]

_LARGE = 512  # cells at most, of the plane that is shown large
_LINE = 18


class Mosaic(QWidget):
    """Planes (K, K, h, w) in the places of their taps."""

    tap_chosen = Signal(object)
    """(row, column) from the upper left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._planes: NDArray[Any] | None = None
        self._tap: Tap = (0, 0)
        self._limit = 1.0
        self.setAccessibleName(tr("Planes of all taps"))
        self.setAccessibleDescription(tr("Arrow keys move from tap to tap"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(
            tr("Each tap's weight over the frame, in its place in the kernel. Click: large.")
        )
        self.setMinimumSize(160, 120)

    def show_planes(self, planes: NDArray[Any] | None, tap: Tap, limit: float) -> None:
        """Draw planes in colours from −``limit`` to ``limit``, and mark one."""
        self._planes, self._tap, self._limit = planes, tap, limit
        self._keep_narrow()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._keep_narrow()

    def _keep_narrow(self) -> None:
        """Leave the rest of the width to the plane that is shown large."""
        if self._planes is not None:
            rows, columns, height, width = self._planes.shape
            self.setMaximumWidth(self.height() * columns * width // (rows * height) + 1)

    @property
    def area(self) -> QRectF:
        """Where the planes are drawn, in their proportions."""
        assert self._planes is not None
        rows, columns, height, width = self._planes.shape
        scale = min(self.width() / (columns * width), self.height() / (rows * height))
        return QRectF(0, 0, columns * width * scale, rows * height * scale)

    def place(self, tap: Tap) -> QRectF:
        """Where the plane of a tap is drawn."""
        assert self._planes is not None
        area, size = self.area, len(self._planes)
        width, height = area.width() / size, area.height() / size
        return QRectF(tap[1] * width, tap[0] * height, width - 1, height - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._planes is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for tap in np.ndindex(*self._planes.shape[:2]):
            picture = image_of(self._planes[tap], "diverging", (-self._limit, self._limit))
            painter.drawImage(self.place((tap[0], tap[1])), picture)
        painter.setPen(QPen(QColor(lit_colour()), 2))
        painter.drawRect(self.place(self._tap))

    def event(self, event: QEvent) -> bool:
        return keeps(event, ARROWS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = ARROWS.get(Qt.Key(event.key()))
        if step is None or self._planes is None:
            super().keyPressEvent(event)
            return
        row, column = (p + s for p, s in zip(self._tap, step, strict=True))
        if min(row, column) >= 0 and max(row, column) < len(self._planes):
            self.tap_chosen.emit((row, column))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        if self._planes is None or not self.area.contains(point):
            return
        area, size = self.area, len(self._planes)
        row, column = point.y() / area.height() * size, point.x() / area.width() * size
        self.tap_chosen.emit((int(row), int(column)))


class Plane(QWidget):
    """One plane, large."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plane: NDArray[Any] | None = None
        self._limit = 1.0
        self._caption = ""
        self.setAccessibleName(tr("Plane of one tap"))
        self.setMinimumSize(160, 120)

    def show_plane(self, plane: NDArray[Any] | None, limit: float, caption: str) -> None:
        """Draw a plane (h, w) in colours from −``limit`` to ``limit``."""
        self._plane, self._limit, self._caption = plane, limit, caption
        self.setToolTip(caption)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._plane is None:
            return
        painter = QPainter(self)
        painter.setFont(small_font())
        painter.setPen(QColor(colours().secondary))
        painter.drawText(QPointF(0, _LINE - 5), self._caption)
        height, width = self._plane.shape
        scale = min(self.width() / width, (self.height() - _LINE) / height)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        picture = image_of(self._plane, "diverging", (-self._limit, self._limit))
        painter.drawImage(QRectF(0, _LINE, width * scale, height * scale), picture)


class PlanesTab(Tab):
    """The planes of all taps, and one of them large."""

    title = QT_TR_NOOP("Planes")
    tip = QT_TR_NOOP("Each tap as an image over the frame")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tap: Tap | None = None
        self.mosaic, self.plane = Mosaic(), Plane()
        self.content.addWidget(self.mosaic, 3)
        self.content.addWidget(self.plane, 2)
        self.mosaic.tap_chosen.connect(self._choose)
        self.clear()

    def _choose(self, tap: Tap) -> None:
        self.tap = tap
        self.options_changed.emit()

    def options(self) -> Tap | None:
        return self.tap

    def compute(self, sample: "KernelSample", options: Tap | None, task: Task) -> Any:
        from speckle_viewer.evidence.statistics import planes

        middle = sample.size // 2
        tap = options if options is not None and max(options) < sample.size else (middle, middle)
        everything = planes(sample, side=max(24, 800 // sample.size))
        task.check()
        return everything, planes(sample, _LARGE, tap), tap

    def draw(self) -> None:
        if self.result is None:
            self.mosaic.show_planes(None, (0, 0), 1.0)
            self.plane.show_plane(None, 1.0, "")
            return
        everything, one, tap = self.result
        self.mosaic.show_planes(everything.values, tap, _limit(everything.values))
        self.plane.show_plane(one.values[0, 0], _limit(one.values), self._caption())

    def _caption(self) -> str:
        everything, one, tap = self.result
        middle = len(everything.values) // 2
        down, across = (signed(place - middle) for place in tap)
        reach = fixed(_limit(one.values), 3)
        return tr("Tap {} rows, {} columns from the centre, ±{}").format(down, across, reach)

    def facts(self) -> dict[str, str]:
        everything, one, _ = self.result
        return {
            QT_TR_NOOP("All"): tr("one colour scale, ±{}").format(
                fixed(_limit(everything.values), 3)
            ),
            QT_TR_NOOP("A cell"): tr("{} px; large: {} px").format(everything.step, one.step),
        }

    def panels(self) -> "tuple[Panel, ...]":
        from speckle_viewer.evidence.shown import Picture

        if self.result is None:
            return ()
        everything, one, _ = self.result
        rows, columns, height, width = everything.values.shape
        side_by_side = everything.values.transpose(0, 2, 1, 3).reshape(
            rows * height, columns * width
        )
        # A value per cell, which has no place in pixels of the frame of its own.
        return (
            Picture(
                "Planes of all taps",
                side_by_side,
                colours="diverging",
                axes=("", ""),
                quantity="Weight",
            ),
            Picture(
                self._caption(),
                one.values[0, 0],
                colours="diverging",
                axes=("", ""),
                quantity="Weight",
            ),
        )


def _limit(planes: NDArray[Any]) -> float:
    """The largest weight that all but one in two hundred stay below."""
    known = np.abs(planes[np.isfinite(planes)])
    return float(np.percentile(known, 99.5)) or 1.0
