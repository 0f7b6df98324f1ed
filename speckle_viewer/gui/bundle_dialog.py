"""The dialog that saves an evidence bundle: what goes into it, and how far it is."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
)

from speckle_viewer.gui.explain.analyst import Task
from speckle_viewer.gui.style import GRID
from speckle_viewer.gui.tr import QT_TR_NOOP, tr
from speckle_viewer.gui.writing import Writing
from speckle_viewer.viewer import Scene
from speckle_viewer.viewer.bundle_file import BUNDLE_SUFFIX, is_bundle

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence.shown import Shown
    from speckle_viewer.gui.window import Window

_PURPOSE = "bundle"
_KIND = QT_TR_NOOP("Evidence bundle (*.zip)")
_TITLE = QT_TR_NOOP("Save evidence bundle")
_HOLDS = QT_TR_NOOP(
    "A zip with a report to read and print, the images shown, the kernels at the pins, what the "
    "open explainers and the table of measurements show, the methods' cards, and a session that "
    "opens the same again. The recordings themselves are not in it."
)
_NAMED = QT_TR_NOOP("Include file names, and what is written in the images")
_NAMED_TIP = QT_TR_NOOP("Both may name the patient. Without them, images are black outside tissue.")


class BundleDialog(QDialog):
    """Writes what the window shows when it is asked to; the window stays usable meanwhile."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._writing = Writing(_PURPOSE, tr("Save …"), self)
        self.written = self._writing.written
        self.said, self.bar = self._writing.said, self._writing.bar
        self.go, self.stop = self._writing.go, self._writing.stop
        self.setWindowTitle(tr(_TITLE))
        holds = QLabel(tr(_HOLDS), self, wordWrap=True)
        self.what = QLabel(self, wordWrap=True)
        self.what.setProperty("role", "caption")
        self.what.setAccessibleName(tr("What is saved now"))
        self.named = QCheckBox(tr(_NAMED), self)
        self.named.setToolTip(tr(_NAMED_TIP))
        self.go.clicked.connect(self._ask)
        self.stop.clicked.connect(self._cancel)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.stop)
        buttons.addWidget(self.go)
        layout = QVBoxLayout(self)
        layout.setSpacing(GRID)
        for part in (holds, self.what, self.named, self.said, self.bar):
            layout.addWidget(part)
        layout.addStretch(1)
        layout.addLayout(buttons)
        self.setMinimumWidth(460)
        self._writing.analyst.changed.connect(self._follow)
        window.presenter.scene_changed.connect(self._follow)
        for dock in window.explain.docks.values():
            dock.visibilityChanged.connect(self._follow)

    @property
    def is_busy(self) -> bool:
        """Whether a bundle is being written."""
        return self._writing.is_busy

    def _follow(self, _: object = None) -> None:
        if not self.isVisible():
            return
        scene = self._window.presenter.scene
        self.bar.setVisible(self.is_busy)
        self.named.setEnabled(not self.is_busy)
        self.stop.setText(tr("Cancel") if self.is_busy else tr("Close"))
        waiting = scene.cine is not None and not (scene.ready and not scene.requests)
        self.what.setText(self._summary(scene))
        self.go.setEnabled(scene.cine is not None and not waiting and not self.is_busy)
        if waiting and not self.is_busy:
            self.said.setText(tr("The images and kernels of this frame are on their way."))
        elif self.said.text() == tr("The images and kernels of this frame are on their way."):
            self.said.clear()

    def _summary(self, scene: Scene) -> str:
        titles = [tr(dock.kind.title) for dock in self._window.explain.seen]
        images = tr("%n images", "", len(scene.images))
        pins = tr("%n pins", "", len(scene.wants.cine_pins))
        return " · ".join([images, pins, *titles])

    # -- what the user does --------------------------------------------------------------------

    def _ask(self) -> None:
        first = self._window.settings.folder / f"evidence{BUNDLE_SUFFIX}"
        name, _ = QFileDialog.getSaveFileName(self, tr(_TITLE), str(first), tr(_KIND))
        if name:
            path = Path(name)
            self.write(path if is_bundle(path) else path.with_name(path.name + BUNDLE_SUFFIX))

    def write(self, path: Path) -> None:
        """Write what the window shows now; progress and outcome appear in the dialog."""
        self._writing.write(path, self._job(path, self.named.isChecked()))

    def _job(self, path: Path, named: bool) -> Callable[[Task], Path]:
        window = self._window
        scene, cards = window.presenter.scene, dict(window.presenter.cards)
        sessions, layout = window.sessions, window.sessions.layout()
        shown = _shown_by(window)

        def job(task: Task) -> Path:
            from speckle_viewer.bundle import bundle_of, write_bundle

            stored = [sessions.stored(cine, task) for cine in scene.wants.cines]
            bundle = bundle_of(scene, stored, shown, cards, layout, named=named, check=task.check)
            return write_bundle(path, bundle, check=task.check, progress=task.report)

        return job

    def _cancel(self) -> None:
        if self.is_busy:
            self._writing.cancel()
        else:
            self.close()

    # -- coming and going ----------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.said.clear()
        state = self._window.state
        state.set_playback(playing=False)
        state.need_evidence(_PURPOSE, state.wants.all_methods)
        self._follow()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._window.state.need_evidence(_PURPOSE, ())

    def reject(self) -> None:
        """Close, by whatever means, and stop what is being written."""
        self._writing.cancel()
        super().reject()

    def close_down(self) -> None:
        """Stop what is being written, as the window closes."""
        self._writing.analyst.close()


def _shown_by(window: "Window") -> list["Shown"]:
    """What the explainers show that are seen, but for those that are still of another frame."""
    found = []
    frame = window.presenter.scene.explained.wants.frame
    for dock in window.explain.seen:
        shown = dock.shown()
        if shown is None:
            continue
        number = re.search(r"\d+", shown.facts.get("Frame", ""))  # of "3 of 30"
        if number is None or int(number[0]) == frame + 1:
            found.append(shown)
    return found
