"""M-modes side by side or above each other, with one time for all."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from speckle_viewer.gui.explain.m_mode_strips import Drawn
from speckle_viewer.gui.explain.time_plots import TimePicture, interval_of
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.texts import title_of

_AXIS = 40  # px that the axis of time takes


class MModePlots(QWidget):
    """A picture for each image, under its name."""

    gone_to = Signal(float)
    """A time in seconds that was clicked or dragged to."""
    pointed = Signal(object)
    """(seconds, distance from the start of the line) under the mouse, or None when it leaves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GRID)
        self._grid.setVerticalSpacing(0)
        self.pictures: list[TimePicture] = []
        self.captions: list[QLabel] = []
        self.stacked = False
        """Whether they stand above each other."""
        self._arranged: object = None

    def show_drawn(
        self, drawn: Sequence[Drawn], times: NDArray[np.float64], *, stacked: bool
    ) -> None:
        """Draw M-modes over the times of their frames, in seconds."""
        self._arrange(len(drawn), stacked)
        for picture, caption, one in zip(self.pictures, self.captions, drawn, strict=True):
            caption.setText(title_of(one.track.source.title))
            picture.setAccessibleName(title_of(one.track.source.title))
            picture.show_pixels(one.pixels, times, one.where.length, one.where.unit)

    def _arrange(self, count: int, stacked: bool) -> None:
        if self._arranged == (count, stacked):
            return
        self._arranged, self.stacked = (count, stacked), stacked
        while len(self.pictures) > count:
            for widget in (self.pictures.pop(), self.captions.pop()):
                self._grid.removeWidget(widget)
                widget.deleteLater()
        while len(self.pictures) < count:
            self._add()
        for place in range(2 * max(self._grid.columnCount(), self._grid.rowCount())):
            self._grid.setColumnStretch(place, 0)
            self._grid.setRowStretch(place, 0)
        for index, (picture, caption) in enumerate(zip(self.pictures, self.captions, strict=True)):
            row, column = (2 * index, 0) if stacked else (0, index)
            self._grid.addWidget(caption, row, column)
            self._grid.addWidget(picture, row + 1, column)
            self._grid.setColumnStretch(column, 1)
            self._grid.setRowStretch(row + 1, 1)
            # Of those above each other the lowest has the axis of time for all.
            picture.showAxis("bottom", not stacked or index == count - 1)
            picture.brief = stacked
        self._share_height()

    def _share_height(self) -> None:
        """Make pictures above each other equally high: the lowest has the axis in addition."""
        if self.stacked:
            height = max((self.height() - _AXIS) // max(len(self.pictures), 1), 1)
            for index in range(len(self.pictures)):
                last = index == len(self.pictures) - 1
                self._grid.setRowStretch(2 * index + 1, height + _AXIS * last)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_height()

    def _add(self) -> None:
        picture, caption = TimePicture(), QLabel()
        caption.setProperty("role", "caption")
        picture.setMinimumSize(120, 56)
        picture.gone_to.connect(self.gone_to)
        picture.pointed.connect(self.pointed)
        self.pictures.append(picture)
        self.captions.append(caption)

    def look(self, times: NDArray[np.float64], now: float, span: float | None) -> None:
        """Mark the frame shown; see so many seconds around it, or all for None."""
        step = interval_of(times)
        first, last = float(times[0]) - step / 2, float(times[-1]) + step / 2
        if span is not None and span < last - first:
            first = min(max(now - span / 2, first), last - span)
            last = first + span
        for picture in self.pictures:
            picture.mark(now)
            picture.setXRange(first, last, padding=0)

    def refresh_theme(self) -> None:
        """Take on the colours of the theme that is in use now."""
        for picture in self.pictures:
            picture.refresh_theme()
            picture.refresh_now()
