"""The map of kernels lies over the image it explains, and says what is under the mouse."""

import gc
import threading
import weakref
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

import speckle_viewer as sv
from speckle_viewer.central import main_part
from speckle_viewer.denoising.differentiator import Linearised
from speckle_viewer.evidence.kernel_maps import kernel_maps
from speckle_viewer.gui.explain import map_source
from speckle_viewer.gui.explain.map_explainer import MapExplainer
from speckle_viewer.gui.layers import bar_texts, pixels_of
from speckle_viewer.gui.pin_colours import pin_colour
from speckle_viewer.gui.window import Window
from speckle_viewer.quantities import QUANTITIES
from speckle_viewer.viewer import Overlay
from tests.evidence.test_shape import slow
from tests.gui.conftest import wait_until_ready
from tests.gui.driving import LEFT, canvas, click, drag_through, hover, write_cine


@pytest.fixture
def mapped(still: Window, qtbot: QtBot) -> Window:
    """The window with a still cine and the explainer of maps."""
    still.activateWindow()
    qtbot.keyClick(still, Qt.Key.Key_F9)
    wait_for_map(still, qtbot)
    return still


def explainer(window: Window) -> MapExplainer:
    found = window.explain.docks["maps"].explainer
    assert isinstance(found, MapExplainer)
    return found


def overlay(window: Window, pane: str = "kpn") -> Overlay | None:
    scene = window.presenter.scene.pane(pane)
    return scene.overlays[0] if scene is not None and scene.overlays else None


def wait_for_map(window: Window, qtbot: QtBot) -> None:
    """Wait until the map of the frame that is wanted lies over its image."""

    def there() -> bool:
        scene, found = window.presenter.scene, overlay(window, window.state.wants.explained or "")
        same = scene.wants is window.state.wants and scene.ready and not scene.requests
        return same and found is not None and found.frame == scene.wants.frame

    qtbot.waitUntil(there, timeout=30_000)


def choose(window: Window, name: str, qtbot: QtBot) -> None:
    """Choose a map with the keyboard, as the list has it."""
    box = explainer(window).controls.quantity
    box.setFocus()
    title = QUANTITIES[name].title
    while box.currentText() != title:
        before = box.currentIndex()
        key = Qt.Key.Key_Down if box.findText(title) > before else Qt.Key.Key_Up
        qtbot.keyClick(box, key)
        assert box.currentIndex() != before
    qtbot.waitUntil(lambda: (o := overlay(window)) is not None and o.title == title)


def test_it_lies_over_the_explained_image_alone(mapped: Window) -> None:
    found = overlay(mapped)
    assert found is not None
    assert (found.title, found.unit) == ("Effective width", "px")
    assert overlay(mapped, "input") is None
    pane = mapped.presenter.scene.pane("kpn")
    assert pane is not None
    assert pane.result is not None
    assert pane.result.prediction is not None
    assert pane.result.prediction.kernels is not None
    expected = kernel_maps(pane.result.prediction.kernels, tissue=pane.result.tissue)["width"]
    np.testing.assert_array_equal(found.values, expected.values)


def test_the_value_under_the_mouse_is_that_of_its_kernel(mapped: Window, qtbot: QtBot) -> None:
    choose(mapped, "entropy", qtbot)
    hover(mapped, "input", 20, 31)
    view = explainer(mapped)
    qtbot.waitUntil(lambda: view.reading.text().startswith("x 31  y 20:"))
    pane = mapped.presenter.scene.pane("kpn")
    assert pane is not None
    assert pane.result is not None
    assert pane.result.prediction is not None
    kernels = pane.result.prediction.kernels
    assert kernels is not None
    assert kernels.stride == 1
    entropy = slow(kernels.at(20, 31).taps[0][0].astype(float))["entropy"]
    assert view.reading.text() == f"x 31  y 20:  {entropy:.3g} bit"


