"""Writing a file in the background, with progress, cancel and a closing sentence."""

import contextlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QWidget

from speckle_viewer.gui.explain.analyst import Analyst, Task
from speckle_viewer.gui.tr import tr


class Writing(QObject):
    """The parts of a dialog that writes one file, or one folder, at a time.

    The dialog lays them out, and asks `analyst` for jobs of its own under other keys.
    """

    written = Signal(object)
    """The path that was written."""
    _late = Signal(object)

    def __init__(self, key: str, go: str, dialog: QWidget) -> None:
        super().__init__(dialog)
        self._key = key
        self.analyst = Analyst(key, self)
        self.said = QLabel(dialog, wordWrap=True)
        self.said.setAccessibleName(tr("How writing goes"))
        self.bar = QProgressBar(dialog)
        self.bar.setAccessibleName(tr("Progress of writing"))
        self.go = QPushButton(go, dialog)
        self.go.setToolTip(tr("Choose where, and write"))
        self.go.setDefault(True)
        self.stop = QPushButton(tr("Cancel"), dialog)
        self.stop.setToolTip(tr("Stop writing; nothing is left behind"))
        self.stop.setAutoDefault(False)
        self._late.connect(self._say_late, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether something is being written."""
        return self.analyst.busy(self._key)

    def write(self, path: Path, job: Callable[[Task], Path]) -> None:
        """Have a job write to a path, whole or not at all; it gives what was written."""
        self.said.setText(tr("Writing {} …").format(path.name))
        self.bar.setRange(0, 0)

        def write(task: Task) -> Path:
            made = job(task)
            if task.stopped():  # too late: it was there already
                with contextlib.suppress(RuntimeError):  # the window is closed
                    self._late.emit(made)
            return made

        self.analyst.ask(self._key, write, self._say_written, self.said.setText, self._show_share)

    def cancel(self) -> None:
        """Stop what is being written."""
        if self.is_busy:
            self.analyst.cancel(self._key)
            self.said.setText(tr("Cancelled: nothing was written."))

    def _show_share(self, share: float) -> None:
        self.bar.setRange(0, 100)
        self.bar.setValue(round(100 * share))

    def _say_written(self, path: Path) -> None:
        self.said.setText(tr("Written: {}").format(path))
        self.written.emit(path)

    def _say_late(self, path: Path) -> None:
        if not self.is_busy:
            self.said.setText(tr("Written before it could be cancelled: {}").format(path))
            self.written.emit(path)
