"""What a method removed from the frame, in its dock."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from speckle_viewer.evidence.residual import Residual, removed
from speckle_viewer.gui.explain.removed import RemovedExplainer
from speckle_viewer.gui.inspector.figures import fixed
from speckle_viewer.gui.window import Window
from tests.gui.conftest import wait_until_ready
from tests.gui.driving import drag_through


@pytest.fixture
def opened(still: Window, qtbot: QtBot) -> RemovedExplainer:
    """The explainer, opened by its key."""
    still.activateWindow()
    still.grid.focus_image()
    modifier = Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(still, Qt.Key.Key_C, modifier)
    dock = still.explain.docks["removed"]
    qtbot.waitUntil(lambda: dock.isVisible() and dock.explainer is not None)
    explainer = dock.explainer
    assert isinstance(explainer, RemovedExplainer)
    return explainer


def expected(window: Window) -> Residual:
    given, made = window.presenter.scene.panes[:2]
    assert given.image is not None
    assert made.image is not None
    assert made.result is not None
    before, after = (image.astype(np.float32) for image in (given.image, made.image))
    return removed(before, after, made.result.tissue)


def is_of(window: Window, explainer: RemovedExplainer) -> bool:
    found = explainer.found
    return found is not None and np.allclose(
        found.values, expected(window).values, atol=1e-3, equal_nan=True
    )


def test_it_shows_the_input_minus_the_output(
    opened: RemovedExplainer, still: Window, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: is_of(still, opened))
    wanted = expected(still)
    text = opened.figures.text()
    assert "Method: Tiny KPN, burst of 1" in text
    assert f"Mean: {fixed(wanted.mean, 2)} grey levels of 255" in text
    assert f"Standard deviation: {wanted.std:.2f} grey levels of 255" in text
    assert opened.lags.values is not None
    np.testing.assert_allclose(opened.lags.values, wanted.autocorrelation, atol=1e-4)
    assert opened.histogram.heights.sum() == np.isfinite(wanted.values).sum()


def test_large_differences_are_found_in_the_image(
    opened: RemovedExplainer, still: Window, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: is_of(still, opened))
    view, values = opened.histogram, expected(still).values
    bars = len(view.heights)
    assert (np.diff(view.edges) == view.edges[-1] * 2 / bars).all()
    assert view.edges[-1] * 2 / bars % 1 == 0  # as wide as whole grey levels
    first = 3 * bars // 4
    x = view.area().left() + view.area().width() * (first + 0.5) / bars
    drag_through(view, QPointF(x, 20), QPointF(view.width(), 20))
    qtbot.waitUntil(lambda: still.presenter.scene.wants.brush is not None)
    brush = still.presenter.scene.wants.brush
    np.testing.assert_array_equal(brush.values, values >= view.edges[first])
    qtbot.waitUntil(lambda: view.lit is not None and view.lit.sum() == brush.values.sum())
    assert brush.classes[0] == f"removed ≥ {view.edges[first]:.3g} grey levels of 255"


def test_it_follows_the_frame(opened: RemovedExplainer, still: Window, qtbot: QtBot) -> None:
    still.state.step(1)
    wait_until_ready(still, qtbot)
    qtbot.waitUntil(lambda: is_of(still, opened))


def test_without_a_method_it_waits(opened: RemovedExplainer, still: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: opened.found is not None)
    still.state.choose_method("kpn", False)
    qtbot.waitUntil(lambda: opened.found is None)
    assert opened.shown() is None
    assert opened.lags.values is None


def test_it_can_be_taken_away(opened: RemovedExplainer, still: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: opened.found is not None)
    shown = opened.shown()
    assert shown is not None
    assert [panel.title for panel in shown.panels] == [
        "Input − output",
        "Autocorrelation",
        "Histogram",
    ]
    assert shown.facts["Method"] == "Tiny KPN, burst of 1"
    assert shown.facts["Frame"] == "3 of 6"
    assert shown.facts["Standard deviation"].endswith("grey levels of 255")
