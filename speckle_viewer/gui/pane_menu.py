"""The menu of an image: what explains it, what can be done with it."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from speckle_viewer.gui.tr import tr
from speckle_viewer.viewer.beside import is_beside, own_pane
from speckle_viewer.viewer.comparison import COMPARE
from speckle_viewer.viewer.pane_figure import shown_panes
from speckle_viewer.viewer.steering import method_of

if TYPE_CHECKING:
    from speckle_viewer.gui.window import Window


def fill_menu(window: "Window", menu: QMenu, pane: str) -> None:
    """Offer what can be done with a pane; the second cine can become the main one."""
    if pane == COMPARE:
        menu.clear()
    else:
        window.explain.fill_menu(menu, pane)
    if is_beside(pane):
        menu.addSeparator()
        menu.addAction(window.actions_.swap_cines)
        menu.addAction(window.actions_.two_cines)
    _offer_steering(window, menu, own_pane(pane))
    _offer_figure(window, menu, pane)


def _offer_steering(window: "Window", menu: QMenu, pane: str) -> None:
    card = window.presenter.cards.get(method_of(pane))
    if card is not None and "kernels" in card.evidence:
        steer = window.actions_.steer
        action = menu.addAction(steer.text())
        action.setToolTip(steer.toolTip())
        action.triggered.connect(lambda: window.state.select_method(card.id))
        action.triggered.connect(steer.trigger)


def _offer_figure(window: "Window", menu: QMenu, pane: str) -> None:
    """A figure of the image as it is when the menu's entry is chosen."""
    menu.addSeparator()
    action = menu.addAction(tr("Save figure of this image …"))
    action.setToolTip(tr("SVG or PNG with regions, pins, scale bar and colour bars, on white"))
    action.triggered.connect(
        lambda: window.taking.save_figure(shown_panes(window.presenter.scene, [pane]))
    )
