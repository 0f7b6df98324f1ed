"""Small pictures of a network's channels, to choose one."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QListView, QWidget

from speckle_viewer.gui.explain.wavelets.channel_jobs import THUMBNAIL, Side
from speckle_viewer.gui.style import small_font
from speckle_viewer.gui.tr import tr

_NO_INDEX = QModelIndex()


class _Model(QAbstractListModel):
    """Channels in an order; their pictures are made when they come into sight."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.order: list[int] = []
        self.side: Side | None = None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.order)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if self.side is None or index.row() >= len(self.order):
            return None
        channel = self.order[index.row()]
        if role == Qt.ItemDataRole.DecorationRole:
            return _picture(self.side, channel)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._name(channel)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._describe(channel)
        return None

    def _name(self, channel: int) -> str:
        from speckle_viewer.evidence.wavelet_channels import name_of

        assert self.side is not None
        return name_of(channel, len(self.side.planes))

    def _describe(self, channel: int) -> str:
        assert self.side is not None
        figures = self.side.figures
        band, correlation = figures.most_like(channel)
        return tr(
            "{}: energy {:.3g}, variance {:.3g}, correlation {:+.2f} with {} of the input"
        ).format(
            self._name(channel),
            figures.energy[channel],
            figures.variance[channel],
            correlation,
            band,
        )


class ChannelList(QListView):
    """The channels of one side of a level; ``picked`` gives the number of a channel."""

    picked = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = _Model(self)
        self.setModel(self._model)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setIconSize(QSize(THUMBNAIL, THUMBNAIL))
        self.setSpacing(2)
        self.setFont(small_font())
        self.setProperty("role", "pictures")
        self.setMinimumWidth(150)
        self.setAccessibleName(tr("Channels"))
        self.setToolTip(tr("Each between its own limits. Choose a channel to see it large"))
        self.selectionModel().currentChanged.connect(self._pick)

    @property
    def first(self) -> int:
        """The channel that comes first."""
        return self._model.order[0] if self._model.order else 0

    @property
    def order(self) -> tuple[int, ...]:
        """The channels as they stand."""
        return tuple(self._model.order)

    def put_in_order(self, order: Sequence[int] | Any, side: Side) -> None:
        """Have these channels, in this order."""
        self._model.beginResetModel()
        self._model.order, self._model.side = [int(channel) for channel in order], side
        self._model.endResetModel()

    def show_side(self, side: Side) -> None:
        """Draw the channels of another frame where they are."""
        self._model.side = side
        self.viewport().update()

    def pick(self, channel: int) -> None:
        """Mark the channel that is shown large."""
        if channel not in self._model.order:
            return
        index = self._model.index(self._model.order.index(channel))
        if index != self.currentIndex():
            self.selectionModel().blockSignals(True)
            self.setCurrentIndex(index)
            self.selectionModel().blockSignals(False)
            self.scrollTo(index)
            self.viewport().update()

    def _pick(self, index: QModelIndex) -> None:
        if index.isValid():
            self.picked.emit(self._model.order[index.row()])


def _picture(side: Side, channel: int) -> QIcon:
    pixels = np.ascontiguousarray(side.thumbnails[channel])
    height, width = pixels.shape[:2]
    form = QImage.Format.Format_RGBA8888
    image = QImage(pixels.tobytes(), width, height, 4 * width, form).copy()
    larger = max(1, THUMBNAIL // max(height, width))
    picture = QPixmap.fromImage(image.scaled(width * larger, height * larger))
    icon = QIcon(picture)
    icon.addPixmap(picture, QIcon.Mode.Selected)  # without a tint: its frame says so
    return icon
