"""The Kernel tab shows the equivalent kernel of any method at the pixel under the mouse."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from speckle_viewer.central import central
from speckle_viewer.cine import GreyScale
from speckle_viewer.denoising.differentiator import Differentiator
from speckle_viewer.evidence import PixelKernel
from speckle_viewer.evidence.equivalent import PixelColumn
from speckle_viewer.gui.inspector.bias_map import BiasMap
from speckle_viewer.gui.inspector.inspector import KernelInspector
from speckle_viewer.gui.inspector.shape_table import figures_of
from speckle_viewer.gui.window import Window
from tests.gui.conftest import wait_until_ready
from tests.gui.driving import click_method, hover
from tests.gui.pixel_kernels import made_up_kernel


@pytest.fixture
def looking(noise_methods: None, still: Window, qtbot: QtBot) -> Window:
    """The window with a network that predicts no kernels beside the one that does."""
    click_method(still, "cbdnet", box=True)
    wait_until_ready(still, qtbot)
    return still


def wait_for_kernel(window: Window, qtbot: QtBot) -> Any:
    """Wait until the Kernel tab shows what is looked at, as exactly as it will."""

    def there() -> bool:
        window.presenter.refresh()
        done = not window.presenter.equivalents.is_busy
        return done and not window.presenter.scene.inspection.pending

    qtbot.waitUntil(there, timeout=60_000)
    return window.inspector.maps.kernel


def expected(window: Window, method: str, row: int, column: int, **controls: float) -> PixelKernel:
    cine = window.state.wants.cine
    assert cine is not None
    seen = Differentiator().at(cine, method, window.state.wants.frame, controls=controls)
    return seen.kernel(row, column)


def choose(box: QComboBox, text: str) -> None:
    """As one does with the keyboard: the box has the focus, arrows move, and Return chooses."""
    box.setFocus()
    down = box.findText(text) - box.currentIndex()
    for _ in range(abs(down)):
        QTest.keyClick(box, Qt.Key.Key_Down if down > 0 else Qt.Key.Key_Up)
    assert box.currentText() == text


def test_pointing_at_a_pixel_shows_what_it_is_made_of(looking: Window, qtbot: QtBot) -> None:
    hover(looking, "cbdnet", 20, 30)
    kernel = wait_for_kernel(looking, qtbot)
    exact = expected(looking, "cbdnet", 20, 30)
    assert (kernel.row, kernel.column) == (20, 30)
    np.testing.assert_allclose(kernel.taps[0], exact.taps[0], atol=1e-6)
    inspector = looking.inspector
    assert not inspector.choice.kind.isVisible(), "there is nothing to choose"
    lines = {line.name: line.value for line in inspector.summary.lines}
    assert lines["Net bias"] == f"{exact.bias:.5f}".replace("-", "−")
    assert lines["Computed value"] == lines["Method's output"]
    assert inspector.shape_table.figures[0].value != "–"


def test_the_last_kernel_stays_dimmed_until_the_next_is_there(
    looking: Window, qtbot: QtBot
) -> None:
    hover(looking, "cbdnet", 20, 30)
    first = wait_for_kernel(looking, qtbot)
    hover(looking, "cbdnet", 22, 33)
    looking.presenter.refresh()
    maps = looking.inspector.maps
    assert maps.kernel is first
    assert maps.stale
    assert "x \u2007\u200730  y \u2007\u200720" in looking.inspector.caption.text, "its own place"
    second = wait_for_kernel(looking, qtbot)
    assert (second.row, second.column) == (22, 33)
    assert not maps.stale


def test_a_mouse_that_keeps_moving_ends_at_the_pixel_that_it_stays_on(
    looking: Window, qtbot: QtBot
) -> None:
    for column in range(10, 30):
        hover(looking, "cbdnet", 20, column)
        looking.presenter.refresh()
        QApplication.processEvents()
    kernel = wait_for_kernel(looking, qtbot)
    assert (kernel.row, kernel.column) == (20, 29)


def test_the_column_shows_where_a_pixel_goes(looking: Window, qtbot: QtBot) -> None:
    hover(looking, "cbdnet", 20, 30)
    row = wait_for_kernel(looking, qtbot)
    choose(looking.inspector.choice.derivative, "Column: uses")
    column = wait_for_kernel(looking, qtbot)
    assert isinstance(column, PixelColumn)
    middle_of_row, middle = row.taps[0].shape[-1] // 2, column.taps[0].shape[-1] // 2
    same = column.taps[0][0, middle, middle]
    assert same == pytest.approx(row.taps[0][0, middle_of_row, middle_of_row], abs=1e-6)
    lines = {line.name: line.value for line in looking.inspector.summary.lines}
    assert lines["Sum of weights"] == f"{column.sum:.5f}".replace("-", "−")
    assert lines["Method's output"] == "–"


def test_a_method_that_predicts_kernels_leaves_the_choice(looking: Window, qtbot: QtBot) -> None:
    hover(looking, "kpn", 20, 30)
    predicted = wait_for_kernel(looking, qtbot)
    choice = looking.inspector.choice
    assert choice.kind.isVisible()
    assert predicted.taps[0].shape == (1, 3, 3)
    assert not choice.derivative.isEnabled()
    choose(choice.kind, "Equivalent")
    kernel = wait_for_kernel(looking, qtbot)
    np.testing.assert_allclose(kernel.taps[0], expected(looking, "kpn", 20, 30).taps[0], atol=1e-6)
    assert kernel.taps[0].shape[-1] > 3, "what the generator looks at counts too"
    choose(choice.kind, "Predicted")
    assert wait_for_kernel(looking, qtbot).taps[0].shape == (1, 3, 3)


def test_every_frame_of_a_burst_has_its_weights(looking: Window, qtbot: QtBot) -> None:
    click_method(looking, "kpn-burst", box=True)
    wait_until_ready(looking, qtbot)
    looking.state.show_kernel_of_kind("equivalent")
    hover(looking, "kpn-burst", 20, 30)
    kernel = wait_for_kernel(looking, qtbot)
    exact = expected(looking, "kpn-burst", 20, 30)
    assert len(kernel.taps[0]) == 3
    np.testing.assert_allclose(kernel.taps[0], exact.taps[0], atol=1e-6)
    assert looking.inspector.maps.offsets == (-1, 0, 1)


def test_the_kernel_is_that_of_the_settings(looking: Window, qtbot: QtBot) -> None:
    click_method(looking, "ffdnet", box=True)
    wait_until_ready(looking, qtbot)
    hover(looking, "ffdnet", 20, 30)
    before = wait_for_kernel(looking, qtbot)
    control = looking.presenter.cards["ffdnet"].controls[0]
    looking.state.set_control("ffdnet", control, 70)
    after = wait_for_kernel(looking, qtbot)
    exact = expected(looking, "ffdnet", 20, 30, noise_level=70)
    np.testing.assert_allclose(after.taps[0], exact.taps[0], atol=1e-6)
    assert after.output != before.output


def test_the_net_bias_of_the_frame_is_a_map(looking: Window, qtbot: QtBot) -> None:
    hover(looking, "cbdnet", 20, 30)
    wait_for_kernel(looking, qtbot)
    choose(looking.inspector.choice.derivative, "Net bias map")
    wait_for_kernel(looking, qtbot)
    bias = looking.inspector.bias
    assert bias.isVisible()
    assert bias.values is not None
    exact = expected(looking, "cbdnet", 20, 30)
    value = exact.bias
    lines = {line.name: line.value for line in looking.inspector.summary.lines}
    said = {"Σ weight × intensity": exact.output - value, "Net bias": value}
    for name, number in {**said, "Method's output": exact.output}.items():
        assert float(lines[name].replace("−", "-")) == pytest.approx(number, abs=2e-5)
    assert float(bias.values[20, 30]) == pytest.approx(value, abs=1e-6)
    assert bias.text == f"x 30  y 20: {255 * value:.2f} grey levels".replace("-", "−")
    taken = looking._kernel()
    assert taken is not None
    (picture,) = taken.panels
    np.testing.assert_array_equal(picture.values, 255 * bias.values)  # type: ignore[union-attr]
    assert taken.facts["Net bias"] == "what the Jacobian leaves"
    # Another pixel has the same map.
    shown = bias.values
    hover(looking, "cbdnet", 5, 6)
    looking.presenter.refresh()
    assert bias.values is shown
    assert bias.text.startswith("x 6  y 5: ")


def test_a_method_without_a_derivative_says_so_and_has_its_column_by_differences(
    looking: Window, qtbot: QtBot
) -> None:
    click_method(looking, "wavelet", box=True)
    wait_until_ready(looking, qtbot)
    hover(looking, "wavelet", 20, 30)
    assert wait_for_kernel(looking, qtbot) is None
    assert "Wavelet has no equivalent kernel" in looking.inspector.maps.message
    choose(looking.inspector.choice.derivative, "Column: uses")
    column = wait_for_kernel(looking, qtbot)
    assert isinstance(column, PixelColumn)
    assert column.taps[0].max() > 0.01
    assert looking.inspector.tap_lines[1].text == "By differences of one grey level"
    taken = looking._kernel()
    assert taken is not None
    assert taken.facts["Kernel"].endswith(
        "column of the Jacobian, by differences of one grey level"
    )


def test_closing_the_cine_lets_go_of_its_kernel(looking: Window, qtbot: QtBot) -> None:
    hover(looking, "cbdnet", 20, 30)
    wait_for_kernel(looking, qtbot)
    cine = looking.state.wants.cine
    assert cine is not None
    looking.presenter.close_cine(cine)
    assert looking.presenter.equivalents.found is None


# -- large kernels -------------------------------------------------------------------------------


def spread_kernel(size: int, spread: float) -> PixelKernel:
    steps = np.arange(size) - size // 2
    line = np.exp(-0.5 * (steps / spread) ** 2)
    taps = np.outer(line, line)[None].astype(np.float32)
    taps /= taps.sum()
    return PixelKernel(3, 4, (taps,), (np.full_like(taps, 0.5),), 0.0, 0.5)


def test_large_kernels_are_shown_as_far_as_there_is_something_to_see() -> None:
    kernel = spread_kernel(201, 5.0)
    shown = central(kernel)
    (side,) = shown.sizes
    margin = (201 - side) // 2
    np.testing.assert_array_equal(
        shown.taps[0][0], kernel.taps[0][0, margin : margin + side, margin : margin + side]
    )
    assert shown.shares[0] == pytest.approx(float(shown.taps[0].sum()), rel=1e-4)
    assert shown.shares[0] >= 0.95
    assert central(kernel, 1).sizes[0] < side < central(kernel, -1).sizes[0]
    small = made_up_kernel((3, 5), 2)
    assert central(small).taps[1] is not None
    assert central(small).sizes == (3, 5)
    assert central(small, 3).sizes == (3, 5), "small ones are shown whole"


def test_the_wheel_and_the_keys_show_less_or_more_of_a_large_kernel(qtbot: QtBot) -> None:
    inspector = KernelInspector()
    qtbot.addWidget(inspector)
    inspector.resize(270, 900)
    inspector.show_pixel(spread_kernel(201, 5.0), equivalent=True)
    maps = inspector.maps
    assert maps.shown is not None
    first = maps.shown.sizes
    at = QPointF(50, 80)
    turn = QWheelEvent(
        at, at, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(maps, turn)
    assert maps.shown.sizes < first
    QTest.keyClick(maps, Qt.Key.Key_Minus)
    assert maps.shown.sizes == first
    for _ in range(20):
        QTest.keyClick(maps, Qt.Key.Key_Plus)
    least = maps.shown.sizes
    QTest.keyClick(maps, Qt.Key.Key_Minus)
    assert maps.shown.sizes > least, "keys that had no effect are not counted"


def test_figures_are_those_of_the_kernel_in_pixels_and_millimetres() -> None:
    figures = {f.name: f for f in figures_of(spread_kernel(61, 5.0), (0.5, 0.5))}
    fwhm = 2 * np.sqrt(2 * np.log(2)) * 5
    assert figures["Effective width"].value == f"{fwhm:.1f} px"
    assert figures["Effective width"].more == f"{fwhm / 2:.2f} mm"
    assert figures["Centroid"].value == "0.0, 0.0 px"
    assert figures["Anisotropy"].more == "round"
    # Pixels twice as high as wide: a round kernel of pixels is no longer one of millimetres.
    oblong = {f.name: f for f in figures_of(spread_kernel(61, 5.0), (1.0, 0.5))}
    assert oblong["Effective width"].more == f"{fwhm * np.sqrt((1 + 0.25) / 2):.2f} mm"
    assert oblong["Anisotropy"].value == "0.50"
    assert oblong["Anisotropy"].more == "along 90°"
    assert {f.value for f in figures_of(None, None)} == {"–"}


def test_the_shape_of_an_equivalent_kernel_leaves_a_faint_rest_out() -> None:
    core = spread_kernel(61, 2.0)
    faint = core.taps[0] + np.float32(0.03 / 61**2)
    tailed = replace(core, taps=(faint,))
    width = {
        equivalent: float(figures_of(tailed, None, equivalent=equivalent)[0].value.split()[0])
        for equivalent in (False, True)
    }
    own = float(figures_of(core, None)[0].value.split()[0])
    assert width[False] > 1.5 * own
    assert width[True] == pytest.approx(own, rel=0.15)


def test_a_bias_that_is_but_rounding_has_no_colours(qtbot: QtBot) -> None:
    view = BiasMap()
    qtbot.addWidget(view)
    view.show_bias(np.full((4, 5), 1e-9, np.float32), "", (1, 2), 1.0, GreyScale())
    assert view.limit == pytest.approx(0.01)
    assert view.text == "x 2  y 1: 0.00 grey levels"
    holed = np.full((4, 5), np.nan, np.float32)
    view.show_bias(holed, "", (1, 2), 1.0, GreyScale())
    assert view.text == "x 2  y 1: outside tissue"


def test_a_pixel_that_is_left_and_looked_at_again_comes_exactly(
    looking: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Networks that see farther than 64 px answer twice."""
    monkeypatch.setattr("speckle_viewer.denoising.differentiator.REACH", 4)
    equivalents = looking.presenter.equivalents
    reaches = []
    equivalents.changed.connect(lambda: reaches.append(equivalents.found.reach))  # type: ignore[union-attr]
    hover(looking, "cbdnet", 20, 30)
    looking.presenter.refresh()
    qtbot.waitUntil(lambda: reaches[:1] == [4], timeout=60_000)
    hover(looking, "cbdnet", 21, 30)
    looking.presenter.refresh()
    hover(looking, "cbdnet", 20, 30)
    wait_for_kernel(looking, qtbot)
    assert reaches[-1] == 88
    assert looking.inspector.tap_lines[1].text == ""


