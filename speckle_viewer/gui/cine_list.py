"""The opened cines with their thumbnails."""

from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QIcon, QImage, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from speckle_viewer.cine import Cine
from speckle_viewer.gui.cine_menu import cine_menu
from speckle_viewer.gui.short_names import cut_short
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.thumbnail import THUMBNAIL
from speckle_viewer.gui.tr import tr
from speckle_viewer.viewer import Scene, ViewerState, Wants

_CINE = Qt.ItemDataRole.UserRole
_SPACING = 2
_BESIDE_NAME = 16  # px of an item that its name does not have


class _Item(QStyledItemDelegate):
    """A picture with the name below it, as wide as the list; names are cut where they agree."""

    def __init__(self, cines: "CineList") -> None:
        super().__init__(cines)
        self._cines = cines

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        name = index.data(Qt.ItemDataRole.DisplayRole)
        names = (self._cines.item(row).text() for row in range(self._cines.count()))
        room = option.rect.width() - _BESIDE_NAME
        metrics = option.fontMetrics
        text = cut_short(name, names, lambda text: metrics.horizontalAdvance(text) <= room)
        option.text = text

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        width = self._cines.viewport().width() - 2 * _SPACING
        return QSize(max(THUMBNAIL[0] + 12, width), THUMBNAIL[1] + 28)


class CineList(QListWidget):
    """Draws the cines of a scene; the selected one is shown in the panes."""

    close_wanted = Signal(object)
    """The cine that the user wants to close."""

    def __init__(self, state: ViewerState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.setAccessibleName(tr("Cines"))
        self.setProperty("role", "pictures")
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setFlow(QListWidget.Flow.TopToBottom)
        self.setWrapping(False)
        self.setMovement(QListWidget.Movement.Static)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setIconSize(QSize(*THUMBNAIL))
        self.setSpacing(_SPACING)
        self.setUniformItemSizes(True)
        self.setItemDelegate(_Item(self))
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.currentItemChanged.connect(self._selected)
        self._cines: tuple[Cine, ...] = ()
        self._marked: object = None
        # Apart from the items: a picture may be there before its cine is listed.
        self._icons: WeakKeyDictionary[Cine, QIcon] = WeakKeyDictionary()

    def show_scene(self, scene: Scene) -> None:
        """List the cines of the scene and select the one that is shown."""
        wants = scene.wants
        self._show_cines(wants)
        marked = wants.cines, None if wants.beside is None else wants.beside.cine, colours().accent
        if marked != self._marked:
            self._marked = marked
            self._mark(marked[1])

    def _show_cines(self, wants: Wants) -> None:
        if wants.cines == self._cines and self._current() is wants.cine:
            return
        self.blockSignals(True)
        if wants.cines != self._cines:
            self._list(wants.cines)
        for row, cine in enumerate(wants.cines):
            if cine is wants.cine:
                self.setCurrentRow(row)
        self.blockSignals(False)

    def _mark(self, beside: Cine | None) -> None:
        """Give the name of the second cine another colour."""
        for row in range(self.count()):
            item = self.item(row)
            cine: Cine = item.data(_CINE)
            item.setData(
                Qt.ItemDataRole.ForegroundRole,
                QColor(colours().accent) if cine is beside else None,
            )
            second = tr("Shown beside the first cine")
            item.setToolTip(f"{describe(cine)}\n{second}" if cine is beside else describe(cine))

    def show_thumbnail(self, cine: Cine, picture: NDArray[np.uint8]) -> None:
        """Give a cine its picture, now or once it is listed."""
        self._icons[cine] = _icon(picture)
        for row in range(self.count()):
            if self.item(row).data(_CINE) is cine:
                self.item(row).setIcon(self._icons[cine])

    def _list(self, cines: tuple[Cine, ...]) -> None:
        self.clear()
        self._cines = cines
        for cine in cines:
            item = QListWidgetItem(self._icons.get(cine) or _blank(), cine.name)
            item.setData(_CINE, cine)
            item.setToolTip(describe(cine))
            self.addItem(item)

    def _current(self) -> Cine | None:
        item = self.currentItem()
        cine: Cine | None = None if item is None else item.data(_CINE)
        return cine

    def _selected(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._state.show_cine(item.data(_CINE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # items are as wide as the list

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        item = self.currentItem() if by_key else self.itemAt(event.pos())
        if item is not None:
            at = self.visualItemRect(item).center() if by_key else event.pos()
            menu = cine_menu(item.data(_CINE), self._state, self.close_wanted.emit, self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.viewport().mapToGlobal(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self._current() is not None:
            self.close_wanted.emit(self._current())
        else:
            super().keyPressEvent(event)


def describe(cine: Cine) -> str:
    """Name, size, calibration and what had to be mended, for the tooltip."""
    rows, columns = cine.shape
    frames = tr("%n frames", "", len(cine))
    lines = [cine.name, tr("{} × {} pixels, {}").format(columns, rows, frames)]
    for region in cine.regions:
        if region.mm_per_px is not None:
            down, right = region.mm_per_px
            lines.append(f"{region.kind}: {right:.3g} × {down:.3g} mm/px ({tr(region.source)})")
        else:
            lines.append(tr("{}: not calibrated ({})").format(region.kind, tr(region.source)))
    return "\n".join([*lines, *cine.notes])


def _icon(picture: NDArray[np.uint8]) -> QIcon:
    picture = np.ascontiguousarray(picture)
    height, width = picture.shape[:2]
    kind = QImage.Format.Format_Grayscale8 if picture.ndim == 2 else QImage.Format.Format_RGB888
    image = QImage(picture.data, width, height, picture.strides[0], kind)
    pixmap = QPixmap.fromImage(image.copy())
    pixmap.setDevicePixelRatio(max(width / THUMBNAIL[0], height / THUMBNAIL[1], 1.0))
    return _as_icon(pixmap)


def _blank() -> QIcon:
    pixmap = QPixmap(*THUMBNAIL)
    pixmap.fill(Qt.GlobalColor.black)
    return _as_icon(pixmap)


def _as_icon(pixmap: QPixmap) -> QIcon:
    result = QIcon(pixmap)
    # Otherwise Qt tints the picture of the selected cine.
    result.addPixmap(pixmap, QIcon.Mode.Selected)
    return result
