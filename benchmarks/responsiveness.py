"""How late a 10 ms timer of the window is while a network runs and the cine plays.

Prints the median and the 99th percentile of the lateness in milliseconds, over the seconds given
(10 by default). Run it under a screen or under Xvfb:

    xvfb-run -a python benchmarks/responsiveness.py [SECONDS]
"""

import sys
import time

import numpy as np
from hover import open_window
from numpy.typing import NDArray
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from speckle_viewer.gui.screenshot import wait_for

INTERVAL_MS = 10
LIMIT_MS = 20.0


def lateness(seconds: float) -> NDArray[np.float64]:
    window = open_window([])
    # Past the loading of torch, which costs one hiccup.
    wait_for(window, lambda scene: scene.panes[-1].image is not None, 120)
    ticks: list[float] = []
    timer = QTimer(window, interval=INTERVAL_MS, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    timer.start()
    busy: list[bool] = []

    def keep_busy() -> None:
        scene, wants = window.presenter.scene, window.state.wants
        busy.append(scene.engine.queue_length > 0)
        if not busy[-1] and scene.ready:  # all is done: begin again in the other arithmetic
            window.state.set_precision("auto" if wants.precision == "exact" else "exact")

    check = QTimer(window, interval=200)
    check.timeout.connect(keep_busy)
    check.start()
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()
    timer.stop()
    window.close()
    QApplication.processEvents()
    print(f"inference ran {100 * np.mean(busy):.0f} % of the time")
    late: NDArray[np.float64] = np.diff(ticks) * 1000 - INTERVAL_MS
    return late


def main() -> None:
    late = lateness(float(sys.argv[1]) if len(sys.argv) > 1 else 10.0)
    median, worst = np.percentile(np.maximum(late, 0), [50, 99])
    verdict = "within" if worst < LIMIT_MS else "above"
    print(f"timer late by: median {median:.1f} ms, p99 {worst:.1f} ms ({verdict} {LIMIT_MS:g} ms)")


if __name__ == "__main__":
    main()
