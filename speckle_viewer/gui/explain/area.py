"""The explainers under the images, one tab each, of which those that are seen are kept current."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu
from shiboken6 import isValid

from speckle_viewer.denoising import Request, Result
from speckle_viewer.gui.explain import EXPLAINERS
from speckle_viewer.gui.explain.dock import ExplainDock, height_in
from speckle_viewer.gui.explain.explainer import Explainer, Put
from speckle_viewer.gui.explain.taking import TakeButton, Taking
from speckle_viewer.gui.tr import tr
from speckle_viewer.methods import Card
from speckle_viewer.viewer import Scene, ViewerState
from speckle_viewer.viewer.beside import across, is_beside, own_pane
from speckle_viewer.viewer.state_beside import StateExplained
from speckle_viewer.viewer.steering import method_of


class ExplainArea(QObject):
    """Builds the docks into a window, hidden, and feeds those that are seen."""

    def __init__(
        self,
        state: ViewerState,
        cards: Mapping[str, Card],
        taking: Taking,
        window: QMainWindow,
        cached: Callable[[Request], Result | None],
        put: Put,
    ) -> None:
        super().__init__(window)
        self._state, self._cards, self._window = state, cards, window
        self._explained = StateExplained(state)
        self._taking, self._cached, self._put = taking, cached, put
        self._scene: Scene | None = None
        self._seen: set[str] = set()
        self._left: tuple[int, int] | None = None
        """The window's height and theirs, as the last one was closed."""
        self.docks: dict[str, ExplainDock] = {}
        # The inspector keeps its height beside them: kernels need it.
        window.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        for kind in EXPLAINERS:
            dock = self.docks[kind.name] = ExplainDock(kind, state, cards, window)
            window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, dock)
            first = next(iter(self.docks.values()))
            if dock is not first:
                window.tabifyDockWidget(first, dock)
            dock.tools.addWidget(TakeButton(taking, dock.shown, tr(kind.title)))
            dock.made.connect(self._connect)
            dock.hide()
            dock.visibilityChanged.connect(partial(self._see, kind.name))
            dock.toggleViewAction().triggered.connect(partial(self._bring, kind.name))
            dock.toggleViewAction().toggled.connect(self._put_away)
        self._put_away()

    @property
    def actions(self) -> list[QAction]:
        """What opens and closes each explainer."""
        return [dock.toggleViewAction() for dock in self.docks.values()]

    def _connect(self, explainer: Explainer) -> None:
        explainer.cached, explainer.put = self._cached, self._put
        explainer.noted.connect(self._taking.noted)
        explainer.failed.connect(self._taking.failed)

    def open(self, name: str, pane: str | None = None) -> None:
        """Open an explainer and bring it to the front; on a pane, if one is named."""
        if pane is not None:
            self._state.explain(pane)
        self.docks[name].show()
        self._bring(name)

    def fill_menu(self, menu: QMenu, pane: str) -> None:
        """Offer what explains a pane of either cine."""
        menu.clear()
        method = method_of(own_pane(pane))
        pane = across(method) if is_beside(pane) else method
        for name, dock in self.docks.items():
            if dock.kind.explains(self._cards.get(method)):
                action = menu.addAction(tr(dock.kind.title))
                action.setToolTip(f"{tr(dock.kind.tip)} ({dock.kind.shortcut})")
                action.triggered.connect(partial(self.open, name, pane))

    def _bring(self, name: str) -> None:
        dock = self.docks[name]
        if not dock.isHidden():
            dock.raise_()
            others = [d for d in self.docks.values() if d is not dock and d.isVisible()]
            height = self._height()
            if not others and not dock.isFloating() and dock.height() != height:
                self._window.resizeDocks([dock], [height], Qt.Orientation.Vertical)

    def _height(self) -> int:
        """What the first one that opens gets: as the user left them in a window of this height."""
        window, height = self._left or (0, 0)
        return height if window == self._window.height() else height_in(self._window)

    def _see(self, name: str, seen: bool) -> None:
        """A dock was shown or hidden, or a tab brought to the front of it."""
        (self._seen.add if seen else self._seen.discard)(name)
        if seen:
            self.docks[name].make()
            if self._scene is not None:
                self.docks[name].show_scene(self._scene)
                self.docks[name].explain_something()
        else:
            self.docks[name].let_go()
            # It is told of being hidden as the window is destroyed, too.
            if isValid(self._window) and not self.docks[name].isFloating():
                self._left = self._window.height(), self.docks[name].height()
        self._ask(name)

    def _put_away(self) -> None:
        """Have nothing over the images of explainers that are closed: a tab behind is not."""
        opened = (d.kind.lays for d in self.docks.values() if d.toggleViewAction().isChecked())
        known = (kind.lays for kind in EXPLAINERS)
        self._state.put_away(frozenset().union(*known) - frozenset().union(*opened))

    def _ask(self, name: str) -> None:
        explainer = self.docks[name].explainer
        looks = explainer is not None and name in self._seen
        wants = self._explained.wants
        needed = explainer.evidence_of(wants) if explainer is not None and looks else frozenset()
        self._explained.need_evidence(f"explain {name}", needed)

    def show_scene(self, scene: Scene) -> None:
        """Draw the scene in what is seen."""
        self._scene = scene
        for name in tuple(self._seen):
            self.docks[name].show_scene(scene)
            self._ask(name)

    @property
    def seen(self) -> list[ExplainDock]:
        """The docks that are seen: those behind others let go of what they showed."""
        return [dock for name, dock in self.docks.items() if name in self._seen]

    @property
    def front(self) -> ExplainDock | None:
        """The dock that has the keyboard, else one that is seen; None if there is none."""
        seen = self.seen
        focus = QApplication.focusWidget()
        with_keys = (dock for dock in seen if focus is not None and dock.isAncestorOf(focus))
        return next(with_keys, seen[0] if seen else None)

    def refresh_theme(self) -> None:
        """Take on the colours of the theme that is in use now."""
        for dock in self.docks.values():
            if dock.explainer is not None:
                dock.explainer.refresh_theme()

    def close(self) -> None:
        """Stop all that runs."""
        for dock in self.docks.values():
            if dock.explainer is not None:
                dock.explainer.close_down()
