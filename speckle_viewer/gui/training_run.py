"""A training run that the window started or looks at: read in a thread of its own."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from speckle_viewer.gui.worker import Worker
from speckle_viewer.training_process import RunFolder, Saved, TrainingProcess, runs_in

READ_EVERY_MS = 500
"""Twice as often as a run writes a line."""


@dataclass(frozen=True)
class News:
    """What a run said since it was last asked.

    Attributes
    ----------
    run
        Whose news they are.
    lines
        Of its log.
    picture
        The file and the pixels of the latest picture, if it is another one than before.
    card
        Of the method that came out, once it is there.
    ended
        Whether its process is gone; None where it has none of ours.
    """

    run: RunFolder
    lines: list[dict[str, Any]]
    picture: tuple[Path, QImage] | None
    card: Path | None
    ended: bool | None


class TrainingRun(QObject):
    """Starts a run, follows it and asks it to stop. One at a time."""

    came = Signal(object)
    """`News` of the run that is shown."""
    listed = Signal(object)
    """The list of `Saved` runs."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.process: TrainingProcess | None = None
        self.stopping = False
        self._worker = Worker("training")
        self._saying = threading.Lock()
        self._closed = False
        self._picture: Path | None = None
        self._clock = QTimer(self, interval=READ_EVERY_MS)
        self._clock.timeout.connect(self._ask)

    def start(self, words: Sequence[str], folder: Path) -> None:
        """Start ``speckle-viewer train`` with these words. Raises `OSError` if that cannot be."""
        self.process, self.stopping = TrainingProcess(words, folder), False
        self.look(self.process)
        self._clock.start()

    def stop(self) -> None:
        """Ask it to end after the step that it is at, with a checkpoint and a method."""
        if self.process is not None and not self.stopping:
            self.stopping = True
            self.process.stop()

    def look(self, run: RunFolder) -> None:
        """Have all that a run wrote read, from the beginning."""
        self._worker.submit("forget", lambda _: self._forget())
        self._worker.submit("read", lambda _: self._read(run))

    def list_runs(self, folder: Path) -> None:
        """Have the runs of a folder found that can be continued."""
        self._worker.submit("list", lambda _: self._list(folder))

    def end(self) -> TrainingProcess:
        """Take leave of the process, which has ended."""
        process, self.process = self.process, None
        assert process is not None
        self._clock.stop()
        return process

    def close(self) -> None:
        """Ask it to stop, and no more follow it: it ends by itself, with a checkpoint."""
        self.stop()
        self._clock.stop()
        with self._saying:
            self._closed = True
        self._worker.close()

    def _ask(self) -> None:
        run = self.process
        if run is not None:
            self._worker.submit("read", lambda _: self._read(run))

    # What follows runs in the thread.

    def _forget(self) -> None:
        self._picture = None

    def _read(self, run: RunFolder) -> None:
        # Asked first: what it wrote until it ended is read then.
        ended = not run.running if isinstance(run, TrainingProcess) else None
        lines, file = run.lines(), run.picture()
        picture = None
        if file is not None and file != self._picture:
            picture, self._picture = (file, QImage(str(file))), file
        self._say("came", News(run, lines, picture, run.card(), ended))

    def _list(self, folder: Path) -> None:
        self._say("listed", runs_in(folder))

    def _say(self, signal: str, value: list[Saved] | News) -> None:
        # Under the lock: once it is closed, this object may be deleted at any moment.
        with self._saying:
            if not self._closed:
                getattr(self, signal).emit(value)
