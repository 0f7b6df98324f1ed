"""The actions that draw and change regions and distances."""

from collections.abc import Callable

from PySide6.QtGui import QAction, QColor, QIcon, QPixmap
from PySide6.QtWidgets import QMenu

from speckle_viewer.colours import DISTINCT
from speckle_viewer.gui.commands import NEEDS
from speckle_viewer.gui.rois.drawing import remove_selected
from speckle_viewer.gui.rois.tracking import Tracking
from speckle_viewer.gui.tr import tr
from speckle_viewer.viewer import ViewerState
from speckle_viewer.viewer.wants import Tool


class RoiActions:
    """Each tool switches itself off when it is chosen again; the rest is for what is selected.

    Parameters
    ----------
    make
        Makes an action of a text, a tooltip and a shortcut: `Actions._make`.
    """

    def __init__(
        self, make: Callable[..., QAction], state: ViewerState, tracking: Tracking
    ) -> None:
        self._make, self._state, self.tracking = make, state, tracking
        state.rois.new_name, state.rulers.new_name = tr("Region"), tr("Distance")
        self.tools: dict[Tool, QAction] = {}
        self._make_tools()
        self._make_brush_actions()
        self._make_roi_actions()
        tracking.changed.connect(lambda: self.follow(state))
        for actions, needs in (
            (self.tools.values(), tr("needs a cine")),
            ((self.thinner, self.wider), tr("needs the brush")),
            ((self.one_frame, self.copy, self.forget), tr("no region is selected")),
            ((self.track,), tr("needs a selected region, and several frames")),
            ((self.rename, self.remove), tr("nothing is selected")),
        ):
            for action in actions:
                action.setProperty(NEEDS, needs)

    def _make_tools(self) -> None:
        add, again = self._add, tr("Esc ends it")
        add("rectangle", tr("Rectangle"), tr("Draw rectangles; with Shift, squares"), "Shift+R")
        add("ellipse", tr("Ellipse"), tr("Draw ellipses; with Shift, circles"), "E")
        corners = tr("Click corners; Enter, a double-click or the first corner closes the polygon")
        add("polygon", tr("Polygon"), corners, "G")
        painting = tr("Paint a region; the right button erases, Shift begins a new region")
        add("brush", tr("Brush"), painting, "B")
        add("distance", tr("Distance"), tr("Measure from point to point"), "D")
        for action in self.tools.values():
            action.setStatusTip(f"{action.toolTip()}. {again}.")

    def _add(self, tool: Tool, text: str, tip: str, key: str) -> None:
        action, state = self._make(text, tip, key, icon=tool, checkable=True), self._state
        action.triggered.connect(lambda on: state.use_tool(tool if on else "view"))
        self.tools[tool] = action

    def _make_brush_actions(self) -> None:
        make, rois = self._make, self._state.rois
        self.thinner = make(tr("Thinner brush"), tr("A thinner brush for regions"), "[")
        self.thinner.triggered.connect(lambda: rois.widen_brush(-1))
        self.wider = make(tr("Wider brush"), tr("A wider brush for regions"), "]")
        self.wider.triggered.connect(lambda: rois.widen_brush(1))

    def _make_roi_actions(self) -> None:
        make, state = self._make, self._state
        self.rename = make(tr("Rename"), tr("Give the selected region or distance another name"))
        self.one_frame = make(
            tr("On this frame only"),
            tr("Have the selected region on the frame shown, or on all frames"),
            checkable=True,
        )
        self.one_frame.triggered.connect(
            lambda on: state.rois.keep_on_frame(state.wants.roi or "", on)
        )
        self.copy = make(tr("Copy region"), tr("Put a copy of the selected region beside it"))
        self.copy.triggered.connect(lambda: state.rois.copy(state.wants.roi or ""))
        self.track = make(tr("Track through the cine"), "", "Shift+T")
        self.track.triggered.connect(self._track_or_stop)
        self.forget = make(
            tr("Forget tracking"), tr("Have the selected region stay in its place on all frames")
        )
        self.forget.triggered.connect(lambda: state.rois.clear_path(state.wants.roi or ""))
        self.remove = make(
            tr("Remove region or distance"),
            tr("Remove what is selected (Delete, while in an image)"),
        )
        self.remove.triggered.connect(lambda: remove_selected(state))

    def _track_or_stop(self) -> None:
        roi = self._state.rois.selected
        if roi is not None and self.tracking.progress(roi) is not None:
            self.tracking.stop(roi)
        elif roi is not None:
            self.tracking.start(roi.name)

    def follow(self, state: ViewerState) -> None:
        """Check, enable and name the actions as the state is."""
        wants, roi = state.wants, state.rois.selected
        for tool, action in self.tools.items():
            action.setChecked(wants.tool == tool)
            action.setEnabled(wants.cine is not None)
        for action in (self.thinner, self.wider):
            action.setEnabled(wants.tool == "brush")
        for action in (self.one_frame, self.copy):
            action.setEnabled(roi is not None)
        self.one_frame.setChecked(roi is not None and roi.frame is not None)
        self.forget.setEnabled(roi is not None and bool(roi.path))
        for action in (self.rename, self.remove):
            action.setEnabled(roi is not None or state.rulers.selected is not None)
        self.track.setEnabled(roi is not None and wants.frame_count > 1)
        running = roi is not None and self.tracking.progress(roi) is not None
        self.track.setText(tr("Stop tracking") if running else tr("Track through the cine"))
        tip = tr("Have the selected region go along with the tissue, from this frame both ways")
        self.track.setToolTip(f"{tip} (Shift+T)")

    # -- menus ---------------------------------------------------------------------------------

    def fill(self, menu: QMenu) -> None:
        """What can be done with what is selected."""
        menu.setToolTipsVisible(True)
        menu.addAction(self.rename)
        roi, state = self._state.rois.selected, self._state
        if roi is not None:
            colour = menu.addMenu(tr("Colour"))
            for place, name in enumerate(_colour_names()):
                action = colour.addAction(_swatch(DISTINCT[place]), name)
                action.triggered.connect(
                    lambda _=False, place=place: state.rois.recolour(roi.name, place)
                )
            menu.addActions([self.one_frame, self.copy])
            self._offer_cines(menu, roi.name)
            menu.addSeparator()
            menu.addActions([self.track, self.forget])
        menu.addSeparator()
        menu.addAction(self.remove)

    def _offer_cines(self, menu: QMenu, name: str) -> None:
        """The other cines, onto whose same pixels a region can be copied."""
        state = self._state
        others = [cine for cine in state.wants.cines if cine is not state.wants.cine]
        if others:
            to = menu.addMenu(tr("Copy to cine"))
            for cine in others:
                action = to.addAction(cine.name)
                action.triggered.connect(lambda _=False, cine=cine: state.rois.copy(name, cine))

    def fill_measure_menu(self, menu: QMenu) -> None:
        """The tools, and a menu of what can be done with what is selected."""
        menu.addActions([*self.tools.values()])
        menu.addSeparator()
        menu.addActions([self.thinner, self.wider])
        menu.addSeparator()
        selected = menu.addMenu(tr("Selected region or distance"))
        selected.addAction(self.rename)  # or it would not open
        selected.aboutToShow.connect(lambda: self._fill_anew(selected))

    def _fill_anew(self, menu: QMenu) -> None:
        for old in menu.findChildren(QMenu):
            old.deleteLater()
        menu.clear()
        self.fill(menu)


def _colour_names() -> list[str]:
    """Of `DISTINCT`."""
    names = [tr("Orange"), tr("Sky blue"), tr("Green"), tr("Yellow"), tr("Vermilion")]
    return [*names, tr("Purple"), tr("Aqua"), tr("Blue")]


def _swatch(colour: str) -> QIcon:
    square = QPixmap(12, 12)
    square.fill(QColor(colour))
    return QIcon(square)
