"""The list of the regions and distances of the cine."""

from typing import Literal

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from speckle_viewer.colours import DISTINCT
from speckle_viewer.gui.keys import keeps
from speckle_viewer.gui.rois.drawing import remove_selected
from speckle_viewer.gui.rois.tracking import Tracking
from speckle_viewer.gui.style import small_font
from speckle_viewer.gui.theme import colours
from speckle_viewer.gui.tr import tr
from speckle_viewer.measuring.tracking import runs_in_words, weak_frames
from speckle_viewer.viewer import Scene, ViewerState
from speckle_viewer.viewer.roi import GOOD_MATCH, Roi, area_of
from speckle_viewer.viewer.ruler import Ruler

_KIND, _DETAILS, _COLOUR = (Qt.ItemDataRole.UserRole + i for i in range(3))
_LEFT, _LINE, _SWATCH = 20, 15, 10  # px

Kind = Literal["roi", "ruler"]
_Index = QModelIndex | QPersistentModelIndex


class RoiList(QListWidget):
    """Draws what a scene has; a row is selected as the region or distance is, and renamed in it."""

    menu_wanted = Signal(object)
    """The menu of what is selected is wanted at a `QPoint` of the screen."""

    def __init__(
        self, state: ViewerState, tracking: Tracking, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._state, self._tracking = state, tracking
        self._rows: list[tuple[object, ...]] = []
        self._scene: Scene | None = None
        self.setAccessibleName(tr("Regions and distances"))
        self.setProperty("role", "regions")
        self.setItemDelegate(_Row(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(
            lambda at: self.menu_wanted.emit(self.viewport().mapToGlobal(at))
        )
        self.currentItemChanged.connect(self._select)
        self.itemClicked.connect(self._select)
        self.itemChanged.connect(self._rename)
        tracking.changed.connect(self._follow)

    # -- what is shown -------------------------------------------------------------------------

    def show_scene(self, scene: Scene) -> None:
        """List the regions and distances of the cine, as they are on the frame shown."""
        self._scene = scene
        wants = scene.wants
        rows = [self._row_of(roi, wants.frame) for roi in wants.cine_rois]
        rows += [_row_of_ruler(ruler) for ruler in wants.cine_rulers]
        self.blockSignals(True)
        if rows != self._rows:
            self._fill(rows)
        selected = ("roi", wants.roi) if wants.roi is not None else ("ruler", wants.ruler)
        self.setCurrentRow(next((i for i, row in enumerate(rows) if row[:2] == selected), -1))
        self.blockSignals(False)

    def _follow(self) -> None:
        if self._scene is not None:
            self.show_scene(self._scene)

    def _fill(self, rows: list[tuple[object, ...]]) -> None:
        editing = self.state() == QAbstractItemView.State.EditingState
        if len(rows) != self.count() and not editing:
            self.clear()
        self._rows = rows
        for place, (kind, name, details, colour, tip) in enumerate(rows):
            item = self.item(place) or QListWidgetItem(self)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            item.setText(str(name))
            for role, value in ((_KIND, kind), (_DETAILS, details), (_COLOUR, colour)):
                item.setData(role, value)
            item.setToolTip(str(tip))
        for place in range(self.count() - 1, len(rows) - 1, -1):
            self.takeItem(place)
        self.scheduleDelayedItemsLayout()

    def _row_of(self, roi: Roi, frame: int) -> tuple[object, ...]:
        size, share = area_of(roi, frame), self._tracking.progress(roi)
        details, tip = [str(size)], [roi.name, str(size), size.source]
        if share is not None:
            details.append(tr("tracking {:.0f} %").format(100 * share))
        elif roi.frame is not None:
            details.append(tr("frame {} only").format(roi.frame + 1))
        elif roi.path:
            details.append(tr("tracked"))
            if roi.is_lost(frame):
                details[-1] = tr("weak match {:.2f}").format(roi.match[frame])
            weak = weak_frames(dict(roi.match), GOOD_MATCH)
            least = min(roi.match.values(), default=1.0)
            tip.append(tr("Tracked; least correlation {:.2f}").format(least))
            if weak:
                tip.append(tr("Hardly found again on frames {}").format(runs_in_words(weak)))
        return "roi", roi.name, tuple(details), DISTINCT[roi.colour], "\n".join(tip)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 2 * _LINE + 12)

    # -- what the user does --------------------------------------------------------------------

    def _select(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        if item.data(_KIND) == "ruler":
            self._state.rulers.select(item.text())
            return
        self._state.rois.select(item.text())
        roi = self._state.rois.selected
        if roi is not None and not roi.is_on(self._state.wants.frame):
            self._state.set_playback(playing=False)
            self._state.go_to(roi.frame or 0)

    def _rename(self, item: QListWidgetItem) -> None:
        place = self.row(item)
        kind, old = self._rows[place][:2]
        part = self._state.rois if kind == "roi" else self._state.rulers
        if not part.rename(str(old), item.text()):
            self.blockSignals(True)
            item.setText(str(old))
            self.blockSignals(False)

    def rename_selected(self) -> None:
        """Edit the name of what is selected."""
        if self.currentItem() is not None:
            self.setFocus()
            self.editItem(self.currentItem())

    def event(self, event: QEvent) -> bool:
        """Keep the keys that go through the list, and Enter, which renames."""
        keys = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)
        return keeps(event, keys) or bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.rename_selected()
        elif key == Qt.Key.Key_Delete:
            remove_selected(self._state)
        else:
            super().keyPressEvent(event)


def _row_of_ruler(ruler: Ruler) -> tuple[object, ...]:
    tip = f"{ruler.name}\n{ruler.length}\n{ruler.length.source}"
    return "ruler", ruler.name, (str(ruler.length),), "", tip


class _Row(QStyledItemDelegate):
    """The name beside its colour, and smaller under it the size and the rest."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        details, colour = index.data(_DETAILS), index.data(_COLOUR)
        name = index.data()
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style()
        style.drawControl(style.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        painter.save()
        box = option.rect.adjusted(_LEFT, 3, -2, 0)
        _draw_mark(painter, option.rect, colour)
        painter.setPen(QColor(colours().text))
        painter.setFont(option.font)
        self._draw(painter, box, name)
        painter.setPen(QColor(colours().secondary))
        painter.setFont(small_font())
        for line, text in enumerate(details, start=1):
            self._draw(painter, box.translated(0, line * _LINE + 1), text)
        painter.restore()

    def _draw(self, painter: QPainter, box: QRect, text: str) -> None:
        line = QRect(box.left(), box.top(), box.width(), _LINE)
        elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, elided)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(80, (1 + len(index.data(_DETAILS))) * _LINE + 8)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        box = option.rect
        editor.setGeometry(box.left() + _LEFT - 4, box.top(), box.width() - _LEFT + 4, 24)


def _draw_mark(painter: QPainter, box: QRect, colour: str) -> None:
    """A square in the colour of a region; a line for a distance."""
    left, top = box.left() + 5, box.top() + 6
    if colour:
        painter.fillRect(left, top, _SWATCH, _SWATCH, QColor(colour))
    else:
        painter.setPen(QColor(colours().text))
        painter.drawLine(left, top + _SWATCH, left + _SWATCH, top)
