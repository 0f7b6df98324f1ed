"""Grey values along the line, of every image on screen."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from speckle_viewer.colours import image_colour
from speckle_viewer.gui.explain.analyst import Task
from speckle_viewer.gui.explain.explainer import Explainer
from speckle_viewer.gui.explain.follower import Follower
from speckle_viewer.gui.explain.line_controls import LineButtons, ThicknessBox
from speckle_viewer.gui.explain.profile_plot import ProfileLegend, ProfilePlot
from speckle_viewer.gui.explain.profile_values import Profiles, read_profiles, sources_of
from speckle_viewer.gui.style import CONTROL_HEIGHT, GRID
from speckle_viewer.gui.texts import unit_title
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.methods import Card
from speckle_viewer.viewer import Scene, ViewerState, Wants
from speckle_viewer.viewer.wants import LINE

if TYPE_CHECKING:
    from speckle_viewer.evidence.shown import Shown

_WIDTH = 310


class ProfileExplainer(Explainer):
    """Follows the line and the images as they change."""

    name = "profile"
    title = QT_TR_NOOP("Profile")
    shortcut = "Shift+L"
    tip = QT_TR_NOOP("Grey values along a line in every image, and how wide its edge is")
    has_choice = False
    lays = frozenset({LINE})

    def __init__(self, state: ViewerState, parent: QWidget | None = None) -> None:
        super().__init__(state, parent)
        self.buttons, self.thickness = LineButtons(state), ThicknessBox(state)
        self.plot, self.legend = ProfilePlot(), ProfileLegend()
        self.message = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self.found: Profiles | None = None
        self._scene: Scene | None = None
        self._pointed: float | None = None
        self._follower = Follower[Profiles](self.analyst, "profile", self._show, self._fail)
        self._lay_out()
        self.plot.pointed.connect(self._point)

    def _lay_out(self) -> None:
        self.message.setProperty("role", "caption")
        rows = QFormLayout()
        rows.setSpacing(GRID // 2)
        for text, content in ((tr("Line"), self.buttons), (tr("Mean of"), self.thickness)):
            label = QLabel(text)
            label.setProperty("role", "caption")
            label.setMinimumHeight(CONTROL_HEIGHT)
            rows.addRow(label, content)
        side = QWidget()
        side.setFixedWidth(_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(rows)
        column.addWidget(self.legend, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, GRID, GRID, GRID // 2)
        row.setSpacing(2 * GRID)
        row.addWidget(side)
        row.addWidget(self.message, 1)
        row.addWidget(self.plot, 1)

    def evidence_of(self, wants: Wants) -> frozenset[str]:
        """None: the images suffice."""
        return frozenset()

    @classmethod
    def explains(cls, card: Card | None) -> bool:
        """Every image, the input too."""
        return True

    # -- showing -------------------------------------------------------------------------------

    def show_scene(self, scene: Scene) -> None:
        """Have the profiles read, unless they are of this line and these images already."""
        self._scene, wants = scene, scene.wants
        self.buttons.show_wants(wants)
        self.thickness.show_wants(wants)
        line, sources = wants.cine_line, sources_of(scene)
        if line is None or not sources:
            self._clear(_why_none(scene))
            return
        # The job holds on to the images: no other can have their ids meanwhile.
        setting = line, wants.along.thickness, tuple(id(source.image) for source in sources)
        titles = tuple((source.pane, source.title) for source in sources)

        def job(task: Task) -> Profiles:
            return read_profiles(line, wants.along.thickness, sources)

        self._follower.want(scene.cine, (*setting, titles), job, patient=True)

    def _clear(self, sentence: str) -> None:
        self._follower.drop()
        self.found = None
        self.legend.show_profiles(None, None)
        self._seen(sentence)

    def _fail(self, sentence: str) -> None:
        self._clear(sentence)

    def _show(self, found: Profiles) -> None:
        self.found = found
        self._seen("")
        self.plot.show_profiles(found, self._label)
        self._say()

    def _seen(self, sentence: str) -> None:
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))
        self.plot.setVisible(not sentence)

    @property
    def _label(self) -> str:
        return unit_title(self._unit)

    @property
    def _unit(self) -> str:
        cine = None if self._scene is None else self._scene.cine
        return "grey levels" if cine is None else cine.scale.unit

    def _point(self, distance: float | None) -> None:
        """Mark the place in the images where the mouse is in the plot."""
        found = self.found
        inside = found is not None and distance is not None and 0 <= distance <= found.where.length
        self._pointed = distance if inside else None
        self.plot.mark(self._pointed)
        self._say()
        if found is None or self._pointed is None:
            self.state.point_at(None)
        else:
            self.state.point_at(found.where.nearest(self._pointed))

    def _say(self) -> None:
        place = None
        if self.found is not None and self._pointed is not None:
            place = int(np.abs(self.found.where.distance - self._pointed).argmin())
        self.legend.show_profiles(self.found, place)

    # -- taking away, coming and going ---------------------------------------------------------

    def shown(self) -> "Shown | None":
        """The curves, and the width of each edge."""
        from speckle_viewer.evidence.shown import Curves, Shown

        found, scene = self.found, self._scene
        if found is None or scene is None:
            return None
        start, end = (f"x {c}, y {r}" for r, c in (found.line.start, found.line.end))
        facts = {
            "Frame": f"{scene.wants.frame + 1} of {scene.wants.frame_count}",
            "Line": f"from {start} to {end}, {found.where.length:.2f} {found.where.unit}",
            "Scale": found.where.source,
        }
        if found.thickness > 1:
            facts["Mean of"] = f"{found.thickness} lines, a pixel apart"
        curves, looks = dict[str, np.ndarray](), dict[str, tuple[str, str]]()
        for profile in found.of:
            title, settings = profile.source.title, ", ".join(profile.source.settings)
            curves[title] = profile.values
            looks[title] = image_colour(profile.source.place, "white"), "-"
            if settings:
                facts[f"Settings of {title}"] = settings
            if profile.edge is not None:
                facts[f"Edge of {title}"] = f"{profile.edge:.3f} {found.where.unit} (10–90 %)"
        label = f"Along the line ({found.where.unit})"
        value = self._unit.capitalize() or "Brightness, 0 to 1"
        panel = Curves("Profile", found.where.distance, label, curves, value, looks)
        return Shown("Profile along a line", facts, (panel,))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if event.spontaneous():
            return
        self._scene = None
        if self.state.wants.tool == "line":
            self.state.use_tool("view")

    def refresh_theme(self) -> None:
        """Take on the colours of the theme that is in use now."""
        self.plot.refresh_theme()
        self._say()


def _why_none(scene: Scene) -> str:
    if scene.cine is None:
        return tr("Open a cine to see what lies along a line.")
    if scene.wants.cine_line is None:
        return tr("Press “Draw”, then drag in an image: the line is read in all of them.")
    return tr("Waiting for the frame …")