def test_colours_on_the_screen_are_those_of_the_values(mapped: Window) -> None:
    found = overlay(mapped)
    assert found is not None
    view, pixels = canvas(mapped, "kpn"), pixels_of(found)
    mapped.state.choose_map(opacity=1.0)
    at = view.to_screen(24, 32).toPoint()
    opaque = pixels[24, 32, :3].astype(int)

    def shown() -> np.ndarray:
        colour = view.grab().toImage().pixelColor(at + QPoint(2, 2))
        return np.array([colour.red(), colour.green(), colour.blue()])

    for _ in range(3):  # the state's change becomes a scene, and that a picture
        mapped.presenter.refresh()
    assert np.abs(shown() - opaque).max() <= 8


def test_what_only_bursts_have_gives_way_to_the_width_and_says_so(
    mapped: Window, qtbot: QtBot
) -> None:
    mapped.state.choose_method("kpn-burst", True)
    mapped.state.explain("kpn-burst")
    wait_for_map(mapped, qtbot)
    mapped.state.choose_map(name="dominant_frame", limits=None)
    quantity = explainer(mapped).controls.quantity
    title = QUANTITIES["dominant_frame"].title
    qtbot.waitUntil(lambda: quantity.currentText() == title)
    mapped.state.explain("kpn")
    wait_for_map(mapped, qtbot)
    qtbot.waitUntil(lambda: quantity.currentText() == QUANTITIES["width"].title)
    assert explainer(mapped).controls.low.isEnabled()
    mapped.state.explain("kpn-burst")
    qtbot.waitUntil(lambda: quantity.currentText() == title)


def test_another_frame_has_another_map(mapped: Window, qtbot: QtBot) -> None:
    before = overlay(mapped)
    assert before is not None
    mapped.state.step(1)
    wait_for_map(mapped, qtbot)
    after = overlay(mapped)
    assert after is not None
    assert after.frame == before.frame + 1
    assert not np.array_equal(after.values, before.values)


def test_it_follows_the_cine_as_it_plays(mapped: Window, qtbot: QtBot) -> None:
    seen: set[int] = set()

    def note(_: object) -> None:
        found = overlay(mapped)
        if found is not None:
            seen.add(found.frame)

    mapped.presenter.scene_changed.connect(note)
    mapped.state.set_playback(playing=True)
    qtbot.waitUntil(lambda: len(seen) >= 4, timeout=30_000)
    mapped.state.set_playback(playing=False)
    wait_for_map(mapped, qtbot)
    mapped.presenter.scene_changed.disconnect(note)


def test_a_map_of_another_frame_says_so() -> None:
    late = Overlay(None, "kpn", 4, np.zeros((2, 2)), limits=(1.0, 2.5), title="Sum")  # type: ignore[arg-type]
    assert bar_texts(late, 4) == ("Sum", "", ("1", "2.5"))
    assert bar_texts(late, 6) == ("Sum", "frame 5", ("1", "2.5"))


def test_opacity_and_limits_are_set_by_hand(mapped: Window, qtbot: QtBot) -> None:
    controls = explainer(mapped).controls
    controls.opacity.setFocus()
    qtbot.keyClick(controls.opacity, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: (o := overlay(mapped)) is not None and o.opacity == 1.0)
    before = overlay(mapped)
    assert before is not None
    controls.auto.setFocus()
    qtbot.keyClick(controls.auto, Qt.Key.Key_Space)
    assert mapped.state.wants.kernel_map.limits == pytest.approx(before.limits)
    controls.high.setFocus()
    controls.high.selectAll()
    qtbot.keyClicks(controls.high, "9")
    qtbot.keyClick(controls.high, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: (o := overlay(mapped)) is not None and o.limits[1] == 9.0)
    mapped.state.step(1)
    wait_for_map(mapped, qtbot)
    after = overlay(mapped)
    assert after is not None
    assert after.limits[1] == 9.0
    qtbot.keyClick(controls.auto, Qt.Key.Key_Space)
    assert mapped.state.wants.kernel_map.limits is None


