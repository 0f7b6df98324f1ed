"""The strip below the images that says which second cine is shown, and how it follows the first."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from speckle_viewer.cine import Cine
from speckle_viewer.gui import words
from speckle_viewer.gui.beside_methods import BesideMethods
from speckle_viewer.gui.inspector.text_line import TextLine
from speckle_viewer.gui.number_fields import NumberField
from speckle_viewer.gui.strip import choice_box, close_button
from speckle_viewer.gui.style import GRID, small_font
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.methods import Card
from speckle_viewer.viewer import Scene, ViewerState
from speckle_viewer.viewer.beside import MOST_FRAMES, MOST_SECONDS, Beside, Sync

_SYNCS: dict[Sync, tuple[str, str]] = {
    "time": (
        QT_TR_NOOP("By time"),
        QT_TR_NOOP("The frame that is nearest in time, counted from the start of each cine"),
    ),
    "frame": (QT_TR_NOOP("By frame"), QT_TR_NOOP("The frame of the same number")),
}
_NARROWEST, _WIDEST, _OFFSET = 80, 240, 132  # px


class BesideStrip(QWidget):
    """Asks the state for a second cine; there is a strip as long as one is shown.

    Parameters
    ----------
    shown, swap, images_only
        The actions that take the second cine away, that let both change places, and that hide all
        but the images, this strip too.
    """

    def __init__(
        self,
        state: ViewerState,
        cards: Mapping[str, Card],
        shown: QAction,
        swap: QAction,
        images_only: QAction,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._images_only = images_only
        self._is_there = False
        self._offered: tuple[Cine, ...] = ()
        self._sync: Sync = "time"
        self._timed: Cine | None = None
        self._shown_offset: object = None
        images_only.toggled.connect(self._show_or_hide)
        self.cine = choice_box(tr("The second cine"), self)
        self.cine.setMinimumWidth(_NARROWEST)
        self.cine.setMaximumWidth(_WIDEST)
        self.methods = BesideMethods(state, cards, self)
        self.sync = choice_box(tr("How the second cine follows the first"), self)
        for sync, (text, tip) in _SYNCS.items():
            self.sync.addItem(tr(text), sync)
            self.sync.setItemData(self.sync.count() - 1, tr(tip), Qt.ItemDataRole.ToolTipRole)
        self.offset = NumberField(self)
        self.offset.setToolTip(tr("How far on the second cine is, compared with the first"))
        self.offset.setAccessibleName(tr("Offset of the second cine"))
        self.offset.setKeyboardTracking(False)
        self.offset.setFixedWidth(_OFFSET)
        self.offset.setPrefix(tr("offset "))
        self.interval = TextLine(small_font(), 16, self)
        self.interval.setAccessibleName(tr("Time between frames of the second cine"))
        self.swap = self._button(swap, tr("Swap the cines"))
        tip = tr("Show only the first cine ({})").format(shown.shortcut().toString())
        self.close_button = close_button(tr("Show only the first cine"), tip, shown, self)
        self._lay_out()
        self._connect()
        self.hide()

    def _button(self, action: QAction, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setAccessibleName(name)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, GRID // 2, GRID // 2, GRID // 2)
        row.setSpacing(GRID // 2)
        label = QLabel(tr("Beside"), self)
        label.setProperty("role", "caption")
        row.addWidget(label)
        row.addWidget(self.cine, 2)
        row.addWidget(self.methods)
        row.addSpacing(GRID)
        row.addWidget(self.sync)
        row.addWidget(self.offset)
        row.addWidget(self.interval, 1)
        row.addWidget(self.swap)
        row.addWidget(self.close_button)

    def _connect(self) -> None:
        two = self._state.two_cines
        self.cine.activated.connect(lambda i: two.show(self._offered[i]))
        self.sync.activated.connect(lambda i: two.follow(sync=self.sync.itemData(i)))
        self.offset.valueChanged.connect(self._set_off)

    def _set_off(self, value: float) -> None:
        if self._sync == "time":
            self._state.two_cines.follow(seconds=value)
        else:
            self._state.two_cines.follow(frames=round(value))

    def show_scene(self, scene: Scene) -> None:
        """Show the second cine of the scene, and offer the others."""
        beside = scene.wants.beside
        self._is_there = scene.beside is not None
        self._show_or_hide()
        if beside is None:
            self._let_go()
            return
        self._offer(tuple(c for c in scene.wants.cines if c is not scene.cine))
        self.cine.setCurrentIndex(next(i for i, c in enumerate(self._offered) if c is beside.cine))
        self.methods.show_methods(beside.methods)
        self.sync.setCurrentIndex(self.sync.findData(beside.sync))
        self._show_offset(beside)
        if self._timed is not beside.cine:
            self._timed = beside.cine
            several = len(beside.cine) > 1
            text = words.interval(beside.cine.timing) if several else tr("1 frame")
            self.interval.set_parts((text, "secondary"))

    def _let_go(self) -> None:
        """Hold on to no cine, with its frames: it may be closed."""
        self._offer(())
        self._timed = self._shown_offset = None

    def _show_or_hide(self) -> None:
        there = self._is_there and not self._images_only.isChecked()
        if self.isHidden() == there:
            self.setVisible(there)

    def _offer(self, cines: tuple[Cine, ...]) -> None:
        if cines == self._offered:
            return
        self._offered = cines
        self.cine.clear()
        self.cine.addItems([cine.name for cine in cines])

    def _show_offset(self, beside: Beside) -> None:
        """In the unit of the synchronisation; a step is a frame of the second cine."""
        offset = beside.cine, beside.sync, beside.seconds, beside.frames
        if offset == self._shown_offset:  # what is being typed stays
            return
        self._shown_offset, self._sync = offset, beside.sync
        by_time = beside.sync == "time"
        most = MOST_SECONDS if by_time else MOST_FRAMES
        self.offset.blockSignals(True)
        self.offset.setDecimals(3 if by_time else 0)
        self.offset.setRange(-most, most)
        self.offset.setSingleStep(beside.cine.timing.interval if by_time else 1)
        self.offset.setSuffix(" s" if by_time else tr(" frames"))
        value = beside.seconds if by_time else beside.frames
        if abs(self.offset.value() - value) > 0.0005:  # of three decimals
            self.offset.setValue(value)
        self.offset.blockSignals(False)
