"""The bar under the images: play, step, seek, loop, speed, and how well it keeps up."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QWidget

from speckle_viewer.gui import words
from speckle_viewer.gui.icons import set_icon
from speckle_viewer.gui.labels import FixedLabel
from speckle_viewer.gui.slider import FrameSlider
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.viewer import Scene, ViewerState
from speckle_viewer.viewer.wants import SPEEDS

_MODES = {"real time": QT_TR_NOOP("Real time"), "every frame": QT_TR_NOOP("Every frame")}


class Transport(QWidget):
    """Draws the playback of a scene, and asks the state to change it.

    Parameters
    ----------
    moves, switches
        The actions of the buttons left of the slider, and right of it.
    """

    def __init__(
        self,
        state: ViewerState,
        moves: Sequence[QAction],
        switches: Sequence[QAction],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._state = state
        self.slider = FrameSlider(self)
        self.slider.valueChanged.connect(state.go_to)
        self.frame_label = FixedLabel(
            "9999 / 9999", tr("Frame shown, and how many there are"), self
        )
        self.interval_label = FixedLabel(
            "33.3 ms (" + tr("header: {}").format("FrameTime") + ")",
            tr("Time between frames, and where it was read"),
            self,
        )
        self.rate_label = FixedLabel(
            tr("{:.1f} fps, {} dropped").format(29.9, 9999),
            tr("Frames per second achieved, and frames left out"),
            self,
        )
        self.speed = self._choice(tr("Speed, as a multiple of the cine's own rate"))
        for factor in SPEEDS:
            self.speed.addItem(words.speed(factor), factor)
        self.speed.activated.connect(lambda i: state.set_playback(speed=SPEEDS[i]))
        self.mode = self._choice(
            tr(
                "Real time keeps the cine's rate and leaves frames out where it must.\n"
                "Every frame waits until each is denoised in every pane."
            )
        )
        self.mode.setAccessibleName(tr("Playback mode"))
        for key, title in _MODES.items():
            self.mode.addItem(tr(title), key)
        self.mode.activated.connect(lambda i: state.set_playback(mode=self.mode.itemData(i)))
        self._lay_out(moves, switches)
        self._sources: object = None

    def _choice(self, tip: str) -> QComboBox:
        box = QComboBox(self)
        box.setToolTip(tip)
        box.setAccessibleName(tip)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        return box

    def _lay_out(self, moves: Sequence[QAction], switches: Sequence[QAction]) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GRID, GRID // 2, GRID, 2)
        layout.setSpacing(GRID // 2)
        for action in moves:
            layout.addWidget(action_button(action, self))
        layout.addSpacing(GRID // 2)
        layout.addWidget(self.slider, 1)
        layout.addSpacing(GRID // 2)
        layout.addWidget(self.frame_label)
        for action in switches:
            layout.addWidget(action_button(action, self))
        layout.addWidget(self.speed)
        layout.addWidget(self.mode)
        layout.addSpacing(GRID // 2)
        layout.addWidget(self.interval_label)
        layout.addSpacing(GRID // 2)
        layout.addWidget(self.rate_label)

    def show_scene(self, scene: Scene) -> None:
        """Draw the playback of the scene."""
        wants, cine = scene.wants, scene.cine
        count = wants.frame_count
        self.setEnabled(count > 1)
        self.slider.show_frames(
            count, wants.frame, scene.decoded, scene.denoised, wants.playback_range
        )
        self.frame_label.write(f"{wants.frame + 1} / {count}" if cine else "")
        if cine is not self._sources:
            self._sources = cine
            self.interval_label.write(words.interval(cine.timing) if count > 1 and cine else "")
        playback = wants.playback
        self.rate_label.write(words.achieved(scene.rate, scene.dropped, playback.playing))
        if self.speed.currentData() != playback.speed:
            self.speed.setCurrentIndex(SPEEDS.index(playback.speed))
        if self.mode.currentData() != playback.mode:
            self.mode.setCurrentIndex([*_MODES].index(playback.mode))


def action_button(action: QAction, parent: QWidget) -> QToolButton:
    """A button for an action. The mouse leaves the keyboard where it is."""
    button = QToolButton(parent)
    button.setDefaultAction(action)
    button.setAccessibleName(action.text())
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    name = action.property("icon_name")
    if name:
        set_icon(action, name)
    return button