def test_a_click_chooses_the_map(mapped: Window, qtbot: QtBot) -> None:
    box = explainer(mapped).controls.quantity
    box.showPopup()
    view = box.view()
    place = box.findText("Anisotropy")
    at = view.visualRect(box.model().index(place, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.waitUntil(lambda: mapped.state.wants.kernel_map.name == "anisotropy")
    qtbot.waitUntil(lambda: (o := overlay(mapped)) is not None and o.limits == (0, 1))


def test_bars_that_are_dragged_over_light_their_pixels_up(mapped: Window, qtbot: QtBot) -> None:
    view, values = explainer(mapped).histogram, overlay(mapped).values
    edges, area = view.edges, view.area()
    first, last = len(edges) // 4, len(edges) // 2
    x = [area.left() + area.width() * (b + 0.5) / len(view.heights) for b in (first, last)]
    drag_through(view, QPointF(x[0], 20), QPointF(x[1], 20))
    qtbot.waitUntil(lambda: mapped.presenter.scene.wants.brush is not None)
    brush = mapped.presenter.scene.wants.brush
    inside = (values >= edges[first]) & (values < edges[last + 1])
    np.testing.assert_array_equal(brush.values, inside)
    qtbot.waitUntil(lambda: view.lit is not None)
    assert view.lit is not None
    np.testing.assert_array_equal(view.lit[first : last + 1], view.heights[first : last + 1])
    assert view.lit.sum() == inside.sum()
    assert f"{100 * inside.mean():.1f} % of the kernels" in explainer(mapped).reading.text()

    for _ in range(len(view.heights)):
        qtbot.keyClick(view, Qt.Key.Key_Right)  # the last bar holds what lies beyond, too
    beyond = values >= edges[-2]
    qtbot.waitUntil(lambda: mapped.presenter.scene.wants.brush.values.sum() == beyond.sum())
    qtbot.mouseClick(view, LEFT, pos=QPoint(60, 20))
    qtbot.waitUntil(lambda: mapped.presenter.scene.wants.brush is None and view.lit is None)


def test_a_region_of_the_image_is_lit_in_the_histogram_and_pins_are_marked(
    mapped: Window, qtbot: QtBot
) -> None:
    view, values = explainer(mapped).histogram, overlay(mapped).values
    click(mapped, "input", 30, 40)
    hover(mapped, "input", 12, 9)
    qtbot.waitUntil(lambda: len(view.marked) == 2)
    (pin, colour), (mouse, _) = view.marked
    assert colour == pin_colour(0)
    assert (pin, mouse) == pytest.approx((values[30, 40], values[12, 9]))
    mapped.state.use_tool("region")
    qtbot.waitUntil(lambda: mapped.presenter.scene.wants.tool == "region")
    image = canvas(mapped, "kpn")
    drag_through(image.viewport(), image.to_screen(5, 6), image.to_screen(14, 25))
    qtbot.waitUntil(lambda: view.lit is not None)
    wanted, _ = np.histogram(np.clip(values[5:15, 6:26], *view.edges[[0, -1]]), view.edges)
    np.testing.assert_array_equal(view.lit, wanted)


def test_round_kernels_are_clear_where_orientation_is_shown(mapped: Window, qtbot: QtBot) -> None:
    choose(mapped, "orientation", qtbot)
    found = overlay(mapped)
    assert found is not None
    assert found.weights is not None
    assert found.colours == "cyclic"
    opacity = pixels_of(found)[..., 3] / 255
    np.testing.assert_allclose(opacity, found.opacity * found.weights, atol=1 / 255)
    assert 0 <= opacity.min() < opacity.max() <= found.opacity + 1 / 255


def test_bursts_alone_offer_the_frame_that_weighs_most(mapped: Window, qtbot: QtBot) -> None:
    box = explainer(mapped).controls.quantity
    place = box.model().index(box.findData("dominant_frame"), 0)
    assert not place.flags() & Qt.ItemFlag.ItemIsEnabled
    mapped.state.choose_method("kpn-burst", True)
    mapped.state.explain("kpn-burst")
    wait_for_map(mapped, qtbot)
    assert place.flags() & Qt.ItemFlag.ItemIsEnabled
    assert overlay(mapped, "kpn") is None
    mapped.state.choose_map(name="dominant_frame")
    qtbot.waitUntil(
        lambda: (o := overlay(mapped, "kpn-burst")) is not None and o.colours == "classes"
    )
    found = overlay(mapped, "kpn-burst")
    assert found is not None
    assert found.classes == ("−1", "this", "+1")
    assert set(np.unique(found.values)) <= {0, 1, 2}


def test_kernels_of_a_rule_are_as_far_apart_as_is_asked(mapped: Window, qtbot: QtBot) -> None:
    mapped.state.choose_method("lee", True)
    mapped.state.explain("lee")
    wait_for_map(mapped, qtbot)
    controls = explainer(mapped).controls
    assert controls.spacing.isVisible()
    controls.spacing.setFocus()
    controls.spacing.selectAll()
    qtbot.keyClicks(controls.spacing, "5")
    qtbot.keyClick(controls.spacing, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: (o := overlay(mapped, "lee")) is not None and o.spacing == 5)
    mapped.state.explain("kpn")
    wait_for_map(mapped, qtbot)
    assert not controls.spacing.isVisible()


def test_a_method_without_kernels_has_equivalent_ones_when_asked(
    mapped: Window, qtbot: QtBot
) -> None:
    mapped.state.choose_method("tv", True)
    mapped.state.explain("tv")
    wait_until_ready(mapped, qtbot)
    view = explainer(mapped)
    qtbot.waitUntil(lambda: "12 equivalent kernels" in view.meaning.text())
    assert mapped.state.wants.overlays == {}
    assert not view.controls.kind.isEnabled()
    qtbot.mouseClick(view.controls.compute, Qt.MouseButton.LeftButton)
    wait_for_map(mapped, qtbot)
    found, cine = overlay(mapped, "tv"), mapped.state.wants.cine
    assert found is not None
    assert cine is not None
    assert found.values.shape == (3, 4)
    kernel = sv.equivalent_kernel(cine, "tv", 2, row=24, column=40)
    width = slow(main_part(kernel.taps[0].sum(0)).astype(float))["width"]
    assert found.values[1, 2] == pytest.approx(width, rel=1e-4)
    assert view.controls.compute.text() == "Compute"


def test_equivalent_kernels_of_a_network_that_predicts_kernels(
    mapped: Window, qtbot: QtBot
) -> None:
    view = explainer(mapped)
    view.controls.kind.setFocus()
    qtbot.keyClick(view.controls.kind, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "equivalent kernels" in view.meaning.text())
    assert mapped.state.wants.kernel_kind == "equivalent"
    qtbot.mouseClick(view.controls.compute, Qt.MouseButton.LeftButton)
    assert view.controls.compute.text() == "Stop"
    qtbot.mouseClick(view.controls.compute, Qt.MouseButton.LeftButton)
    assert view.controls.compute.text() == "Compute"
    assert not view.analyst.is_busy
    qtbot.mouseClick(view.controls.compute, Qt.MouseButton.LeftButton)
    wait_for_map(mapped, qtbot)
    mapped.state.step(1)
    wait_until_ready(mapped, qtbot)
    late = overlay(mapped)
    assert late is not None
    assert late.frame == 2
    qtbot.waitUntil(lambda: view.reading.text() == "(map of frame 3)")
    mapped.state.show_kernel_of_kind("predicted")
    wait_for_map(mapped, qtbot)


def test_stopping_keeps_the_kernels_that_are_done(
    mapped: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, done, stopped = explainer(mapped), threading.Event(), threading.Event()
    one_by_one = Linearised.kernel

    def slowly(self: Linearised, *where: Any) -> Any:
        if done.is_set():
            assert stopped.wait(60)
        done.set()
        return one_by_one(self, *where)

    monkeypatch.setattr(Linearised, "kernel", slowly)
    mapped.state.show_kernel_of_kind("equivalent")
    qtbot.waitUntil(lambda: "12 equivalent kernels" in view.meaning.text())
    qtbot.mouseClick(view.controls.compute, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.controls.progress.value() > 0)
    qtbot.mouseClick(view.controls.compute, Qt.MouseButton.LeftButton)
    stopped.set()
    wait_for_map(mapped, qtbot)
    found = overlay(mapped)
    assert found is not None
    assert 1 <= np.isfinite(found.values).sum() <= 2
    assert "(stopped at" in view.reading.text()
    assert view.controls.compute.text() == "Compute"


def test_a_map_of_equivalent_kernels_grows_while_they_are_worked_out(
    mapped: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, released = explainer(mapped), threading.Event()
    done: list[Any] = []
    one_by_one = Linearised.kernel

    def slowly(self: Linearised, *where: Any) -> Any:
        if len(done) == 3:
            assert released.wait(60)
        done.append(where)
        return one_by_one(self, *where)

    monkeypatch.setattr(Linearised, "kernel", slowly)
    monkeypatch.setattr(map_source, "_GROWS_AFTER_S", 0.0)
    mapped.state.show_kernel_of_kind("equivalent")
    qtbot.waitUntil(lambda: "12 equivalent kernels" in view.meaning.text())
    qtbot.mouseClick(view.controls.compute, LEFT)

    def there() -> int:
        found = overlay(mapped)
        return 0 if found is None or found.spacing == 1 else int(np.isfinite(found.values).sum())

    qtbot.waitUntil(lambda: there() > 0)
    assert there() <= 3
    qtbot.waitUntil(lambda: "% of the kernels are done" in view.reading.text())
    assert view.controls.compute.text() == "Stop"
    released.set()
    qtbot.waitUntil(lambda: there() == 12, timeout=30_000)
    qtbot.waitUntil(lambda: view.controls.compute.text() == "Compute")
    assert "done" not in view.reading.text()


def test_a_method_that_is_taken_away_is_no_longer_differentiated(
    mapped: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, done, released = explainer(mapped), threading.Event(), threading.Event()
    one_by_one = Linearised.kernel

    def slowly(self: Linearised, *where: Any) -> Any:
        if done.is_set():
            assert released.wait(60)
        done.set()
        return one_by_one(self, *where)

    monkeypatch.setattr(Linearised, "kernel", slowly)
    mapped.state.choose_method("tv", True)
    mapped.state.explain("tv")
    qtbot.waitUntil(lambda: "12 equivalent kernels" in view.meaning.text(), timeout=20_000)
    qtbot.mouseClick(view.controls.compute, LEFT)
    qtbot.waitUntil(lambda: view.controls.progress.value() > 0)
    mapped.state.explain("kpn")  # it goes on, but is not KPN's
    wait_for_map(mapped, qtbot)
    assert view.controls.progress.isHidden()
    assert view.analyst.busy("equivalent")
    mapped.state.choose_method("tv", False)
    assert not view.analyst.busy("equivalent")
    released.set()


def test_typing_a_limit_is_not_disturbed_by_the_mouse(mapped: Window, qtbot: QtBot) -> None:
    field = explainer(mapped).controls.high
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "9")
    hover(mapped, "kpn", 10, 10)
    hover(mapped, "kpn", 11, 12)
    qtbot.waitUntil(lambda: explainer(mapped).reading.text().startswith("x 12  y 11"))
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: (o := overlay(mapped)) is not None and o.limits[1] == 9.0)


def test_closed_it_leaves_the_image_as_it_is(mapped: Window, qtbot: QtBot) -> None:
    qtbot.keyClick(mapped, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: mapped.state.wants.overlays == {})
    assert not mapped.state.wants.evidence
    qtbot.keyClick(mapped, Qt.Key.Key_F9)
    wait_for_map(mapped, qtbot)


def test_what_is_shown_can_be_taken_away(mapped: Window) -> None:
    shown = explainer(mapped).shown()
    assert shown is not None
    found = overlay(mapped)
    assert found is not None
    picture, bars = shown.panels
    np.testing.assert_array_equal(picture.values, found.values)  # type: ignore[union-attr]
    assert bars.heights.sum() == np.isfinite(found.values).sum()  # type: ignore[union-attr]
    assert shown.facts["Frame"] == "3 of 6"


def test_a_closed_cine_is_let_go(mapped: Window, qtbot: QtBot, tmp_path: Path) -> None:
    mapped.explain.docks["maps"].close()
    mapped.open(write_cine(tmp_path / "other.npy", seed=1))
    qtbot.waitUntil(lambda: len(mapped.state.wants.cines) == 2, timeout=20_000)
    cine = weakref.ref(mapped.state.wants.cines[0])
    mapped.presenter.close_cine(mapped.state.wants.cines[0])
    wait_until_ready(mapped, qtbot)

    def gone() -> bool:
        gc.collect()
        return cine() is None

    qtbot.waitUntil(gone, timeout=20_000)
