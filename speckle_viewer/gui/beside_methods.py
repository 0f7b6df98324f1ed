"""The button that says by which methods the second cine is shown."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from speckle_viewer.gui.method_list import group_of
from speckle_viewer.gui.tr import tr
from speckle_viewer.methods import Card
from speckle_viewer.viewer import ViewerState
from speckle_viewer.viewer.names import name_of
from speckle_viewer.viewer.state_beside import StateBeside


class BesideMethods(QToolButton):
    """Opens a menu of the methods, in groups: those of the first cine, or any others."""

    def __init__(self, state: ViewerState, cards: Mapping[str, Card], parent: QWidget) -> None:
        super().__init__(parent)
        self._state, self._cards = state, cards
        self._beside = StateBeside(state)
        self.setToolTip(tr("Methods of the second cine: those of the first one, or others"))
        self.setAccessibleName(tr("Methods of the second cine"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.choices = QMenu(self)
        self.choices.setToolTipsVisible(True)
        self.choices.aboutToShow.connect(self._fill)
        self.setMenu(self.choices)

    def show_methods(self, methods: tuple[str, ...] | None) -> None:
        """Say which are chosen; None for those of the first cine."""
        if methods is None:
            text = tr("Same methods")
        elif len(methods) == 1:
            text = name_of(methods[0], self._cards)
        else:
            text = tr("%n methods", "", len(methods)) if methods else tr("No method")
        self.setText(f"{text} ▾")

    def _fill(self) -> None:
        self.choices.clear()
        wants = self._state.wants
        if wants.beside is None or wants.second is None:
            return
        same = self.choices.addAction(tr("Same methods as the first cine"))
        same.setCheckable(True)
        same.setChecked(wants.beside.methods is None)
        same.triggered.connect(self._follow_first)
        self.choices.addSeparator()
        menus: dict[str, QMenu] = {}
        for method, card in self._cards.items():
            group = group_of(card)
            if group not in menus:
                menus[group] = self.choices.addMenu(tr(group))
                menus[group].setToolTipsVisible(True)
            action = menus[group].addAction(name_of(method, self._cards))
            action.setToolTip(card.shows)
            action.setCheckable(True)
            action.setChecked(method in wants.second.methods)
            action.toggled.connect(partial(self._beside.choose_method, method))

    def _follow_first(self, same: bool) -> None:
        wants = self._state.wants
        self._state.two_cines.choose_methods(None if same else wants.methods)
