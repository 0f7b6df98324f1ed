"""What can be done with a cine of the list: a menu."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from speckle_viewer.cine import Cine
from speckle_viewer.gui.tr import tr
from speckle_viewer.viewer import ViewerState
from speckle_viewer.viewer.references import misfit


def cine_menu(
    cine: Cine, state: ViewerState, close: Callable[[Cine], object], parent: QWidget
) -> QMenu:
    """A menu for a cine; what cannot be done is there and says why."""
    menu, shown = QMenu(parent), state.wants.cine
    menu.setToolTipsVisible(True)
    reference = state.wants.references.get(cine)
    if shown is not None and cine is not shown:
        text = tr("Use as reference for {}").format(shown.name)
        use = menu.addAction(text, lambda: state.references.use(shown, cine))
        why_not = misfit(shown, cine)
        use.setEnabled(not why_not)
        use.setToolTip(why_not or tr("Compare each frame with that of this one: PSNR and SSIM"))
    if reference is not None:
        text = tr("No longer compare with {}").format(reference.name)
        menu.addAction(text, lambda: state.references.forget(cine))
    _add_beside(menu, cine, state)
    if menu.actions():
        menu.addSeparator()
    menu.addAction(tr("Close"), lambda: close(cine))
    return menu


def _add_beside(menu: QMenu, cine: Cine, state: ViewerState) -> None:
    wants = state.wants
    if cine is wants.cine:
        return
    if wants.beside is not None and wants.beside.cine is cine:
        menu.addAction(tr("No longer show beside"), lambda: state.two_cines.show(None))
    else:
        show = menu.addAction(tr("Show beside"), lambda: state.two_cines.show(cine))
        show.setToolTip(tr("Show this cine beside the one that is shown now"))
