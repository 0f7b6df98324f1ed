"""The Jacobian of a part of the frame, worked out on demand."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from speckle_viewer.denoising.differentiator import Differentiator
from speckle_viewer.evidence.jacobian import Part, decompose, jacobian
from speckle_viewer.gui.explain.jacobian import JacobianExplainer
from speckle_viewer.gui.window import Window
from speckle_viewer.viewer import Overlay
from speckle_viewer.viewer.wants import BRUSH
from tests.gui.conftest import wait_until_ready
from tests.gui.driving import (
    LEFT,
    NO_KEYS,
    canvas,
    click,
    click_method,
    drag,
    drag_through,
    hover,
    write_cine,
)


@pytest.fixture
def opened(noise_methods: None, still: Window, qtbot: QtBot) -> JacobianExplainer:
    """The explainer, opened by its key, of a network at a pixel."""
    click_method(still, "cbdnet", box=True)
    wait_until_ready(still, qtbot)
    hover(still, "cbdnet", 20, 30)
    still.state.choose_part(8)
    still.activateWindow()
    still.grid.focus_image()
    qtbot.keyClick(still, Qt.Key.Key_F7)
    dock = still.explain.docks["jacobian"]
    qtbot.waitUntil(lambda: dock.isVisible() and dock.explainer is not None)
    explainer = dock.explainer
    assert isinstance(explainer, JacobianExplainer)
    still.presenter.refresh()
    return explainer


def work_out(explainer: JacobianExplainer, qtbot: QtBot) -> None:
    QTest.mouseClick(explainer.controls.start, LEFT, NO_KEYS)
    qtbot.waitUntil(lambda: not explainer.analyst.is_busy, timeout=60_000)


def test_it_shows_the_modes_of_the_part_around_the_pixel(
    opened: JacobianExplainer, still: Window, qtbot: QtBot
) -> None:
    assert opened.gallery.message.startswith("Press")
    assert opened.controls.part.text().endswith("8 × 8 px from x 26, y 16")
    work_out(opened, qtbot)
    cine = still.state.wants.cine
    assert cine is not None
    seen = Differentiator().at(cine, "cbdnet", 2)
    expected = decompose(jacobian(seen.function, seen.burst, Part(16, 26, 8, 8), multiple=4))
    assert opened.spectrum.values is not None
    np.testing.assert_allclose(opened.spectrum.values, expected.values, rtol=1e-4, atol=1e-6)
    assert f"{expected.effective_dimension:.1f} of 64" in opened.controls.figures.text()
    modes = opened.gallery.modes
    assert modes is not None
    # Of either sign, as singular vectors are.
    agreement = float((modes.outputs[0] * expected.outputs[0]).sum())
    assert abs(agreement) == pytest.approx(1, abs=1e-3)


def test_the_part_is_drawn_in_every_image(
    opened: JacobianExplainer, still: Window, qtbot: QtBot
) -> None:
    def drawn() -> Overlay | None:
        pane = still.presenter.scene.pane("input")
        assert pane is not None
        return pane.overlays[0] if pane.overlays else None

    qtbot.waitUntil(lambda: drawn() is not None)
    part = drawn()
    assert part is not None
    assert (part.origin, part.values.shape) == ((16, 26), (8, 8))
    assert part.values.sum() == 28  # its edge
    hover(still, "cbdnet", 25, 30)
    qtbot.waitUntil(lambda: (p := drawn()) is not None and p.origin == (21, 26))
    still.state.light_region((5, 5), (20, 30))  # which is the part then, and seen anyway
    qtbot.waitUntil(lambda: [*still.state.wants.overlays] == [BRUSH])
    still.grid.focus_image()
    still.messages.dismiss()
    qtbot.keyClick(canvas(still, "input"), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: [*still.state.wants.overlays] == ["jacobian"])


def test_modes_are_browsed_with_the_keys_and_in_the_plot(
    opened: JacobianExplainer, qtbot: QtBot
) -> None:
    work_out(opened, qtbot)
    gallery = opened.gallery
    QTest.keyClick(gallery, Qt.Key.Key_Right)
    assert gallery.first == 1
    QTest.keyClick(gallery, Qt.Key.Key_End)
    assert gallery.first == 63
    opened.grab()  # so that the plot has its axes
    at = opened.spectrum.to_screen(10, 0.1)
    QTest.mouseClick(opened.spectrum.viewport(), LEFT, NO_KEYS, QPointF(at).toPoint())
    assert abs(gallery.first - 9) <= 1


def test_a_rectangle_that_was_drawn_is_the_part(
    opened: JacobianExplainer, still: Window, qtbot: QtBot
) -> None:
    QTest.mouseClick(opened.controls.region, LEFT, NO_KEYS)
    assert still.state.wants.tool == "region"
    still.presenter.refresh()
    pixels = canvas(still, "cbdnet").to_screen(1, 1) - canvas(still, "cbdnet").to_screen(0, 0)
    drag(still, "cbdnet", (pixels * 10).toPoint())
    still.presenter.refresh()
    brush = still.state.wants.brush
    assert brush is not None
    lit = np.argwhere(brush.values)
    (top, left), (bottom, right) = lit.min(0), lit.max(0)
    height, width = bottom - top + 1, right - left + 1
    assert 8 <= height <= 12
    assert opened.controls.part.text().endswith(f"{width} × {height} px from x {left}, y {top}")
    work_out(opened, qtbot)
    assert opened.gallery.modes is not None
    assert opened.gallery.modes.outputs.shape == (height * width, height, width)


def test_a_rectangle_that_is_too_large_is_clipped_around_its_middle(
    opened: JacobianExplainer, still: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    still.open(write_cine(tmp_path / "large.npy", frames=1, shape=(90, 120)))
    qtbot.waitUntil(lambda: still.state.wants.frame_count == 1, timeout=20_000)
    wait_until_ready(still, qtbot)
    click(still, "cbdnet", 3, 3)
    QTest.mouseClick(opened.controls.region, LEFT, NO_KEYS)
    still.presenter.refresh()
    view = canvas(still, "cbdnet")
    drag_through(view.viewport(), view.to_screen(10, 10), view.to_screen(29, 109))
    still.presenter.refresh()
    assert opened.controls.part.text().endswith(
        "64 × 20 px from x 28, y 10, the middle of a rectangle of 100 × 20 px"
    )
    opened.controls.side.setFocus()
    qtbot.keyClick(opened.controls.side, Qt.Key.Key_Down)  # a size: no longer the rectangle
    still.presenter.refresh()
    assert still.state.wants.brush is None
    assert "rectangle" not in opened.controls.part.text()


def test_it_can_be_cancelled(opened: JacobianExplainer, still: Window, qtbot: QtBot) -> None:
    still.state.choose_part(48)
    still.presenter.refresh()
    QTest.mouseClick(opened.controls.start, LEFT, NO_KEYS)
    assert opened.analyst.is_busy
    assert opened.controls.start.text() == "Cancel"
    qtbot.waitUntil(lambda: opened.controls.progress.value() > 0, timeout=60_000)
    QTest.mouseClick(opened.controls.start, LEFT, NO_KEYS)
    assert not opened.analyst.is_busy
    assert opened.controls.start.text() == "Work it out"
    assert opened.gallery.modes is None


def test_a_method_without_a_derivative_is_taken_by_differences_and_says_so(
    opened: JacobianExplainer, still: Window, qtbot: QtBot
) -> None:
    click_method(still, "wavelet", box=True)
    wait_until_ready(still, qtbot)
    still.state.explain("wavelet")
    still.presenter.refresh()
    work_out(opened, qtbot)
    assert opened.spectrum.values is not None
    assert len(opened.spectrum.values) == 64
    assert opened.controls.figures.text().endswith("By differences of one grey level")
    shown = opened.shown()
    assert shown is not None
    assert shown.facts["Worked out"] == "by differences of one grey level"


def test_what_is_shown_can_be_taken_as_numbers(opened: JacobianExplainer, qtbot: QtBot) -> None:
    assert opened.shown() is None
    work_out(opened, qtbot)
    shown = opened.shown()
    assert shown is not None
    curve, first, *_ = shown.panels
    np.testing.assert_array_equal(curve.ys["σ"], opened.spectrum.values)  # type: ignore[union-attr, index]
    assert (first.title, first.row0, first.column0) == ("Input 1", 16, 26)  # type: ignore[union-attr]
