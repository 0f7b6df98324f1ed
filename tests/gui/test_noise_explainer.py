"""The noise map's explainer: read with the mouse, painted on, answered by the method."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from speckle_viewer import denoise
from speckle_viewer.denoising.differentiator import Differentiator
from speckle_viewer.evidence import PixelKernel
from speckle_viewer.evidence.noise_level import NoiseLevels, noise_levels
from speckle_viewer.evidence.shown import Curves
from speckle_viewer.gui.explain.noise import NoiseExplainer
from speckle_viewer.gui.window import Window
from speckle_viewer.viewer.noise_map import paint
from tests.gui.conftest import wait_until_ready
from tests.gui.driving import LEFT, NONE, _mouse, click_method, hover

KEY = Qt.Key


def opened(window: Window, qtbot: QtBot, method: str) -> NoiseExplainer:
    """The explainer in front, with the map of a method."""
    window.state.choose_method("kpn", False)
    click_method(window, method)
    wait_until_ready(window, qtbot)
    window.activateWindow()
    window.grid.focus_image()
    qtbot.keyClick(window, KEY.Key_F4)
    dock = window.explain.docks["noise"]
    qtbot.waitUntil(lambda: dock.isVisible() and dock.explainer is not None)
    explainer = dock.explainer
    assert isinstance(explainer, NoiseExplainer)
    settle(window, qtbot)
    return explainer


def settle(window: Window, qtbot: QtBot) -> None:
    """Let the method answer, and the window show it."""
    wait_until_ready(window, qtbot)
    window.presenter.refresh()


def stroke(explainer: NoiseExplainer, *path: tuple[int, int], release: bool = True) -> None:
    """Drag the brush through these pixels."""
    view = explainer.map
    first, *rest = (QPointF(view.to_screen(*pixel)) for pixel in path)
    _mouse(view, QEvent.Type.MouseMove, first)
    _mouse(view, QEvent.Type.MouseButtonPress, first, LEFT, LEFT)
    for at in rest:
        _mouse(view, QEvent.Type.MouseMove, at, NONE, LEFT)
    if release:
        _mouse(view, QEvent.Type.MouseButtonRelease, [first, *rest][-1], LEFT)


def own_map(window: Window, method: str) -> np.ndarray:
    cine = window.state.wants.cine
    prediction = denoise(cine, method, window.state.wants.frame)
    return 255 * prediction.noise_map.numpy()


def test_the_value_under_the_mouse_is_that_of_the_map(
    noise_methods: None, still: Window, qtbot: QtBot
) -> None:
    explainer = opened(still, qtbot, "cbdnet")
    levels = own_map(still, "cbdnet")
    mean = levels[still.state.wants.cine.tissue(2)].mean()
    assert explainer.figures.text().startswith(f"Mean over tissue: {mean:.1f} grey levels of 255")
    assert explainer.source.text() == "Estimated by the method"
    _mouse(explainer.map, QEvent.Type.MouseMove, explainer.map.to_screen(20, 30))
    still.presenter.refresh()
    spot = still.state.wants.hover
    assert (spot.pane, spot.row, spot.column) == ("cbdnet", 20, 30)
    assert still.presenter.scene.panes[0].cursor == (20, 30)
    assert explainer.map.value == f"x 30  y 20: {levels[20, 30]:.1f} grey levels of 255"
    qtbot.mouseClick(explainer.map, LEFT, pos=explainer.map.to_screen(20, 30).toPoint())
    assert [(p.row, p.column) for p in still.state.wants.cine_pins] == [(20, 30)]


@pytest.mark.parametrize("method", ["ffdnet", "cbdnet"])
def test_what_is_painted_is_seen_at_once_and_then_used(
    noise_methods: None, still: Window, qtbot: QtBot, method: str
) -> None:
    explainer = opened(still, qtbot, method)
    before = still.presenter.scene.pane(method).image
    own = own_map(still, method)
    qtbot.mouseClick(explainer.brush.paint, LEFT)
    explainer.brush.level.setValue(70)
    explainer.brush.width_.setValue(9)
    stroke(explainer, (10, 10), (30, 40), (30, 50), release=False)
    expected = np.full(own.shape, np.nan, np.float32)
    for start, end in (((10, 10), (10, 10)), ((10, 10), (30, 40)), ((30, 40), (30, 50))):
        paint(expected, start, end, 9, 70)
    painted = ~np.isnan(expected)
    assert painted.sum() > 300
    assert not still.state.wants.painted, "the method hears of it when the stroke ends"
    np.testing.assert_array_equal(explainer.map.map.values[painted], 70)
    _mouse(explainer.map, QEvent.Type.MouseButtonRelease, QPointF(5, 5), LEFT)
    settle(still, qtbot)
    pane = still.presenter.scene.pane(method)
    assert "painted noise map" in pane.detail
    assert explainer.source.text() == "Painted noise map"
    cine = still.state.wants.cine
    wanted = denoise(cine, method, 2, noise=expected)
    np.testing.assert_allclose(pane.result.prediction.noise_map, wanted.noise_map, atol=1e-3)
    assert np.abs(pane.image - 255 * wanted.image.numpy()).max() <= 1.51
    assert np.any(pane.image != before)
    np.testing.assert_allclose(
        explainer.map.map.values, np.where(painted, 70, own), rtol=1e-2, atol=0.2
    )
    qtbot.mouseClick(explainer.brush.clear, LEFT)
    settle(still, qtbot)
    assert not still.state.wants.painted
    np.testing.assert_array_equal(still.presenter.scene.pane(method).image, before)


def test_erasing_gives_places_back_their_own_level(
    noise_methods: None, still: Window, qtbot: QtBot
) -> None:
    explainer = opened(still, qtbot, "cbdnet")
    own = own_map(still, "cbdnet")
    qtbot.mouseClick(explainer.brush.paint, LEFT)
    explainer.brush.width_.setValue(20)
    stroke(explainer, (24, 20), (24, 44))
    settle(still, qtbot)
    qtbot.mouseClick(explainer.brush.erase, LEFT)
    assert not explainer.brush.paint.isChecked()
    explainer.brush.width_.setValue(6)
    stroke(explainer, (24, 32), release=False)
    assert explainer.map.map.at(24, 32) is None, "not known before the method has answered"
    _mouse(explainer.map, QEvent.Type.MouseButtonRelease, QPointF(5, 5), LEFT)
    settle(still, qtbot)
    assert explainer.map.map.at(24, 32) == pytest.approx(own[24, 32], rel=1e-2, abs=0.2)
    assert explainer.map.map.at(24, 22) == 25
    stroke(explainer, (24, 10), (24, 54), (16, 54), (16, 10), (32, 10), (32, 54))
    explainer.brush.width_.setValue(60)
    stroke(explainer, (24, 10), (24, 54))
    assert not still.state.wants.painted, "nothing is left that was painted"


def test_the_brush_by_wheel_and_keys(noise_methods: None, still: Window, qtbot: QtBot) -> None:
    explainer = opened(still, qtbot, "ffdnet")
    still.state.look_at(20, 30)
    settle(still, qtbot)
    explainer.map.setFocus()
    qtbot.keyClick(explainer.map, KEY.Key_Down)
    assert (still.state.wants.looked_at.row, still.state.wants.looked_at.column) == (21, 30)
    explainer.brush.paint.setFocus()
    qtbot.keyClick(explainer.brush.paint, KEY.Key_Space)
    assert explainer.map.brush == explainer.brush.width_.value() == 24
    explainer.brush.turn(-1)
    assert explainer.map.brush == 19
    settle(still, qtbot)
    qtbot.keyClick(explainer.map, KEY.Key_Return)
    settle(still, qtbot)
    assert explainer.map.map.at(21, 30) == 25
    assert still.state.wants.painted_noise("ffdnet").levels[21, 30] == 25


def test_a_painted_map_belongs_to_its_cine(
    noise_methods: None, still: Window, qtbot: QtBot
) -> None:
    explainer = opened(still, qtbot, "ffdnet")
    qtbot.mouseClick(explainer.brush.paint, LEFT)
    stroke(explainer, (20, 30))
    assert still.state.wants.painted_noise("ffdnet") is not None
    assert still.state.wants.painted_noise("cbdnet") is None
    still.presenter.close_cine(still.state.wants.cine)
    assert not still.state.wants.painted
    still.presenter.refresh()
    assert explainer.map.message == "Open a cine to see the noise map."


def test_a_method_without_a_map_has_a_sentence_and_no_brush(
    noise_methods: None, still: Window, qtbot: QtBot
) -> None:
    explainer = opened(still, qtbot, "kpn")
    assert explainer.map.map is None
    assert "gives a noise map" in explainer.map.message
    assert explainer.brush.isHidden()
    assert explainer.shown() is None


def test_what_is_shown_is_the_map_with_its_place(
    noise_methods: None, still: Window, qtbot: QtBot
) -> None:
    explainer = opened(still, qtbot, "cbdnet")
    shown = explainer.shown()
    picture = shown.panels[0]
    np.testing.assert_allclose(picture.values, own_map(still, "cbdnet"), rtol=1e-3, atol=1e-3)
    assert picture.unit == "grey levels of 255"
    assert shown.facts["Method"] == "Tiny CBDNet"
    assert shown.facts["Frame"] == "3 of 6"
    assert not any(still.state.wants.cine.name in value for value in shown.facts.values())


def test_the_bar_says_what_lies_beyond_it(noise_methods: None, still: Window, qtbot: QtBot) -> None:
    canvas = opened(still, qtbot, "cbdnet").map
    found = canvas.map
    assert found is not None
    for limit, largest, end in ((60.0, 60.00001, "60.0"), (60.0, 71.0, "60.0 or more")):
        canvas.draw_map(replace(found, limit=limit, largest=largest), "", 1.0)
        assert canvas.bar_texts == ("0", "grey levels of 255", end)


def test_the_noise_over_brightness_follows_the_map(
    noise_methods: None, still: Window, qtbot: QtBot
) -> None:
    explainer = opened(still, qtbot, "cbdnet")

    def expected() -> NoiseLevels:
        found, cine = explainer.map.map, still.state.wants.cine
        assert found is not None
        return noise_levels(found.values, 255 * cine.grey(still.state.wants.frame), found.tissue)

    def drawn() -> bool:
        measured = explainer.plot.measured
        return measured is not None and measured.of is explainer.map.map

    qtbot.waitUntil(drawn)
    assert explainer.plot.isVisible()
    before = explainer.plot.measured.levels.median
    np.testing.assert_array_equal(before, expected().median)
    still.state.paint_noise("cbdnet", np.full(still.state.wants.cine.shape, 40, np.float32))
    wait_until_ready(still, qtbot)
    qtbot.waitUntil(lambda: drawn() and np.nanmax(explainer.plot.measured.levels.median) == 40)
    curves = explainer.shown().panels[1]
    assert isinstance(curves, Curves)
    np.testing.assert_array_equal(curves.ys["Median"], expected().median)
    still.state.choose_method("cbdnet", False)
    wait_until_ready(still, qtbot)
    still.presenter.refresh()
    assert explainer.plot.isHidden()


def test_pins_are_marked_on_the_map(noise_methods: None, still: Window, qtbot: QtBot) -> None:
    explainer = opened(still, qtbot, "cbdnet")
    before = explainer.map.grab().toImage()
    QTest.mouseClick(explainer.map, LEFT, pos=explainer.map.to_screen(20, 30).toPoint())
    wait_until_ready(still, qtbot)
    still.presenter.refresh()
    (pin,) = still.state.wants.cine_pins
    at = explainer.map.to_screen(pin.row, pin.column).toPoint()
    ring = [at + QPoint(dx, dy) for dx, dy in ((4, 0), (-4, 0), (0, 4), (0, -4))]
    after = explainer.map.grab().toImage()
    assert any(before.pixelColor(place) != after.pixelColor(place) for place in ring)


def test_the_equivalent_kernel_is_that_of_the_painted_map(
    noise_methods: None, still: Window, qtbot: QtBot
) -> None:
    explainer = opened(still, qtbot, "cbdnet")
    qtbot.mouseClick(explainer.brush.paint, LEFT)
    stroke(explainer, (20, 30))
    still.state.look_at(20, 30)
    settle(still, qtbot)
    wants = still.state.wants
    painted = wants.painted_noise("cbdnet")
    assert wants.cine is not None
    assert painted is not None
    own, expected = (
        Differentiator().at(wants.cine, "cbdnet", wants.frame, noise=noise).kernel(20, 30)
        for noise in (None, painted)
    )

    def shown() -> object:
        still.presenter.refresh()
        return still.presenter.scene.inspection.kernel

    qtbot.waitUntil(lambda: shown() is not None, timeout=60_000)
    kernel = shown()
    assert isinstance(kernel, PixelKernel)
    assert kernel.output == pytest.approx(expected.output, abs=1e-6)
    assert abs(own.output - expected.output) > 1e-4


def test_the_map_stays_while_another_image_is_looked_at(
    noise_methods: None, still: Window, qtbot: QtBot
) -> None:
    explainer = opened(still, qtbot, "cbdnet")
    click_method(still, "kpn")
    wait_until_ready(still, qtbot)
    hover(still, "kpn", 20, 30)
    settle(still, qtbot)
    levels = own_map(still, "cbdnet")
    assert explainer.map.value == f"x 30  y 20: {levels[20, 30]:.1f} grey levels of 255"
    assert explainer.source.text() == "Tiny CBDNet: estimated by the method"
