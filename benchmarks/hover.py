"""How long it takes from a move of the mouse to the painted kernel, on a cached frame.

Drives the real window on the sample cine (or the file given): the mouse moves over the denoised
pane, and the clock runs from the event until the panes and the inspector are painted. Prints the
median and the 95th percentile in milliseconds. Run it under a screen or under Xvfb:

    xvfb-run -a python benchmarks/hover.py [FILE]
"""

import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QApplication

from speckle_viewer import paths
from speckle_viewer.gui.app import make_application
from speckle_viewer.gui.screenshot import move_mouse, wait_for
from speckle_viewer.gui.settings import Settings
from speckle_viewer.gui.window import Window

MOVES = 300
LIMIT_MS = 16.0


def open_window(files: list[str]) -> Window:
    make_application("dark")
    window = Window(Settings(Path(tempfile.mkdtemp()) / "settings.ini"))
    window.show()
    window.open_all(files or [paths.sample_cine()])
    wait_for(window, lambda scene: scene.cine is not None, 60)
    return window


def hover_times(window: Window) -> NDArray[np.float64]:
    """(moves, 2): milliseconds that passed, and those that the window's thread computed."""
    cine = window.state.wants.cine
    assert cine is not None
    window.state.set_playback(playing=False)
    window.state.go_to(len(cine) // 2)
    wait_for(window, lambda s: s.wants is window.state.wants and s.ready, 120)
    canvas = [*window.grid.panes.values()][-1].canvas
    rows, columns = cine.shape
    move_mouse(canvas.viewport(), canvas.to_screen(rows // 2, columns // 2))
    wait_for(window, lambda s: s.inspection.kernel is not None and not s.requests, 120)
    clock, times = QElapsedTimer(), []
    for step in range(MOVES):
        row = rows // 3 + step % (rows // 3)
        column = columns // 3 + (7 * step) % (columns // 3)
        at = canvas.to_screen(row, column)
        clock.start()
        computed = time.thread_time()
        move_mouse(canvas.viewport(), at)
        while window.presenter.scene.wants is not window.state.wants:
            QApplication.processEvents()
        QApplication.processEvents()  # the paint events that the new scene caused
        times.append((clock.nsecsElapsed() / 1e6, 1000 * (time.thread_time() - computed)))
        kernel = window.inspector.maps.kernel
        assert kernel is None or (kernel.row, kernel.column) == (row, column)
        time.sleep(0.005)
    return np.array(times)


def main() -> None:
    window = open_window(sys.argv[1:])
    times = hover_times(window)
    for what, values in zip(("hover to paint", "of it computing"), times.T, strict=True):
        median, late = np.percentile(values, [50, 95])
        verdict = "within" if late < LIMIT_MS else "above"
        print(f"{what}: median {median:.1f} ms, p95 {late:.1f} ms ({verdict} {LIMIT_MS:g} ms)")
    window.close()
    QApplication.processEvents()


if __name__ == "__main__":
    main()
