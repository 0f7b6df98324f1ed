"""The inspector shows a pixel's numbers as they are, in every state."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from speckle_viewer.colours import HALF, diverging
from speckle_viewer.evidence import PixelKernel
from speckle_viewer.gui.inspector import KernelInspector, PinRow
from speckle_viewer.gui.inspector.figures import fixed, scientific, short, signed
from speckle_viewer.gui.inspector.heatmap import Tap
from speckle_viewer.gui.inspector.layout import Map, lay_out
from speckle_viewer.gui.inspector.legend import Legend
from speckle_viewer.gui.inspector.sheet_painter import decimals_that_fit, title_texts
from speckle_viewer.gui.style import apply_theme, small_font, text_font
from tests.gui.pixel_kernels import made_up_kernel

Make = Callable[..., KernelInspector]
ONES = np.ones((1, 5, 5), np.float32)


@pytest.fixture
def make(qtbot: QtBot, qapp: QApplication) -> Make:
    """Makes an inspector of a given size that shows a kernel."""
    apply_theme(qapp, "dark")

    def inspector_with(
        kernel: PixelKernel | None, width: int = 340, height: int = 790, **more: object
    ) -> KernelInspector:
        inspector = KernelInspector()
        qtbot.addWidget(inspector)
        inspector.resize(width, height)
        inspector.show()
        inspector.show_pixel(kernel, **more)
        qapp.processEvents()
        return inspector

    return inspector_with


def map_of(inspector: KernelInspector, kind: str, section: int = 0, frame: int = 0) -> Map:
    where = (kind, section, frame)
    return next(m for m in inspector.maps.maps if (m.kind, m.section, m.frame) == where)


def map_of_grid(maps: tuple[Map, ...]) -> Map:
    return next(m for m in maps if not m.large)


def picture(inspector: KernelInspector) -> QImage:
    return inspector.maps.grab().toImage()


def numbers(inspector: KernelInspector) -> dict[str, tuple[str, str]]:
    return {line.name: (line.value, line.grey) for line in inspector.summary.lines}


def test_summary_gives_the_numbers_of_the_kernel(make: Make) -> None:
    kernel = made_up_kernel((3, 5), 5)
    shown = numbers(make(kernel))
    assert shown["Sum of weights"] == (fixed(kernel.sum, 5), "")
    assert shown["Bias"] == ("0.01250", "3.19")
    assert shown["Computed value"][0] == fixed(kernel.weighted, 5)
    assert shown["Method's output"] == (fixed(kernel.output, 5), fixed(255 * kernel.output, 2))
    products = sum(float((t * p).sum()) for t, p in zip(kernel.taps, kernel.patches, strict=True))
    assert float(shown["Σ weight × intensity"][0].replace("−", "-")) == pytest.approx(
        products, abs=1e-5
    )


@pytest.mark.parametrize(
    ("error", "warns"), [(0.0, False), (9e-5, False), (1.1e-4, True), (-1.1e-4, True)]
)
def test_difference_above_1e_4_warns(make: Make, error: float, warns: bool) -> None:
    inspector = make(made_up_kernel(error=error))
    difference = inspector.summary.lines[-1]
    assert difference.warns is warns
    assert (difference.name == "Difference > 10⁻⁴") is warns
    colours = {
        picture.pixelColor(x, y).name()
        for picture in [inspector.summary.grab().toImage()]
        for x in range(picture.width())
        for y in range(picture.height())
    }
    assert ("#e0a33a" in colours) is warns


def test_taps_are_drawn_in_their_colours_and_the_patch_in_grey(make: Make) -> None:
    taps = np.zeros((1, 5, 5), np.float32)
    taps[0, 0, 1], taps[0, 4, 3] = 0.5, -0.5
    patch = np.full((1, 5, 5), 0.2, np.float32)
    inspector = make(PixelKernel(0, 0, (taps,), (patch,), 0.0, 0.0))
    image = picture(inspector)
    table = [QColor(*(int(c) for c in diverging("dark")[i])).name() for i in (0, HALF, -1)]

    def colour(kind: str, row: int, column: int) -> str:
        corner = map_of(inspector, kind).cell_rect(row, column).topLeft()
        return image.pixelColor(corner + QPoint(3, 3)).name()

    assert colour("weight", 0, 1) == colour("product", 0, 1) == table[2]
    assert colour("weight", 4, 3) == colour("product", 4, 3) == table[0]
    assert colour("weight", 3, 0) == table[1]
    assert colour("patch", 0, 1) == colour("patch", 3, 0) == colour("overlay", 3, 0) == "#333333"


def test_colour_bars_give_the_limits(make: Make) -> None:
    kernel = made_up_kernel((5,), 3)
    largest = max(float(np.abs(t).max()) for t in kernel.taps)
    assert make(kernel).legend.texts()[1] == (
        "Weight (no unit)",
        fixed(-largest, 3),
        f"+{fixed(largest, 3)}",
    )


def test_each_size_has_limits_of_its_own(make: Make) -> None:
    kernel = made_up_kernel((3, 5), 5)
    limits = [f"±{float(np.abs(p).max()):.2g}" for p in kernel.products]
    assert make(kernel).legend.texts()[2] == ("Product (0–1)", *limits)


def test_a_size_without_weight_has_zero_as_its_limit(qtbot: QtBot) -> None:
    legend = Legend()
    qtbot.addWidget(legend)
    legend.set_limits(((0.0, 0.0), (0.088, 3e-5)))
    assert legend.texts()[1][1:] == ("±0", "±0.088")
    assert legend.texts()[2][1:] == ("±0", "±3.0 × 10⁻⁵")


def test_burst_of_five_with_two_sizes_fits_a_narrow_dock(make: Make) -> None:
    inspector = make(made_up_kernel((5, 15), 5))
    maps = inspector.maps.maps
    assert len(maps) == 2 * 5 * 3
    assert all(inspector.maps.rect().contains(m.rect) for m in maps)
    assert inspector.maps.height() <= inspector.maps.parentWidget().height()
    assert not any(a.rect.intersects(b.rect) for a in maps for b in maps if a is not b)


def test_overlay_puts_weights_of_a_burst_over_its_patches(make: Make) -> None:
    inspector = make(made_up_kernel((5,), 5))
    before = picture(inspector)
    inspector.overlay_action.trigger()
    assert {m.kind for m in inspector.maps.maps} == {"overlay", "weight", "product"}
    assert picture(inspector) != before


def test_spare_height_shows_the_denoised_frame_large(make: Make) -> None:
    maps = make(made_up_kernel((5,), 5)).maps.maps
    large = [m for m in maps if m.large]
    assert [(m.kind, m.frame) for m in large] == [("overlay", 2), ("weight", 2), ("product", 2)]
    assert large[0].cell > map_of_grid(maps).cell


def test_spare_width_puts_sizes_side_by_side(make: Make) -> None:
    tops = {m.rect.top() for m in make(made_up_kernel((5, 5)), 1200, 600).maps.maps if m.size == 5}
    narrow = {m.rect.top() for m in make(made_up_kernel((5, 5)), 340, 900).maps.maps}
    assert len(tops) < len(narrow)


@pytest.mark.parametrize("width", [283, 340, 600])
def test_titles_of_sizes_side_by_side_do_not_overlap(make: Make, width: int) -> None:
    inspector = make(made_up_kernel((5, 5)), width, 600)
    shown, maps = inspector.maps.shown, inspector.maps
    titles = lay_out(maps.size(), (5, 5), 1, overlay=False).titles
    assert shown is not None
    large, small = QFontMetrics(text_font()), QFontMetrics(small_font())
    for section, rect in enumerate(titles):
        left, right = title_texts(shown, section, -0.1888, rect.width())
        assert left.startswith("5 × 5")
        assert right.endswith("0.1888")
        taken = large.horizontalAdvance(left) + small.horizontalAdvance(right)
        assert taken < rect.width()
    if width == 600:
        assert right.startswith("sum of weights")


def test_numbers_appear_in_the_cells_when_there_is_room(make: Make) -> None:
    kernel = made_up_kernel((3,))
    narrow, wide = make(made_up_kernel((15,))), make(kernel)
    assert decimals_that_fit(map_of(narrow, "weight").cell) == 0
    place = map_of(wide, "weight")
    assert decimals_that_fit(place.cell) >= 2
    image, inside = picture(wide), place.cell_rect(0, 0).adjusted(2, 2, -2, -2)
    colours = {
        image.pixelColor(x, y).name()
        for x in range(inside.left(), inside.right())
        for y in range(inside.top(), inside.bottom())
    }
    assert len(colours) > 2


def test_sizes_are_added_in_the_room_below(make: Make, qtbot: QtBot) -> None:
    kernel = made_up_kernel((5, 17))
    inspector = make(kernel, 266, 668)
    maps = inspector.maps
    over, alone = (m for m in maps.maps if m.section == 2)
    assert (over.kind, alone.kind) == ("overlay", "weight")
    assert over.side >= 2 * map_of(inspector, "weight", 1).side
    assert maps.height() <= maps.parentWidget().height(), "nothing scrolls"
    assert not any(a.rect.intersects(b.rect) for a in maps.maps for b in maps.maps if a is not b)
    qtbot.mouseMove(maps, alone.cell_rect(8, 8).center())
    assert maps.tap == Tap(2, 0, 8, 8)
    weight = float(kernel.taps[0][0, 2, 2]) + float(kernel.taps[1][0, 8, 8])
    first, second = (line.text for line in inspector.tap_lines)
    assert first == "Added: 17 × 17 · tap dx 0, dy 0"
    assert second.startswith(f"weight {fixed(weight, 5)} × patch ")
    qtbot.keyClick(maps, Qt.Key.Key_Up)
    assert maps.tap == Tap(2, 0, 7, 8)


def test_the_numbers_of_a_tap_fit_the_default_width(make: Make) -> None:
    inspector = make(PixelKernel(0, 0, (-ONES,), (ONES,), 0.0, 0.0), 266)
    inspector.maps.point_at(Tap(0, 0, 2, 2))
    line = inspector.tap_lines[1]
    assert QFontMetrics(small_font()).horizontalAdvance(line.text) <= line.width()


def test_arrow_keys_go_on_into_what_is_added(make: Make, qtbot: QtBot) -> None:
    inspector = make(made_up_kernel((5, 17)), 266, 668)
    maps = inspector.maps
    maps.point_at(Tap(1, 0, 16, 3))
    qtbot.keyClick(maps, Qt.Key.Key_Down)
    assert maps.tap == Tap(2, 0, 0, 3)
    qtbot.keyClick(maps, Qt.Key.Key_Up)
    assert maps.tap == Tap(1, 0, 16, 3)


@pytest.mark.parametrize(("sizes", "height"), [((5, 17), 560), ((5,), 668)])
def test_nothing_is_added_without_room_or_of_a_single_kernel(
    make: Make, sizes: tuple[int, ...], height: int
) -> None:
    inspector = make(made_up_kernel(sizes), 266, height)
    assert {m.section for m in inspector.maps.maps} == {*range(len(sizes))}


def test_the_frames_of_a_burst_are_added_too(make: Make, qtbot: QtBot) -> None:
    kernel = made_up_kernel((3, 5), 5)
    inspector = make(kernel, 266, 1300)
    place = map_of(inspector, "weight", 2)
    qtbot.mouseMove(inspector.maps, place.cell_rect(0, 1).center())
    taps, products = kernel.taps[1][:, 0, 1], kernel.products[1][:, 0, 1]
    assert inspector.tap_lines[1].text == (
        f"weight {fixed(float(taps.sum()), 5)} · product {fixed(float(products.sum()), 5)}"
    )


def test_colour_bars_stand_directly_below_the_maps(make: Make) -> None:
    for sizes in ((5,), (3, 5), (5, 17)):
        inspector = make(made_up_kernel(sizes), 266, 900)
        lowest = max(m.rect.bottom() for m in inspector.maps.maps)
        assert 0 < inspector.legend.y() - lowest < 8


def test_mouse_over_a_tap_gives_its_numbers(make: Make, qtbot: QtBot) -> None:
    kernel = made_up_kernel((3, 5), 5)
    inspector = make(kernel)
    place = map_of(inspector, "product", section=1, frame=3)
    qtbot.mouseMove(inspector.maps, place.cell_rect(0, 4).center())
    assert inspector.maps.tap == Tap(1, 3, 0, 4)
    weight, intensity = float(kernel.taps[1][3, 0, 4]), float(kernel.patches[1][3, 0, 4])
    first, second = (line.text for line in inspector.tap_lines)
    assert first == "5 × 5 · frame +1 · tap dx +2, dy −2"
    assert second == (
        f"weight {fixed(weight, 5)} × patch {fixed(intensity, 3)} = {fixed(weight * intensity, 5)}"
    )
    qtbot.mouseMove(inspector.maps, QPoint(1, 1))
    assert inspector.maps.tap is None


def test_arrow_keys_walk_over_the_taps(make: Make, qtbot: QtBot) -> None:
    inspector = make(made_up_kernel((3, 5), 5))
    press = lambda key: qtbot.keyClick(inspector.maps, key)  # noqa: E731
    press(Qt.Key.Key_Right)
    assert inspector.maps.tap == Tap(0, 2, 1, 1)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_PageUp)
    press(Qt.Key.Key_Down)
    assert inspector.maps.tap == Tap(0, 1, 2, 2)
    press(Qt.Key.Key_Down)
    assert inspector.maps.tap == Tap(1, 1, 0, 2)
    press(Qt.Key.Key_Escape)
    assert inspector.maps.tap is None


def test_tap_stays_while_pixels_change_and_its_numbers_follow(make: Make) -> None:
    first, second = made_up_kernel((5,), 5), made_up_kernel((5,), 5, bias=0.5)
    object.__setattr__(second, "taps", (second.taps[0] + 1,))
    inspector = make(first)
    inspector.maps.point_at(Tap(0, 2, 2, 2))
    before = inspector.tap_lines[1].text
    inspector.show_pixel(second)
    assert inspector.tap_lines[1].text != before
    inspector.show_pixel(made_up_kernel((3,)))
    assert inspector.maps.tap is None


@pytest.mark.parametrize(
    ("message", "written"),
    [
        ("Outside tissue: unchanged", "Outside tissue: unchanged"),
        ("", "Point at a pixel to see the kernels behind it"),
    ],
)
def test_without_a_kernel_it_says_why(make: Make, message: str, written: str) -> None:
    inspector = make(None, message=message, method="Median")
    assert inspector.maps.message == written
    assert "Median" in inspector.caption.text
    assert {line.value for line in inspector.summary.lines} == {"–"}
    assert inspector.tap_lines[0].text == ""
    assert inspector.legend.texts()[1][1:] == ("–", "–")


def test_caption_names_pixel_method_and_pin(make: Make) -> None:
    kernel = made_up_kernel(row=7, column=12)
    inspector = make(kernel, method="KPN (burst 5)")
    assert inspector.caption.text.replace("\u2007", "") == "x 12  y 7   KPN (burst 5)"
    inspector.set_pins([PinRow(2, 2, 7, 12)])
    inspector.show_pixel(kernel, method="KPN", pinned=True)
    assert inspector.caption.text == "● 3  x 12  y 7   KPN"
    assert inspector.caption.toolTip() == inspector.caption.text


def test_nothing_moves_when_values_change(make: Make, qapp: QApplication) -> None:
    inspector = make(made_up_kernel((5,), 5))
    parts = (inspector.maps, inspector.legend, inspector.summary, *inspector.tap_lines)
    before = [part.geometry() for part in parts]
    for kernel in (made_up_kernel((5,), 5, row=1, column=9999, error=0.1), None):
        inspector.show_pixel(kernel, message="A long message " * 9, method="A long name " * 9)
        qapp.processEvents()
        assert [part.geometry() for part in parts] == before


def test_theme_reaches_the_maps(make: Make, qapp: QApplication) -> None:
    inspector = make(made_up_kernel((5,), 5))
    dark = picture(inspector)
    apply_theme(qapp, "light")
    assert picture(inspector) != dark
    apply_theme(qapp, "dark")
    assert picture(inspector) == dark


def test_maps_grow_with_the_space_but_never_below_what_can_be_seen() -> None:
    small = lay_out(QSize(300, 100), (5, 15), 5, overlay=False)
    large = lay_out(QSize(900, 900), (5, 15), 5, overlay=False)
    assert small.maps[0].cell < large.maps[0].cell
    assert small.height > 100  # scrolls
    assert large.height <= 900
    assert all(m.cell >= 1 for m in small.maps)


def test_everything_has_an_accessible_name(make: Make) -> None:
    inspector = make(made_up_kernel())
    for part in (inspector, inspector.maps, inspector.legend, inspector.summary, inspector.pins):
        assert part.accessibleName()
    assert "Method's output" in inspector.summary.accessibleDescription()


def test_figures() -> None:
    assert (fixed(-0.03125, 3), fixed(-0.0001, 2)) == ("−0.031", "0.00")
    assert [signed(v) for v in (2, 0, -1)] == ["+2", "0", "−1"]
    assert [scientific(v) for v in (1.23e-7, -0.5, 0)] == ["1.2 × 10⁻⁷", "−5.0 × 10⁻¹", "0"]
    assert [short(v, 2) for v in (-0.034, 0.5, 1.0, 0.999)] == ["−.03", ".50", "1.00", "1.00"]


def test_of_large_kernels_only_the_colours_that_are_drawn_have_bars(make: Make) -> None:
    inspector = make(made_up_kernel((41,), 1))
    assert [texts[0] for texts in inspector.legend.texts()] == ["√ weight"]
    inspector.overlay_action.trigger()
    assert [texts[0] for texts in inspector.legend.texts()] == ["Intensity (0–1)", "√ weight"]
    inspector.show_pixel(made_up_kernel((5,), 1))
    assert len(inspector.legend.texts()) == 3
    inspector.show_pixel(made_up_kernel((41,), 1))
    inspector.maps.zoom_by(3)  # so little of a large one that all of its maps have room
    assert [texts[0] for texts in inspector.legend.texts()][::2] == [
        "Intensity (0–1)",
        "Product (0–1)",
    ]
