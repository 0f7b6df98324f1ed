"""How long a selection among 200,000 kernels takes from the mouse to the painted window.

Drives the real window on 512×512 pixels of noise, whose kernels LDFN predicts: the mouse drags
in a plot of the kernel statistics, and the clock runs from each move until panes and plots are
painted. Prints medians and 95th percentiles in milliseconds, the part that the window's thread
computed, and the ratio to a frame of 16 ms. Run it under a screen or offscreen:

    QT_QPA_PLATFORM=offscreen python benchmarks/brushing.py
"""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from speckle_viewer.gui.app import make_application
from speckle_viewer.gui.explain.statistics import KernelStatistics
from speckle_viewer.gui.explain.statistics.tab import Tab
from speckle_viewer.gui.screenshot import wait_for
from speckle_viewer.gui.settings import Settings
from speckle_viewer.gui.window import Window

METHOD, SIDE, MOVES, FRAME_MS = "ldfn", 512, 60, 16.0
_HELD, _NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


def open_window(folder: Path) -> Window:
    noise = np.random.default_rng(0).integers(0, 256, (1, SIDE, SIDE)).astype(np.uint8)
    np.save(folder / "noise.npy", noise)
    make_application("dark")
    window = Window(Settings(folder / "settings.ini"))
    window.show()
    for method in window.state.wants.methods:
        window.state.choose_method(method, False)
    window.state.choose_method(METHOD, True)
    window.open_all([folder / "noise.npy"])
    wait_for(window, lambda s: s.cine is not None and s.ready, 300)
    return window


def explainer_of(window: Window) -> KernelStatistics:
    window.explain.open("statistics", METHOD)
    explainer = window.explain.docks["statistics"].explainer
    assert isinstance(explainer, KernelStatistics)
    return explainer


def turn_to(explainer: KernelStatistics, tab: Tab) -> float:
    """Seconds that pass until a tab shows the sample."""
    began = time.perf_counter()
    explainer.tools.tabs.setCurrentIndex(explainer.tabs.index(tab))
    while explainer.drawn is None or explainer.is_busy or tab.sample is not explainer.drawn.sample:
        QApplication.processEvents()
        time.sleep(0.001)
    return time.perf_counter() - began


def mouse(target: QWidget, kind: QEvent.Type, at: QPointF, held: Qt.MouseButton) -> None:
    button = _NONE if kind == QEvent.Type.MouseMove else _HELD
    none = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(kind, at, QPointF(target.mapToGlobal(at)), button, held, none)
    QApplication.sendEvent(target, event)


def drag(window: Window, target: QWidget, way: Callable[[float], QPointF]) -> NDArray[np.float64]:
    """(moves, 2): milliseconds that passed, and those that the window's thread computed."""
    times = []
    mouse(target, QEvent.Type.MouseButtonPress, way(0.0), _HELD)
    for share in np.linspace(0.1, 1.0, MOVES):
        began, computed = time.perf_counter(), time.thread_time()
        mouse(target, QEvent.Type.MouseMove, way(float(share)), _HELD)
        while window.presenter.scene.wants is not window.state.wants:
            QApplication.processEvents()
        QApplication.processEvents()  # the paint events that the new scene caused
        times.append((time.perf_counter() - began, time.thread_time() - computed))
        time.sleep(0.005)
    mouse(target, QEvent.Type.MouseButtonRelease, way(1.0), _NONE)
    assert window.state.wants.brush is not None
    return 1000 * np.array(times)


def across(target: QWidget) -> Callable[[float], QPointF]:
    """From the upper left of the middle of a widget to its lower right."""
    width, height = target.width(), target.height()
    return lambda share: QPointF(width * (0.25 + 0.6 * share), height * (0.15 + 0.6 * share))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        window = open_window(Path(folder))
        explainer = explainer_of(window)
        components, spread, taps = explainer.components, explainer.spread, explainer.taps
        print(f"sample and taps: {turn_to(explainer, taps):.1f} s")
        assert explainer.drawn is not None
        print(f"{len(explainer.drawn.sample):,} kernels of {explainer.drawn.sample.size} px")
        print(f"components: {turn_to(explainer, components):.1f} s")
        print(f"clusters: {turn_to(explainer, explainer.clusters):.1f} s")
        for what, tab, plot in (
            ("rectangle in the scatter plot", components, components.scatter),
            ("bars of the spread", spread, spread.plot),
            ("bars of the taps", taps, taps.plot),
        ):
            turn_to(explainer, tab)
            target = plot.viewport()
            report(what, drag(window, target, across(target)))
        turn_to(explainer, components)
        window.state.use_tool("region")
        QApplication.processEvents()
        target = window.grid.panes[METHOD].canvas.viewport()
        report("region in a pane", drag(window, target, across(target)))
        window.close()
        QApplication.processEvents()


def report(what: str, times: NDArray[np.float64]) -> None:
    (median, own), (late, _) = np.percentile(times, [50, 95], axis=0)
    print(
        f"{what}: median {median:.1f} ms ({own:.1f} computing), p95 {late:.1f} ms, "
        f"{own / FRAME_MS:.2f} of a frame to compute"
    )


if __name__ == "__main__":
    main()
