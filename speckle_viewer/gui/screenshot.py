"""Renders the window to a picture: for the documentation, and where there is no screen."""

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QElapsedTimer,
    QEvent,
    QEventLoop,
    QIODevice,
    QObject,
    QPointF,
    Qt,
    QTimer,
)
from PySide6.QtGui import QMouseEvent, QPixmap
from PySide6.QtWidgets import QApplication

from speckle_viewer.errors import SpeckleViewerError
from speckle_viewer.gui.app import make_application
from speckle_viewer.gui.settings import Settings
from speckle_viewer.gui.window import Window
from speckle_viewer.methods import registry
from speckle_viewer.paths import sample_cine
from speckle_viewer.viewer import Scene
from speckle_viewer.viewer.comparison import MODES
from speckle_viewer.whole_file import write_whole

TIMEOUT_S = 120.0
"""For the first denoised frame, the loading of torch included."""


def render(
    files: Sequence[str | Path],
    out: Path,
    *,
    size: tuple[int, int] = (1440, 900),
    frame: int | None = None,
    pixel: tuple[int, int] | None = None,
    methods: Sequence[str] = (),
    explain: Sequence[str] = (),
    compare: str | None = None,
    beside: str | Path | None = None,
    theme: Literal["dark", "light"] = "dark",
    language: str = "en",
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
        (row, column) to point at and to pin; the middle of the image by default. The mouse is in
        the pane of the first method.
    methods
        Ids of the methods to run, a pane each; by default the one that the window starts with.
    explain
        Names of the explainers to open; the last one is in front.
    compare
        How the input is compared with the first method in a further pane; not at all by default.
    beside
        A file to be shown beside the last of ``files``.
    theme
        Dark or light colours.
    language
        Code of the window's language; the system's where it is empty.
    timeout_s
        How long the window may take, in seconds.

    Raises
    ------
    SpeckleViewerError
        If there is no such method, explainer or comparison, no file can be opened, the pixel is
        outside the image, there is no translation into the language, the window is not ready in
        time, or the picture cannot be written. No file is made then.
    """
    application = make_application(theme, language)
    with TemporaryDirectory() as folder:
        window = Window(Settings(Path(folder) / "settings.ini"))  # the user's stay as they are
        try:
            window.actions_.light.setChecked(theme == "light")
            _choose(window, methods)
            _explain(window, explain)
            _compare(window, compare)
            window.resize(*size)
            window.show()
            _open(window, files, beside, timeout_s)
            _look(window, frame, pixel, timeout_s)
            QApplication.processEvents()
            grabbed = window.grab()
        finally:
            window.close()
            application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    _write(grabbed, out)
    return out


def _write(picture: QPixmap, out: Path) -> None:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    drawn = picture.save(buffer, "PNG")
    try:
        if not drawn or not out.parent.is_dir():
            raise OSError
        write_whole(out, bytes(content.data()))
    except OSError:
        raise SpeckleViewerError(f"{out} cannot be written: choose another place.") from None


def _choose(window: Window, methods: Sequence[str]) -> None:
    for method in methods:
        described = registry.card(method)  # or a sentence that names those there are
        if method not in window.presenter.cards:  # of a package, read a moment later otherwise
            window.presenter.add_method(described)
    for method in window.state.wants.methods if methods else ():
        window.state.choose_method(method, False)
    for method in methods:
        window.state.choose_method(method, True)


def _explain(window: Window, names: Sequence[str]) -> None:
    for name in names:
        if name not in window.explain.docks:
            known = ", ".join(window.explain.docks)
            raise SpeckleViewerError(f"There is no explainer {name!r}: choose among {known}.")
        window.explain.open(name)


def _compare(window: Window, mode: str | None) -> None:
    if mode is not None and mode not in MODES:
        known = ", ".join(MODES)
        raise SpeckleViewerError(f"There is no comparison {mode!r}: choose among {known}.")
    if mode is not None:
        window.state.compare(shown=True, mode=mode)


def _explained(window: Window) -> bool:
    """Whether every explainer, and the Kernel tab, has what it asked for."""
    docks = window.explain.docks.values()
    busy = any(d.explainer.analyst.is_busy for d in docks if d.explainer is not None)
    return not busy and not window.presenter.equivalents.is_busy


def _open(
    window: Window, files: Sequence[str | Path], beside: str | Path | None, timeout_s: float
) -> None:
    settled, failures = list[bool](), list[str]()
    window.presenter.settled.connect(lambda: settled.append(True))
    window.presenter.not_opened.connect(lambda all_: failures.append(all_[-1][0]))
    paths = [*(files or [sample_cine()]), *(() if beside is None else [beside])]
    window.open_all(paths)
    _need(window, lambda scene: len(settled) >= len(paths), timeout_s, "open the file")
    cines = window.state.wants.cines
    if len(cines) < (1 if beside is None else 2):
        raise SpeckleViewerError(" ".join(failures) or "There is no cine in what was to be opened.")
    if beside is not None:
        window.state.show_cine(cines[-2])
        window.state.two_cines.show(cines[-1])


def _need(
    window: Window, is_there: Callable[[Scene], bool], timeout_s: float, purpose: str
) -> None:
    if not wait_for(window, is_there, timeout_s):
        raise SpeckleViewerError(
            f"The window took more than {timeout_s:.0f} s to {purpose}: try again while less runs."
        )


def _look(
    window: Window, frame: int | None, pixel: tuple[int, int] | None, timeout_s: float
) -> None:
    cine = window.state.wants.cine
    assert cine is not None
    rows, columns = cine.shape
    row, column = pixel or (rows // 2, columns // 2)
    if not (0 <= row < rows and 0 <= column < columns):
        raise SpeckleViewerError(
            f"The pixel ({row}, {column}) is outside the image of {cine.name}, which has {rows} "
            f"rows and {columns} columns: choose one within it."
        )
    window.state.set_playback(playing=False)
    window.state.go_to(len(cine) // 2 if frame is None else frame)

    def complete(scene: Scene) -> bool:
        lacking = scene.requests or (scene.beside is not None and scene.beside.requests)
        return scene.wants is window.state.wants and scene.ready and not lacking

    _need(window, complete, timeout_s, "denoise the frame")
    window.state.pins.toggle(row, column)
    canvas = [*window.grid.panes.values()][:2][-1].canvas
    at = canvas.to_screen(row, column)
    move_mouse(canvas.viewport(), at)
    _need(window, complete, timeout_s, "find the kernel")
    _need(window, lambda scene: complete(scene) and _explained(window), timeout_s, "explain it")


def move_mouse(target: QObject, at: QPointF) -> None:
    """Tell a widget that the mouse is at a place within it."""
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, at, at, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(target, event)


def wait_for(window: Window, is_there: Callable[[Scene], bool], timeout_s: float) -> bool:
    """Let the window run until its scene is as asked, or the time is over; whether it is."""
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
    return is_there(window.presenter.scene)