def test_a_painted_noise_map_counts(looking: Window, qtbot: QtBot) -> None:
    cine = looking.state.wants.cine
    assert cine is not None
    click_method(looking, "ffdnet", box=True)
    looking.state.paint_noise("ffdnet", np.full(cine.shape, 9.0, np.float32))
    wait_until_ready(looking, qtbot)
    hover(looking, "ffdnet", 20, 30)
    kernel = wait_for_kernel(looking, qtbot)
    exact = expected(looking, "ffdnet", 20, 30, noise_level=9)
    np.testing.assert_allclose(kernel.taps[0], exact.taps[0], atol=1e-6)
    assert kernel.output != expected(looking, "ffdnet", 20, 30).output


def test_the_weights_lie_over_the_images_where_one_wants_that(
    looking: Window, qtbot: QtBot
) -> None:
    hover(looking, "cbdnet", 2, 30)
    wait_for_kernel(looking, qtbot)
    overlays = looking.state.wants.overlays
    assert not overlays
    looking.activateWindow()
    looking.grid.focus_image()
    qtbot.keyClick(looking, Qt.Key.Key_W, Qt.KeyboardModifier.ShiftModifier)
    kernel = wait_for_kernel(looking, qtbot)
    over = {p.id: p.overlays for p in looking.presenter.scene.panes}
    assert {pane: len(laid) for pane, laid in over.items()} == {"input": 1, "kpn": 0, "cbdnet": 1}
    (laid,) = over["input"]
    taps = kernel.taps[0][0]
    half = looking.inspector.maps.shown.sizes[0] // 2  # type: ignore[union-attr]
    assert laid.origin == (0, 30 - half), "as far as there is an image"
    row, column = 1, 27 - laid.origin[1]
    weight = taps[len(taps) // 2 - 1, len(taps) // 2 - 3]
    assert laid.values[row, column] == np.sign(weight)
    assert laid.weights is not None
    assert laid.weights[row, column] ** 2 == pytest.approx(abs(weight) / abs(taps).max(), rel=1e-4)
    hover(looking, "cbdnet", 20, 31)
    kernel = wait_for_kernel(looking, qtbot)
    half = looking.inspector.maps.shown.sizes[0] // 2  # type: ignore[union-attr]
    assert looking.state.wants.overlays["kernel-input"].origin == (max(0, 20 - half), 31 - half)
    qtbot.keyClick(looking, Qt.Key.Key_W, Qt.KeyboardModifier.ShiftModifier)
    assert not looking.state.wants.overlays
