"""The actions that draw and change regions and distances."""

from collections.abc import Callable

from PySide6.QtGui import QAction

from speckle_viewer.gui.commands import NEEDS
from speckle_viewer.gui.rois.drawing import remove_selected
from speckle_viewer.gui.tr import tr
from speckle_viewer.viewer import ViewerState
from speckle_viewer.viewer.wants import Tool


class RoiActions:
    """Each tool switches itself off when it is chosen again.

    Parameters
    ----------
    make
        Makes an action of a text, a tooltip and a shortcut: `Actions._make`.
    """

    def __init__(self, make: Callable[..., QAction], state: ViewerState) -> None:
        self._make, self._state = make, state
        again = tr("again, or Esc, to stop")
        self.tools: dict[Tool, QAction] = {}
        self._add(
            "rectangle",
            tr("Rectangle"),
            tr("Draw rectangles; with Shift, squares; {}").format(again),
            "Shift+R",
        )
        self._add(
            "ellipse",
            tr("Ellipse"),
            tr("Draw ellipses; with Shift, circles; {}").format(again),
            "E",
        )
        self._add(
            "polygon",
            tr("Polygon"),
            tr("Click corners; Enter, a double-click or the first corner closes; {}").format(again),
            "G",
        )
        self._add(
            "brush",
            tr("Brush"),
            tr("Paint a region; right button erases, Shift begins a new one; {}").format(again),
            "B",
        )
        self._add(
            "distance",
            tr("Distance"),
            tr("Measure from point to point; {}").format(again),
            "D",
        )
        rois = state.rois
        self.thinner = make(tr("Thinner brush"), tr("A thinner brush for regions"), "[")
        self.thinner.triggered.connect(lambda: rois.widen_brush(-1))
        self.wider = make(tr("Wider brush"), tr("A wider brush for regions"), "]")
        self.wider.triggered.connect(lambda: rois.widen_brush(1))
        self.copy = make(tr("Copy region"), tr("Put a copy of the selected region beside it"))
        self.copy.triggered.connect(lambda: rois.copy(state.wants.roi or ""))
        self.remove = make(
            tr("Remove region or distance"),
            tr("Remove what is selected (Delete, while in an image)"),
        )
        self.remove.triggered.connect(lambda: remove_selected(state))
        for actions, needs in (
            (self.tools.values(), tr("needs a cine")),
            ((self.thinner, self.wider), tr("needs the brush")),
            ((self.copy,), tr("no region is selected")),
            ((self.remove,), tr("nothing is selected")),
        ):
            for action in actions:
                action.setProperty(NEEDS, needs)

    def _add(self, tool: Tool, text: str, tip: str, key: str) -> None:
        action, state = self._make(text, tip, key, icon=tool, checkable=True), self._state
        action.triggered.connect(lambda on, tool=tool: state.use_tool(tool if on else "view"))
        self.tools[tool] = action

    def follow(self, state: ViewerState) -> None:
        """Check and enable the actions as the state is."""
        wants = state.wants
        for tool, action in self.tools.items():
            action.setChecked(wants.tool == tool)
            action.setEnabled(wants.cine is not None)
        for action in (self.thinner, self.wider):
            action.setEnabled(wants.tool == "brush")
        self.copy.setEnabled(wants.roi is not None)
        self.remove.setEnabled(wants.roi is not None or wants.ruler is not None)

    @property
    def all(self) -> list[QAction]:
        """In the order in which they stand in the menu."""
        return [*self.tools.values(), self.thinner, self.wider, self.copy, self.remove]
