"""Every method's kernel at one pixel, side by side."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from speckle_viewer.denoising.differentiator import Differentiator
from speckle_viewer.evidence import combined
from speckle_viewer.evidence.shown import Picture, Table
from speckle_viewer.gui.explain.same_pixel import SamePixelExplainer
from speckle_viewer.gui.explain.same_pixel_view import Panel
from speckle_viewer.gui.inspector.shape_table import figures_of
from speckle_viewer.gui.window import Window
from tests.gui.conftest import wait_until_ready
from tests.gui.driving import LEFT, NO_KEYS, click, click_method, hover


@pytest.fixture
def opened(noise_methods: None, still: Window, qtbot: QtBot) -> SamePixelExplainer:
    """The explainer, opened by its key, with two networks and a filter on screen."""
    for method in ("cbdnet", "median"):
        click_method(still, method, box=True)
    wait_until_ready(still, qtbot)
    still.activateWindow()
    still.grid.focus_image()
    qtbot.keyClick(still, Qt.Key.Key_F8)
    dock = still.explain.docks["same-pixel"]
    qtbot.waitUntil(lambda: dock.isVisible() and dock.explainer is not None)
    explainer = dock.explainer
    assert isinstance(explainer, SamePixelExplainer)
    assert dock.choice.isHidden(), "it explains all methods"
    return explainer


def settled(explainer: SamePixelExplainer, window: Window, qtbot: QtBot) -> dict[str, Panel]:
    """The panels by method, once all that was asked for is there."""

    def there() -> bool:
        window.presenter.refresh()
        return not (explainer.analyst.is_busy or any(p.stale for p in explainer.view.panels))

    wait_until_ready(window, qtbot)
    qtbot.waitUntil(there, timeout=60_000)
    return {panel.method: panel for panel in explainer.view.panels}


def predicted(window: Window, method: str, row: int, column: int) -> Any:
    pane = window.presenter.scene.pane(method)
    assert pane is not None
    assert pane.result is not None
    assert pane.result.prediction is not None
    assert pane.result.prediction.kernels is not None
    return pane.result.prediction.kernels.at(row, column)


def test_each_method_has_its_kernel_of_the_pixel_looked_at(
    opened: SamePixelExplainer, still: Window, qtbot: QtBot
) -> None:
    hover(still, "kpn", 20, 30)
    panels = settled(opened, still, qtbot)
    assert [*panels] == ["kpn", "cbdnet", "median"]
    assert panels["kpn"].kind == "predicted · 3 × 3"
    expected = predicted(still, "kpn", 20, 30)
    np.testing.assert_array_equal(panels["kpn"].weights, combined(expected.taps).sum(0))
    assert panels["cbdnet"].kind.startswith("equivalent · ")
    cine = still.state.wants.cine
    assert cine is not None
    exact = Differentiator().at(cine, "cbdnet", 2).kernel(20, 30)
    np.testing.assert_allclose(panels["cbdnet"].kernel.taps[0], exact.taps[0], atol=1e-6)  # type: ignore[union-attr]
    output = f"{255 * exact.output:.1f} grey levels".replace("-", "−")
    assert dict(panels["cbdnet"].figures)["Output"] == output
    assert opened.pixel.text() == "Looked at: x 30  y 20"
    assert [p.equivalent for p in panels.values()] == [False, True, False]
    # As in the Kernel tab, where the main part of an equivalent kernel is measured.
    width, *_ = figures_of(exact, None, equivalent=True)
    assert dict(panels["cbdnet"].figures)["Width"] == width.value


def test_a_quick_kernel_is_followed_by_that_of_the_kernel_tab(
    opened: SamePixelExplainer, still: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("speckle_viewer.denoising.differentiator.REACH", 4)
    sides: list[int] = []
    show = opened.view.show_panels

    def told(panels: Sequence[Panel], *rest: Any) -> None:
        sides.extend(p.weights.shape[0] for p in panels if p.method == "cbdnet" and p.kernel)
        show(panels, *rest)

    monkeypatch.setattr(opened.view, "show_panels", told)
    hover(still, "cbdnet", 20, 30)
    panels = settled(opened, still, qtbot)
    still.presenter.refresh()
    qtbot.waitUntil(lambda: not still.presenter.equivalents.is_busy, timeout=60_000)
    still.presenter.refresh()
    shown = still.presenter.scene.inspection.kernel
    assert sides[0] < sides[-1]
    np.testing.assert_array_equal(panels["cbdnet"].kernel.taps[0], shown.taps[0])  # type: ignore[union-attr]


def test_a_pin_holds_the_pixel_while_the_mouse_goes_on(
    opened: SamePixelExplainer, still: Window, qtbot: QtBot
) -> None:
    click(still, "kpn", 20, 30)
    hover(still, "kpn", 10, 12)
    panels = settled(opened, still, qtbot)
    assert opened.pixel.text() == "Pinned: x 30  y 20"
    for panel in panels.values():
        assert panel.kernel is not None
        assert (panel.kernel.row, panel.kernel.column) == (20, 30)


def test_all_may_be_equivalent_and_one_says_why_it_has_none(
    opened: SamePixelExplainer, still: Window, qtbot: QtBot
) -> None:
    hover(still, "kpn", 20, 30)
    opened.kind.setFocus()
    QTest.keyClick(opened.kind, Qt.Key.Key_Down)
    panels = settled(opened, still, qtbot)
    assert panels["kpn"].kind.startswith("equivalent")
    assert panels["median"].weights.sum() == pytest.approx(1)
    click_method(still, "wavelet", box=True)
    panels = settled(opened, still, qtbot)
    assert panels["wavelet"].kernel is None
    assert "no equivalent kernel" in panels["wavelet"].message


def test_one_colour_scale_is_that_of_the_largest_weight(
    opened: SamePixelExplainer, still: Window, qtbot: QtBot
) -> None:
    hover(still, "kpn", 20, 30)
    panels = settled(opened, still, qtbot)
    own = [float(np.abs(p.weights).max()) for p in panels.values()]
    assert opened.view.limits == tuple(own)
    box = opened.one_scale
    QTest.mouseClick(box, LEFT, NO_KEYS, box.rect().center() - box.rect().center() / 1.05)
    QTest.keyClick(box, Qt.Key.Key_Space) if not box.isChecked() else None
    settled(opened, still, qtbot)
    assert still.state.wants.share_scale
    assert opened.view.limits == (max(own),) * 3


def test_a_method_that_is_taken_away_goes_and_the_rest_can_be_taken_as_numbers(
    opened: SamePixelExplainer, still: Window, qtbot: QtBot
) -> None:
    hover(still, "kpn", 20, 30)
    settled(opened, still, qtbot)
    click_method(still, "cbdnet", box=True)
    panels = settled(opened, still, qtbot)
    assert [*panels] == ["kpn", "median"]
    shown = opened.shown()
    assert shown is not None
    *pictures, table = shown.panels
    assert [picture.title for picture in pictures] == [p.title for p in panels.values()]
    side = opened.view.side
    first = shown.panels[0]
    assert isinstance(first, Picture)
    assert {panel.values.shape for panel in pictures} == {(side, side)}  # type: ignore[union-attr]
    reach = side // 2
    np.testing.assert_array_equal(
        first.values[reach - 1 : reach + 2, reach - 1 : reach + 2], panels["kpn"].weights
    )
    assert (first.row0, first.rooted) == (-reach, True), "as on screen"
    assert shown.facts["Pixel"] == "x 30, y 20"
    assert isinstance(table, Table)
    row = dict(zip(table.heads, table.rows[0], strict=True))
    kernel = panels["kpn"].kernel
    assert kernel is not None
    assert (row["Method"], row["Kernel"]) == (panels["kpn"].title, "predicted")
    assert row["Sum"] == kernel.sum
    assert row["Output (grey levels)"] == pytest.approx(255 * kernel.output)
    assert row["Drawn (% of Σ|w|)"] == pytest.approx(100)


def test_without_a_pixel_it_says_what_to_do(opened: SamePixelExplainer, still: Window) -> None:
    still.presenter.refresh()
    assert opened.view.panels == ()
    assert opened.view.message.startswith("Point at a pixel")


def test_a_frame_whose_kernels_are_on_their_way_is_shown_again_and_again(
    opened: SamePixelExplainer, still: Window, qtbot: QtBot
) -> None:
    """Its image was computed ahead, its evidence let go: each time the cache has another object."""
    still.presenter.use_memory(still.presenter.opening, 2**28, 0)
    hover(still, "kpn", 20, 30)
    settled(opened, still, qtbot)
    qtbot.waitUntil(lambda: 3 in still.presenter.scene.denoised, timeout=60_000)
    still.state.go_to(3)
    for _ in range(3):
        still.presenter.refresh()
    panels = settled(opened, still, qtbot)
    expected = predicted(still, "kpn", 20, 30)
    np.testing.assert_array_equal(panels["kpn"].weights, combined(expected.taps).sum(0))
