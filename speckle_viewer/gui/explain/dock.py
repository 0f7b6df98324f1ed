"""The dock of one explainer: a line with what it explains, and under it the explainer."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDockWidget,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from speckle_viewer.gui.explain.explainer import Explainer
from speckle_viewer.gui.icons import set_icon
from speckle_viewer.gui.keys import guard
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.texts import named, title_of
from speckle_viewer.gui.tr import in_english, tr
from speckle_viewer.methods import Card
from speckle_viewer.viewer import INPUT, Scene, ViewerState
from speckle_viewer.viewer.beside import across, own_pane
from speckle_viewer.viewer.state_beside import StateExplained
from speckle_viewer.viewer.takeaway import with_settings

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence.shown import Shown

HEIGHT = 280
"""That a dock would like to have: the images keep two thirds of a window of 900 rows."""

_LARGEST_SHARE = 0.4
"""Of a small window's height that a dock takes as it opens."""


class ExplainDock(QDockWidget):
    """Holds an explainer, which is made when the dock is first seen."""

    made = Signal(object)
    """The explainer."""

    def __init__(
        self,
        kind: type[Explainer],
        state: ViewerState,
        cards: Mapping[str, Card],
        window: QMainWindow,
    ) -> None:
        super().__init__(tr(kind.title), window)
        self.kind, self._cards = kind, cards
        self._state = StateExplained(state)
        self._main_window = window
        self._scene: Scene | None = None
        self.explainer: Explainer | None = None
        self._offered: dict[str, str] = {}
        self.setObjectName(f"explain-{kind.name}")
        self.setAccessibleName(tr(kind.title))
        self.setAllowedAreas(Qt.DockWidgetArea.BottomDockWidgetArea)
        self.choice = QComboBox()
        self.choice.setAccessibleName(tr("Method explained"))
        self.choice.setToolTip(tr("The image that is explained"))
        self.choice.setPlaceholderText(tr("None of the images"))
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.choice.activated.connect(lambda i: state.explain(self.choice.itemData(i)))
        self.header = QWidget(self)
        self._lay_out_header()
        self.setTitleBarWidget(self.header)
        self._content = _Sized(self, window)
        self.setWidget(self._content)
        action = self.toggleViewAction()
        action.setShortcut(kind.shortcut)
        action.setToolTip(f"{tr(kind.tip)} ({kind.shortcut})")
        action.setStatusTip(action.toolTip())

    def _lay_out_header(self) -> None:
        title = QLabel(tr(self.kind.title))
        title.setToolTip(tr(self.kind.tip))
        row = QHBoxLayout(self.header)
        row.setContentsMargins(GRID, GRID // 2, GRID // 2, 0)
        row.setSpacing(GRID)
        row.addWidget(title)
        row.addWidget(self.choice)
        self.choice.setVisible(self.kind.has_choice)
        row.addStretch(1)
        self.tools = QHBoxLayout()
        row.addLayout(self.tools)
        for icon, text, does in (
            (
                "undock",
                tr("Undock, or dock again"),
                lambda: self.setFloating(not self.isFloating()),
            ),
            ("close", tr("Close"), self.close),
        ):
            button = QToolButton()
            set_icon(button, icon)
            button.setToolTip(text)
            button.setAccessibleName(named(text, tr(self.kind.title)))
            button.clicked.connect(does)
            row.addWidget(button)

    def make(self) -> Explainer:
        """The explainer, made now if it was never seen."""
        if self.explainer is None:
            self.explainer = self.kind(self._state, self._content)
            self.explainer.cards = self._cards
            guard(self.explainer, self._main_window)
            self.explainer.setAccessibleName(tr(self.kind.title))
            self._content.content.addWidget(self.explainer)
            self.made.emit(self.explainer)
        return self.explainer

    def show_scene(self, scene: Scene) -> None:
        """Draw the scene; of two cines, that of the one explained."""
        self._scene = scene.explained
        self._offer(scene)
        self.make().show_scene(self._scene)

    def explain_something(self) -> None:
        """Where it cannot explain what is explained, have the first image explained that it can."""
        wants = self._state.wants  # the scene may not have followed it yet
        able = [pane for pane in wants.panes if self.kind.explains(self._cards.get(pane))]
        if able and wants.explained not in able:
            self._state.explain(next((pane for pane in able if pane != INPUT), INPUT))

    def let_go(self) -> None:
        """Hold on to no scene, with the evidence in it, while hidden."""
        self._scene = None

    def _offer(self, scene: Scene) -> None:
        offered = self._images(scene) if self.kind.has_choice else _cines(scene)
        if [*offered.items()] != [*self._offered.items()]:
            self._offered = offered
            self.choice.clear()
            for pane, name in offered.items():
                self.choice.addItem(name, pane)
        self.choice.setVisible(self.kind.has_choice or len(offered) > 1)
        self.choice.setEnabled(bool(offered))
        self.choice.setPlaceholderText(
            tr("Choose an image") if offered else tr("None of the images")
        )
        explained = _explained(scene)
        place = [*offered].index(explained) if explained in offered else -1
        if self.choice.currentIndex() != place:
            self.choice.setCurrentIndex(place)

    def _images(self, scene: Scene) -> dict[str, str]:
        """The images that can be explained: what they are called, by pane."""
        return {
            pane.id: " · ".join(filter(None, (title_of(pane.title), pane.where)))
            for pane in scene.all_panes
            if self.kind.explains(self._cards.get(own_pane(pane.id)))
        }

    def shown(self) -> "Shown | None":
        """What is on screen as numbers, with the settings of the method explained, in English."""
        with in_english():
            shown = None if self.explainer is None else self.explainer.shown()
        return shown and with_settings(shown, self._scene)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.isFloating():  # it comes back where it was
            self.setFloating(False)
        super().closeEvent(event)


def height_in(window: QWidget) -> int:
    """Pixels that a dock would like to have in a window, with its header."""
    return min(HEIGHT, int(_LARGEST_SHARE * window.height()))


def _explained(scene: Scene) -> str | None:
    """The pane that is explained, of either cine."""
    pane = scene.explained.wants.explained
    return across(pane) if pane is not None and scene.wants.explains_beside else pane


def _cines(scene: Scene) -> dict[str, str]:
    """For what explains all images of a cine: of each one, the pane like that explained."""
    explained = scene.explained.wants.explained
    sides = [panes for panes in (scene.panes, scene.panes_beside) if panes]
    like = (next((p for p in s if own_pane(p.id) == explained), s[0]) for s in sides)
    return {pane.id: pane.where for pane in like}


class _Sized(QWidget):
    """A container that would like to be as high as leaves its dock the height that it may have."""

    def __init__(self, dock: ExplainDock, window: QMainWindow) -> None:
        super().__init__()
        self._dock, self._main_window = dock, window
        self.content = QVBoxLayout(self)
        self.content.setContentsMargins(0, 0, 0, 0)

    def sizeHint(self) -> QSize:
        header = self._dock.header.sizeHint().height()
        return QSize(super().sizeHint().width(), height_in(self._main_window) - header)
