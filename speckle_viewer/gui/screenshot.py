"""Renders the window to a picture: for the documentation, and where there is no screen."""

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from speckle_viewer.errors import SpeckleViewerError
from speckle_viewer.gui.app import make_application
from speckle_viewer.gui.settings import Settings
from speckle_viewer.gui.window import Window
from speckle_viewer.viewer import Scene

TIMEOUT_S = 120.0
"""For the first denoised frame, the loading of torch included."""


def render(
    files: Sequence[str | Path],
    out: Path,
    *,
    size: tuple[int, int] = (1440, 900),
    frame: int | None = None,
    pixel: tuple[int, int] | None = None,
    theme: Literal["dark", "light"] = "dark",
    timeout_s: float = TIMEOUT_S,
) -> Path:
    """Open the window, wait until the frame is denoised, point at a pixel, and save a picture.

    Works under any platform of Qt, ``offscreen`` included.

    Parameters
    ----------
    files
        Files to open; the sample cine where there are none.
    out
        The PNG file to write.
    size
        Of the window in pixels.
    frame
        The frame to show; the middle one by default.
    pixel
        (row, column) to point at and to pin; the middle of the image by default.

    Raises
    ------
    SpeckleViewerError
        If the picture cannot be written.
    """
    application = make_application(theme)
    with TemporaryDirectory() as folder:
        window = Window(Settings(Path(folder) / "settings.ini"))  # the user's stay as they are
        window.actions_.light.setChecked(theme == "light")
        _show(window, files, size, frame, pixel, timeout_s)
        grabbed = window.grab()
        window.close()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    if not grabbed.save(str(out)):
        raise SpeckleViewerError(f"{out} cannot be written: choose another place.")
    return out


def _show(
    window: Window,
    files: Sequence[str | Path],
    size: tuple[int, int],
    frame: int | None,
    pixel: tuple[int, int] | None,
    timeout_s: float,
) -> None:
    window.resize(*size)
    window.show()
    if files:
        window.open_all(files)
    else:
        window.open_sample()
    wait_for(window, lambda scene: scene.cine is not None or bool(window.messages.text), timeout_s)
    if window.presenter.scene.cine is not None:
        _look(window, frame, pixel, timeout_s)
    QApplication.processEvents()


def _look(
    window: Window, frame: int | None, pixel: tuple[int, int] | None, timeout_s: float
) -> None:
    cine = window.presenter.scene.cine
    assert cine is not None
    rows, columns = cine.shape
    row, column = pixel or (rows // 2, columns // 2)
    window.state.set_playback(playing=False)
    window.state.go_to(len(cine) // 2 if frame is None else frame)
    wait_for(window, lambda scene: scene.wants is window.state.wants and scene.ready, timeout_s)
    window.state.pin(row, column)
    canvas = [*window.grid.panes.values()][-1].canvas
    at = canvas.to_screen(row, column)
    move_mouse(canvas.viewport(), at)
    wanted = window.presenter.scene.wants.methods
    wait_for(window, lambda s: not wanted or s.inspection.kernel is not None, timeout_s)
    wait_for(window, lambda scene: not scene.requests, timeout_s)


def move_mouse(target: QObject, at: QPointF) -> None:
    """Tell a widget that the mouse is at a place within it."""
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, at, at, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(target, event)


def wait_for(window: Window, is_there: Callable[[Scene], bool], timeout_s: float) -> None:
    """Let the window run until its scene is as asked, or the time is over."""
    loop, clock = QEventLoop(), QElapsedTimer()
    clock.start()
    poll = QTimer(interval=20)
    poll.timeout.connect(
        lambda: (
            loop.quit()
            if is_there(window.presenter.scene) or clock.elapsed() > 1000 * timeout_s
            else None
        )
    )
    poll.start()
    loop.exec()
    poll.stop()
