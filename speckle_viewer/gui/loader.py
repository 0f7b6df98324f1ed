"""Opens cines, decodes frames and draws thumbnails, all off the thread of the window."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from speckle_viewer.cine import Cine
from speckle_viewer.errors import SpeckleViewerError
from speckle_viewer.gui.opening import Opening
from speckle_viewer.gui.thumbnail import thumbnail
from speckle_viewer.gui.tr import tr
from speckle_viewer.gui.worker import Worker

_log = logging.getLogger(__name__)


class Loader(QObject):
    """Reads files in two threads, one to open and one to decode, and answers with signals."""

    opened = Signal(object)
    """A `Cine`."""
    failed = Signal(str, str)
    """What went wrong, and its details."""
    settled = Signal()
    """A file or folder was dealt with: all that `opened` and `failed` say of it was said."""
    decoded = Signal(object, int)
    """A `Cine` and the frame that it now holds."""
    frame_failed = Signal(object, int, str)
    """A `Cine`, the frame that cannot be decoded, and why."""
    thumbnail_ready = Signal(object, object)
    """A `Cine` and its small picture, (rows, columns) or (rows, columns, 3) of uint8."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._opener = Worker("opening")
        self._decoder = Worker("decoding")
        self._closing = False
        self._saying = threading.Lock()
        self._count = 0
        self.opening = Opening()

    def open(self, path: Path) -> None:
        """Open a file or folder: `opened` or `failed` follows for each file, then `settled`."""
        self._count += 1
        self._opener.submit(f"open {self._count}", lambda unwanted: self._open(path, unwanted))

    def decode(self, frames: Sequence[tuple[Cine, int]]) -> None:
        """Decode these frames of cines in this order, in place of those asked for before."""

        def job(unwanted: Callable[[], bool]) -> None:
            for cine, frame in frames:
                if unwanted():
                    return
                self._decode(cine, frame)

        self._decoder.submit("frames", job)

    def draw_thumbnail(self, cine: Cine) -> None:
        """Draw the first frame small; where it cannot be decoded, nothing follows."""
        self._decoder.submit(f"thumbnail {id(cine)}", lambda _: self._draw(cine), priority=1)

    def release(self, cine: Cine) -> None:
        """Close the file of a cine that nothing shows any more, and drop what waits for it."""
        self.decode(())  # ends what is being decoded
        # In the thumbnail's place, which may still be waiting.
        self._decoder.submit(f"thumbnail {id(cine)}", lambda _: cine.close())

    def stop(self) -> None:
        """Stop: no signal follows. Does not wait: the threads end after what they are reading."""
        with self._saying:
            self._closing = True
        self._opener.stop()
        self._decoder.stop()

    def close(self, timeout: float = 0.05) -> None:
        """Stop, and give the threads up to ``timeout`` seconds to end."""
        self.stop()
        end = time.monotonic() + timeout
        for worker in (self._opener, self._decoder):
            worker.close(max(end - time.monotonic(), 0))

    # What follows runs in the threads.

    def _say(self, signal: str, *values: object) -> None:
        # Under the lock: once it is stopped, this object may be deleted at any moment.
        with self._saying:
            if not self._closing:
                getattr(self, signal).emit(*values)

    def _open(self, path: Path, unwanted: Callable[[], bool]) -> None:
        try:
            from speckle_viewer.cine.open import cines_in

            # Where a folder holds nothing, opening the folder itself says so.
            for part in cines_in(path) or [path]:
                if unwanted():
                    return
                self._open_one(part)
        except (SpeckleViewerError, OSError) as error:
            self._say("failed", tr("{} cannot be read.").format(path.name), str(error))
        except Exception as error:
            self._say_fault(path, error)
        self._say("settled")

    def _open_one(self, path: Path) -> None:
        try:
            cine = self.opening.open(path)
        except SpeckleViewerError as error:
            self._say("failed", str(error), str(path))
        except Exception as error:
            self._say_fault(path, error)
        else:
            self._say("opened", cine)

    def _say_fault(self, path: Path, error: Exception) -> None:
        # The log gets neither path nor text: both may name a patient.
        _log.error("A file could not be opened: %s", type(error).__name__)
        self._say(
            "failed",
            tr("{} cannot be opened because of a fault in this program.").format(path.name),
            f"{path}\n{type(error).__name__}: {error}",
        )

    def _decode(self, cine: Cine, frame: int) -> None:
        try:
            cine.frame(frame)
        except Exception as error:
            self._say("frame_failed", cine, frame, _sentence(error, frame))
        else:
            self._say("decoded", cine, frame)

    def _draw(self, cine: Cine) -> None:
        try:
            picture: NDArray[np.uint8] = thumbnail(cine.frame(0), cine.value_range)
        except SpeckleViewerError:
            return  # the pane says why
        except Exception as error:
            _log.error("A thumbnail could not be drawn: %s", type(error).__name__)
            return
        self._say("thumbnail_ready", cine, picture)


def _sentence(error: Exception, frame: int) -> str:
    if isinstance(error, SpeckleViewerError):
        return str(error)
    _log.error("A frame could not be decoded: %s", type(error).__name__)
    return tr("Frame {} cannot be decoded ({}).").format(frame + 1, type(error).__name__)
