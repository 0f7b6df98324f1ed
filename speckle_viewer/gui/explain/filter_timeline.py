"""How global filters change over the cine: thumbnails over time, and under them their norms."""

from collections.abc import Mapping
from math import ceil

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from speckle_viewer.gui.explain.filter_history import Taps
from speckle_viewer.gui.explain.pictures import image_of
from speckle_viewer.gui.inspector.figures import fixed
from speckle_viewer.gui.pin_colours import pin_colour
from speckle_viewer.gui.style import small_font
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import tr

GUTTER, RIGHT = 54, 14  # px: left of the curves for their figures, right of them
_AXIS = 18  # px: the times under the curves
_GAP = 8
_SMALLEST_RANGE = 0.05  # of the mean norm: what changes less looks as it is, even


class FilterTimeline(QWidget):
    """Draws the filters of the frames that are known; a click goes to the frame."""

    frame_wanted = Signal(int)
    read = Signal(str)
    """What the frame under the mouse has; empty when there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.taps: Mapping[int, Taps] = {}
        self.frame = 0
        self.changes = False
        self._times: NDArray[np.float64] = np.zeros(1)
        self._sheet: QPixmap | None = None
        self._pointed: int | None = None
        self.setMouseTracking(True)
        self.setMinimumSize(200, 150)
        self.setAccessibleName(tr("Filters over the cine"))
        self.setToolTip(
            tr(
                "Each filter in the frames that are known, and under it its norm √Σw²:\n"
                "the share of white noise that it lets through. Click: go to the frame."
            )
        )

    def show_history(
        self, taps: Mapping[int, Taps], times: NDArray[np.float64], frame: int
    ) -> None:
        """Show the filters (n, K, K) by frame; ``times`` of all frames in s, and the frame shown.

        The mapping may grow later: `refresh` draws it anew.
        """
        if taps is not self.taps or times is not self._times:
            self.taps, self._times, self._sheet = taps, times, None
        self.frame = frame
        self.update()

    def show_changes(self, changes: bool) -> None:
        """Let thumbnails show how far each filter is from its mean over the known frames."""
        if changes != self.changes:
            self.changes = changes
            self.refresh()

    def refresh(self) -> None:
        """Draw everything anew."""
        self._sheet = None
        self.update()

    # -- where things are ----------------------------------------------------------------------

    @property
    def count(self) -> int:
        """How many filters there are."""
        return len(next(iter(self.taps.values()), ()))

    def x_of(self, frame: int) -> float:
        """Where a frame stands: at its time."""
        first, last = self._times[0], self._times[-1]
        share = (self._times[frame] - first) / ((last - first) or 1.0)
        return GUTTER + float(share) * (self.width() - GUTTER - RIGHT)

    def frame_at(self, x: float) -> int:
        """The frame nearest to a place."""
        share = (x - GUTTER) / max(self.width() - GUTTER - RIGHT, 1)
        first, last = self._times[0], self._times[-1]
        return int(np.abs(self._times - (first + share * (last - first))).argmin())

    @property
    def side(self) -> int:
        """Of a thumbnail, so that the norms keep half of the height."""
        return max(6, min(26, self.height() // 2 // max(self.count, 1) - 2))

    @property
    def curves(self) -> QRectF:
        """The area of the norms."""
        top = self.count * (self.side + 2) + _GAP
        width = self.width() - GUTTER - RIGHT
        return QRectF(GUTTER, top, width, max(self.height() - top - _AXIS, 20))

    def thumbnails(self) -> dict[int, QRect]:
        """The frames whose filters are drawn, as many as stand beside each other, and where.

        The place is that of the first filter; the others stand under it.
        """
        apart = (self.width() - GUTTER - RIGHT) / max(len(self._times) - 1, 1)
        each = max(ceil((self.side + 1) / apart), 1)  # one of so many frames
        slots: dict[int, int] = {}
        for frame in sorted(self.taps):  # the places stay while others are computed
            slots.setdefault(frame // each * each, frame)
        lefts = {frame: round(self.x_of(slot) - self.side / 2) for slot, frame in slots.items()}
        return {frame: QRect(left, 0, self.side, self.side) for frame, left in lefts.items()}

    def norms(self) -> tuple[list[int], NDArray[np.float64]]:
        """The frames that are known, ascending, and the norms (frames, n) of their filters."""
        frames = sorted(self.taps)
        taps = np.stack([self.taps[frame] for frame in frames]).astype(np.float64)
        return frames, np.sqrt((taps**2).sum((-2, -1)))

    # -- drawing -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), colours()
        if not self.taps:
            return
        if self._sheet is None or self._sheet.deviceIndependentSize().toSize() != self.size():
            self._sheet = self._drawn()
        painter.drawPixmap(0, 0, self._sheet)
        for frame, ink in ((self._pointed, theme.secondary), (self.frame, theme.accent)):
            if frame is not None and frame < len(self._times):
                x, bottom = self.x_of(frame), self.curves.bottom()
                painter.fillRect(QRectF(x - 0.5, 0, 1, bottom), QColor(ink))

    def _drawn(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        sheet = QPixmap(self.size() * ratio)
        sheet.setDevicePixelRatio(ratio)
        sheet.fill(Qt.GlobalColor.transparent)
        painter = QPainter(sheet)
        painter.setFont(small_font())
        self._draw_thumbnails(painter)
        self._draw_norms(painter)
        painter.end()
        return sheet

    def _draw_thumbnails(self, painter: QPainter) -> None:
        places = self.thumbnails()
        shown = np.stack([self.taps[frame] for frame in places])
        if self.changes:
            shown = shown - np.mean([*self.taps.values()], axis=0)
        limit = float(np.abs(shown).max()) or 1.0
        step = self.side + 2
        for number in range(self.count):
            square = QRect(GUTTER - 30, number * step + self.side // 2 - 4, 8, 8)
            painter.fillRect(square, QColor(pin_colour(number)))
            painter.setPen(QColor(colours().secondary))
            label = QRect(0, number * step, GUTTER - 34, self.side)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(label, right, str(number + 1))
        for place, filters in zip(places.values(), shown, strict=True):
            for number, taps in enumerate(filters):
                image = image_of(taps, "diverging", (-limit, limit))
                painter.drawImage(place.translated(0, number * step), image)

    def _draw_norms(self, painter: QPainter) -> None:
        frames, norms = self.norms()
        area, theme = self.curves, colours()
        low, high = _range_of(norms)
        painter.setPen(QColor(theme.line))
        for y in (area.top(), area.bottom()):
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setPen(QColor(theme.secondary))
        right = Qt.AlignmentFlag.AlignRight
        for value, y in ((high, area.top() - 4), (low, area.bottom() - 10)):
            painter.drawText(QRectF(0, y, GUTTER - 4, 14), right, fixed(value, 3))
        middle = QRectF(0, area.center().y() - 7, GUTTER - 4, 14)
        painter.drawText(middle, right, tr("norm"))
        self._draw_times(painter, area)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        across, runs = [self.x_of(frame) for frame in frames], _runs(frames)
        down = area.bottom() - (norms - low) / (high - low) * area.height()
        for number in range(self.count):
            ink = QColor(pin_colour(number))
            for run in runs:
                line = QPolygonF([QPointF(across[i], float(down[i, number])) for i in run])
                painter.setPen(QPen(ink, 1.5))
                painter.drawPolyline(line)
                if len(run) == 1:
                    painter.setBrush(ink)
                    painter.drawEllipse(line.first(), 2, 2)

    def _draw_times(self, painter: QPainter, area: QRectF) -> None:
        first, last = float(self._times[0]), float(self._times[-1])
        below = QRectF(area.left(), area.bottom() + 2, area.width(), _AXIS - 2)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, f"{first:.2f} s")
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, f"{last:.2f} s")

    # -- mouse ---------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self.taps:
            return
        frame = self.frame_at(event.position().x())
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.frame_wanted.emit(frame)
        self._pointed = frame
        self.read.emit(self._reading(frame))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.taps and event.button() == Qt.MouseButton.LeftButton:
            self.frame_wanted.emit(self.frame_at(event.position().x()))

    def leaveEvent(self, event: QEvent) -> None:
        self._pointed = None
        self.read.emit("")
        self.update()

    def _reading(self, frame: int) -> str:
        head = tr("frame {} · {:.2f} s · ").format(frame + 1, self._times[frame])
        if frame not in self.taps:
            return head + tr("not computed yet")
        norms = np.sqrt((self.taps[frame].astype(np.float64) ** 2).sum((-2, -1)))
        return head + tr("norms ") + "  ".join(fixed(float(norm), 3) for norm in norms)


def _range_of(norms: NDArray[np.float64]) -> tuple[float, float]:
    """The norms at both ends of their axis."""
    low, high = float(norms.min()), float(norms.max())
    margin = max(_SMALLEST_RANGE * float(norms.mean()) - (high - low), 0.1 * (high - low)) / 2
    margin = margin or 0.5
    return low - margin, high + margin


def _runs(frames: list[int]) -> list[list[int]]:
    """Places in ``frames`` of frames that follow each other without a gap."""
    runs: list[list[int]] = []
    for place, frame in enumerate(frames):
        if runs and frame == frames[place - 1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs
