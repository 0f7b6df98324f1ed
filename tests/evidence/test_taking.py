"""What is shown can be taken away: numbers that are the very ones, and figures fit for a paper."""

import csv
import errno
import io
import xml.etree.ElementTree as ET
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from matplotlib.transforms import Bbox
from PIL import Image

from speckle_viewer.colours import table
from speckle_viewer.errors import ExportError
from speckle_viewer.evidence import PixelKernel
from speckle_viewer.evidence.shown import (
    FROM_CENTRE,
    Bars,
    ColourBar,
    Curves,
    Mark,
    Picture,
    Points,
    Shown,
    Table,
)
from speckle_viewer.evidence.taking import as_arrays, as_figure, as_text, save, shown_kernel
from speckle_viewer.evidence.taking.arrays import to_npz
from speckle_viewer.evidence.taking.kernel import kernel_picture

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def shown() -> Shown:
    rng = np.random.default_rng(0)
    values = rng.normal(size=(3, 4)).astype(np.float32)
    values[1, 2] = np.nan
    return Shown(
        "Everything at $once",
        {"Method": "KPN", "Frame": "3"},
        (
            Picture("Sum of taps", values, "px", "diverging", None, 10, -2, (0.2, 0.4)),
            Picture("Sum of taps", values + 1, "", "sequential"),
            Picture("Colours", rng.random((2, 2, 3))),
            Picture("Which entry", np.array([[0, 1], [-1, 2]]), colours="classes"),
            Curves(
                "Width",
                np.array([0.0, 0.5]),
                "Time (s)",
                {"Pin 1": np.array([1, np.nan]), "Pin-1": np.ones(2)},
                "Width (px)",
            ),
            Bars("Histogram", np.array([0.0, 1.0, 3.0]), np.array([4, 5]), "Sum", "Kernels"),
            Points("PCA", np.arange(3.0), np.ones(3), "1st", "2nd", np.array([0, 1, 1])),
        ),
    )


def tables(text: str) -> list[list[list[str]]]:
    """What a spreadsheet makes of it: the tables between empty lines."""
    found: list[list[list[str]]] = [[]]
    for row in csv.reader(io.StringIO(text), delimiter="\t"):
        found[-1].append(row) if row else found.append([])
    return found


def test_a_picture_pastes_with_its_coordinates(shown: Shown) -> None:
    facts, first, *_ = tables(as_text(shown))
    assert facts == [["Everything at $once"], ["Method", "KPN"], ["Frame", "3"]]
    title, unit, down, across, header, *rows = first
    assert (title, unit) == (["Sum of taps"], ["Unit", "px"])
    assert (down[1], across[1]) == ("0.2", "0.4")
    assert header[1:] == ["-2", "-1", "0", "1"]
    assert [row[0] for row in rows] == ["10", "11", "12"]
    numbers = [[float(cell or "nan") for cell in row[1:]] for row in rows]
    np.testing.assert_allclose(numbers, shown.panels[0].values, rtol=6e-7)


def test_plots_paste_as_columns(shown: Shown) -> None:
    *_, curves, bars, points = tables(as_text(shown))
    assert curves[1:] == [
        ["", "Width (px)"],
        ["Time (s)", "Pin 1", "Pin-1"],
        ["0", "1", "1"],
        ["0.5", "", "1"],
    ]
    assert bars[1:] == [["Sum, from", "to", "Kernels"], ["0", "1", "4"], ["1", "3", "5"]]
    assert points[1:] == [
        ["1st", "2nd", "group"],
        ["0", "1", "0"],
        ["1", "1", "1"],
        ["2", "1", "1"],
    ]


def test_measured_facts_paste_as_numbers_with_a_unit() -> None:
    facts = {"Mean": "−0.02 grey levels of 255", "Frame": "3 of 60", "Burst": "frames −1 to 1"}
    assert as_text(Shown("Removed", facts)).splitlines()[1:] == [
        "Mean\t-0.02\tgrey levels of 255",
        "Frame\t3 of 60",
        "Burst\tframes -1 to 1",
    ]


def test_large_pictures_can_be_left_out() -> None:
    image, kernel = Picture("Image", np.ones((64, 80))), Picture("Kernel", np.ones((61, 61)))
    text = as_text(Shown("Both", {}, (image, kernel)), large=False)
    _, first, second = tables(text)
    assert first == [["Image"], ["64 × 80 numbers, left out here: save them as .npz or .tsv."]]
    assert len(second) == 2 + 61


def test_zeros_around_a_kernel_do_not_make_it_large() -> None:
    padded = kernel_picture("Kernel", np.pad(np.ones((5, 5)), 58))
    _, rows = tables(as_text(Shown("One", {}, (padded,)), large=False))
    assert rows[1] == ["row \\ column", "-2", "-1", "0", "1", "2"]
    assert len(rows) == 2 + 5


def test_arrays_come_back_without_pickles(shown: Shown, tmp_path: Path) -> None:
    with np.load(save(shown, tmp_path / "all.npz"), allow_pickle=False) as found:
        picture, second, *_ = shown.panels
        np.testing.assert_array_equal(found["sum_of_taps"], picture.values)
        np.testing.assert_array_equal(found["sum_of_taps_2"], second.values)
        assert (found["sum_of_taps.row0"], found["sum_of_taps.column0"]) == (10, -2)
        assert str(found["sum_of_taps.unit"]) == "px"
        np.testing.assert_array_equal(found["sum_of_taps.mm_per_px"], [0.2, 0.4])
        assert found["facts"].tolist() == [["Method", "KPN"], ["Frame", "3"]]
        np.testing.assert_array_equal(found["width.y_pin_1"], [1, np.nan])
        np.testing.assert_array_equal(found["width.y_pin_1_2"], [1, 1])
        np.testing.assert_array_equal(found["pca.groups"], [0, 1, 1])
        assert sorted(found) == sorted(as_arrays(shown))


def test_arrays_say_where_their_values_lie() -> None:
    frame = Picture("Map", np.ones((2, 3)), "px", "sequential", None, 10, 20, (0.5, 0.25), step=4)
    kernel = Picture("Taps", np.ones((3, 3)), row0=-1, column0=-1, axes=("dx (px)", "dy (px)"))
    arrays = as_arrays(Shown("Both", {}, (frame, kernel)))
    assert arrays["map.xs"].tolist() == [20, 24, 28]
    assert arrays["map.ys"].tolist() == [10, 14]
    assert arrays["map.xs_mm"].tolist() == [5, 6, 7]
    assert arrays["map.ys_mm"].tolist() == [5, 7]
    assert (arrays["map.x_label"], arrays["map.y_label"]) == ("x (px)", "y (px)")
    assert arrays["taps.xs"].tolist() == arrays["taps.ys"].tolist() == [-1, 0, 1]
    assert "taps.xs_mm" not in arrays, "of an image that is not calibrated"


def test_a_column_of_words_keeps_its_numbers() -> None:
    table = Table("Settings", ("Setting", "Value"), (("level", 0.0), ("kind", "auto"), ("x", None)))
    assert as_arrays(Shown("", {}, (table,)))["settings.column_1"].tolist() == ["0.0", "auto", ""]


def test_text_of_others_is_no_formula(tmp_path: Path) -> None:
    names = ("=1+1", "+A1", "-A1", "@SUM(A1)", "−5", "-5", "1e-3", "cyst")
    table = Table("Regions", ("Region", "=Mean"), tuple((name, -2.5) for name in names))
    shown = Shown("=Regions", {"Line": "=A1"}, (table,))
    held = ["'=1+1", "'+A1", "'-A1", "'@SUM(A1)", "-5", "-5", "1e-3", "cyst"]
    lines = as_text(shown).splitlines()
    assert lines[:2] == ["'=Regions", "Line\t'=A1"]
    assert lines[-9:] == ["Region\t'=Mean", *(f"{name}\t-2.5" for name in held)]
    rows = save(shown, tmp_path / "regions.csv").read_text("utf-8").splitlines()
    assert rows[-9:] == ["Region,'=Mean", *(f"{name},-2.5" for name in held)]


def test_svg_has_its_text_as_text_and_is_the_same_each_time(shown: Shown, tmp_path: Path) -> None:
    drawn = save(shown, tmp_path / "a.svg").read_bytes()
    words = [node.text for node in ET.fromstring(drawn).iter(f"{SVG}text")]
    for expected in ("Sum of taps", "px", "1st", "Group", "0.5 mm"):
        assert expected in words
    assert [
        word for word in words if word in ("Everything at $once", "Method: KPN", "Frame: 3")
    ] == [
        "Everything at $once",
        "Method: KPN",
        "Frame: 3",
    ]
    assert "no unit" in words
    assert save(shown, tmp_path / "b.svg").read_bytes() == drawn


def test_png_has_300_dpi_on_white_and_the_colours_of_the_table(tmp_path: Path) -> None:
    values = np.tile(np.linspace(-2, 2, 5), (5, 1))
    shown = Shown("Weights", {}, (Picture("Weights", values, colours="diverging"),))
    with Image.open(save(shown, tmp_path / "figure.png")) as image:
        assert image.info["dpi"] == pytest.approx((300, 300), abs=0.1)
        pixels = np.asarray(image.convert("RGB"))
    assert pixels[2, 2].tolist() == [255, 255, 255]
    there = np.unique(pixels.astype(int) @ [1 << 16, 1 << 8, 1])
    light = table("diverging", "light")
    for place in (0, len(light) // 2, len(light) - 1):
        assert light[place].astype(int) @ [1 << 16, 1 << 8, 1] in there


def test_kernel_of_a_pixel(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    taps = rng.normal(size=(3, 5, 5)).astype(np.float32), rng.random((3, 3, 3), np.float32)
    patches = tuple(rng.random(t.shape, np.float32) for t in taps)
    kernel = PixelKernel(12, 34, taps, patches, 0.25, 0.5)
    shown = shown_kernel(kernel, {"Method": "KPN"}, offsets=(-1, 0, 2))
    assert [p.title for p in shown.panels][:4] == [
        "Patch 5 × 5, frame −1",
        "Patch 5 × 5, this frame",
        "Patch 5 × 5, frame +2",
        "Weights 5 × 5, frame −1",
    ]
    assert shown.facts["Pixel"] == "x 34, y 12"
    products = [p for p in shown.panels if p.title.startswith("Products")]
    np.testing.assert_array_equal(products[1].values, taps[0][1] * patches[0][1])
    assert (
        products[0].limits
        == products[2].limits
        == pytest.approx((-np.abs(taps[0] * patches[0]).max(), np.abs(taps[0] * patches[0]).max()))
    )
    assert (products[0].row0, products[3].column0) == (-2, -1)
    total = sum(p.values.sum(dtype=float) for p in products) + kernel.bias
    assert total == pytest.approx(kernel.weighted, rel=1e-6)


def test_of_a_large_kernel_the_middle_is_taken_and_said_to_be(tmp_path: Path) -> None:
    taps = np.full((1, 61, 61), 1e-7, np.float32)
    taps[0, 24:37, 24:37] = np.random.default_rng(2).normal(size=(13, 13))
    kernel = PixelKernel(12, 34, (taps,), (np.ones_like(taps),), 0.0, 0.5)
    shown = shown_kernel(kernel, mm_per_px=None)
    weights = next(p for p in shown.panels if p.title == "Weights 15 × 15")
    assert isinstance(weights, Picture)
    np.testing.assert_array_equal(weights.values, taps[0, 23:38, 23:38])
    assert (weights.row0, weights.rooted) == (-7, True)
    assert shown.facts["Drawn"] == "the middle 15 × 15 of 61 × 61 px, 100 % of Σ|w|"
    assert shown.facts["Sum of weights"] == f"{taps.sum(dtype=float):.5g}", "of the whole"
    words = save(shown, tmp_path / "kernel.svg").read_text(encoding="utf-8")
    for expected in ("Weight, √ scale", "dx (px)", "Intensity", "(brightness)"):
        assert expected in words
    inner = shown_kernel(kernel, zoom=-2)
    assert [p.values.shape for p in inner.panels] == [(31, 31)] * 3  # type: ignore[union-attr]


def test_a_burst_has_its_labels_at_the_outer_pictures() -> None:
    taps = np.ones((5, 3, 3), np.float32)
    kernel = PixelKernel(1, 2, (taps,), (taps,), 0.0, 1.0)
    axes = as_figure(shown_kernel(kernel)).axes
    assert [a.get_xlabel() for a in axes] == [""] * 10 + ["dx (px)"] * 5
    assert [a.get_ylabel() for a in axes] == (["dy (px)"] + [""] * 4) * 3
    bars = [[bar.get_ylabel().replace("\n", " ") for bar in a.child_axes] for a in axes]
    assert bars == [
        *[[]] * 4, ["Intensity (brightness)"],
        *[[]] * 4, ["Weight"],
        *[[]] * 4, ["Product (brightness)"],
    ], "one for five frames that share it"  # fmt: skip


def test_small_panels_keep_apart_and_within_the_figure() -> None:
    kernels = tuple(Picture(f"Entry {n}, 0.1 %", 0.01 * np.eye(13), colours="diverging",
                            row0=-6, column0=-6, axes=FROM_CENTRE, quantity="Weight")
                    for n in range(32))  # fmt: skip
    figure = as_figure(Shown("Codebook", {}, (Picture("Map", np.eye(90)), *kernels)))
    boxes = [axes.get_tightbbox(for_layout_only=True) for axes in figure.axes]
    for number, box in enumerate(boxes):
        assert box is not None
        assert figure.bbox.padded(1).contains(*box.min)
        assert figure.bbox.padded(1).contains(*box.max)
        assert not any(other is not None and box.overlaps(other) for other in boxes[:number])


def test_a_table_beside_pictures_has_the_whole_width() -> None:
    numbers = Table("Energies", ("Band", "Energy"), (("HH 1", -1.5),))
    figure = as_figure(Shown("Bands", {}, (Picture("Band", np.eye(40)), numbers)))
    picture, table = (axes.get_position().width for axes in figure.axes)
    assert picture < 0.5 < 0.95 < table
    texts = [cell.get_text().get_text() for cell in figure.axes[1].tables[0].get_celld().values()]
    assert "−1.5" in texts


def test_long_names_are_not_cut_off_in_tables_and_legends() -> None:
    name = "The region in the upper part of the septum, near the probe"
    heads = ("Region", "Mean (grey levels)", *(f"Quantity {n} (%)" for n in range(8)))
    figure = as_figure(Shown("Table", {}, (Table("All", heads, ((name, *(-1.5,) * 9),)),)))
    figure.savefig(io.BytesIO())  # cells know their place once they are drawn
    for cell in figure.axes[0].tables[0].get_celld().values():
        text, box = cell.get_text().get_window_extent(), cell.get_window_extent()
        assert box.padded(1).contains(*text.min)
        assert box.padded(1).contains(*text.max)
    curves = Curves("W", np.arange(3.0), "t", {f"{name}, {n}": np.ones(3) for n in "ab"}, "W")
    (axes,) = as_figure(Shown("Curves", {}, (curves,))).axes
    assert axes.get_position().width > 0.4
    legend = axes.get_legend()
    assert legend is not None
    assert axes.figure.bbox.contains(*legend.get_window_extent().max)


def test_where_there_is_nothing_there_is_a_figure() -> None:
    nothing = np.full((3, 3), np.nan)
    panels = Picture("Map", nothing, colours="diverging"), Table("Regions", ("Region", "Mean"), ())
    assert as_figure(Shown("Nothing", {}, panels)).axes
    assert as_figure(Shown("Nothing")).axes == []


def test_labels_are_as_long_as_their_axes() -> None:
    label = "A quantity with a very long name (grey levels² per pixel)"
    bars = Bars("Histogram", np.arange(5.0), np.ones(4), label, label)
    figure = as_figure(Shown("Three", {}, (bars, bars, bars)))
    for axes in figure.axes:
        across = axes.xaxis.label.get_window_extent()
        assert across.width < 1.15 * axes.get_window_extent().width
        assert axes.get_xlabel().replace("\n", " ") == label


def test_colours_that_are_missing_are_white() -> None:
    values = np.zeros((3, 4, 3))
    values[:, 2:] = np.nan
    axes = ("Time (s)", "Depth (mm)")
    picture = Picture("M", values, axes=axes, xs=np.arange(4.0), ys=np.arange(3.0))
    (mesh,) = as_figure(Shown("M-mode", {}, (picture,))).axes[0].collections
    drawn = np.asarray(mesh.get_array())
    assert (drawn[:, :2] == 0).all()
    assert (drawn[:, 2:] == 1).all()


def test_one_picture_is_as_wide_as_a_column_and_more_as_a_page() -> None:
    picture = Picture("Noise", np.eye(40), "grey levels", "sequential", (0.0, 0.5))
    one, two = (as_figure(Shown("Noise", {}, (picture,) * n)) for n in (1, 2))
    for figure, expected in ((one, 85), (two, 180)):
        assert 25.4 * figure.get_figwidth() == pytest.approx(expected)
    assert 25.4 * as_figure(Shown("", {}, (picture,)), 120).get_figwidth() == pytest.approx(120)


def test_nothing_is_cut_off_and_no_room_is_wasted(shown: Shown) -> None:
    figure = as_figure(shown)
    whole, inch = figure.bbox, figure.dpi
    boxes = [axes.get_tightbbox() for axes in figure.axes]
    boxes += [text.get_window_extent() for text in figure.texts]
    for box in boxes:
        assert box is not None
        assert whole.padded(1).contains(*box.min)
        assert whole.padded(1).contains(*box.max)
    known = [box for box in boxes if box is not None]
    assert max(box.y1 for box in known) > whole.y1 - 0.1 * inch
    assert min(box.y0 for box in known) < whole.y0 + 0.1 * inch
    assert max(box.x1 for box in known) > whole.x1 - 0.2 * inch
    rows: dict[int, list[Bbox]] = {}
    for axes, box in zip(figure.axes, known, strict=False):
        rows.setdefault(round(axes.get_window_extent().y1), []).append(box)
    ordered = [rows[top] for top in sorted(rows, reverse=True)]
    assert len(ordered) > 1
    for above, below in pairwise(ordered):
        gap = min(box.y0 for box in above) - max(box.y1 for box in below)
        assert 0 < gap < 0.2 * inch


def test_the_bar_tells_that_colours_end_before_the_values() -> None:
    values = np.linspace(-2, 2, 25).reshape(5, 5)
    for limits, ends in (
        ((-1, 1), "both"),
        ((-2, 2), "neither"),
        ((-2, 1), "max"),
        (None, "neither"),
    ):
        picture = Picture("Values", values, "px", "sequential", limits)
        image = as_figure(Shown("Values", {}, (picture,))).axes[0].images[0]
        assert image.colorbar is not None
        assert image.colorbar.extend == ends


def test_a_few_classes_each_have_their_number() -> None:
    values = np.arange(1.0, 6.0)[None]
    figure = as_figure(Shown("x", panels=(Picture("Filter", values, "", "classes", (1.0, 5.0)),)))
    (bar,) = figure.axes[0].child_axes
    assert [label.get_text() for label in bar.get_yticklabels()] == ["1", "2", "3", "4", "5"]


def test_classes_may_be_counted_from_one() -> None:
    picture = Picture("Entry", np.array([[1.0, 2.0], [3.0, np.nan]]), "", "classes", (1.0, 3.0))
    image = as_figure(Shown("Entry", {}, (picture,))).axes[0].images[0]
    assert (image.norm.vmin, image.norm.vmax) == (0.5, 3.5)
    colours = 255 * np.asarray(image.cmap(image.norm([1.0, 2.0, 3.0])))[:, :3]
    np.testing.assert_allclose(colours, table("classes")[:3], atol=0.5)


def test_square_root_colours_are_those_of_the_roots() -> None:
    values = np.array([[-1.0, -0.25], [0.0, 0.0625]])
    root = Picture("Weights", values, "", "diverging", (-1.0, 1.0), rooted=True)
    image = as_figure(Shown("Weights", {}, (root,))).axes[0].images[0]
    np.testing.assert_allclose(image.norm(values), [[0, 0.25], [0.5, 0.625]])


def test_a_map_of_every_other_pixel_has_coordinates_of_the_frame() -> None:
    picture = Picture("Width", np.ones((3, 4)), "px", "sequential", None, 10, 20, step=2)
    shown = Shown("Map", {}, (picture,))
    (header, *rows) = tables(as_text(shown))[1][3:]
    assert header[1:] == ["20", "22", "24", "26"]
    assert [row[0] for row in rows] == ["10", "12", "14"]
    assert as_arrays(shown)["width.step"] == 2
    axes = as_figure(shown).axes[0]
    assert tuple(axes.images[0].get_extent()) == (19.5, 27.5, 15.5, 9.5)
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("x (px)", "y (px)")


def test_a_full_disk_is_one_sentence_and_leaves_the_old_file(
    shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "numbers.tsv"
    path.write_text("old")

    def full(self: Path, data: bytes) -> int:
        with self.open("wb") as file:
            file.write(data[:10])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(ExportError, match=r"numbers.tsv was not written, as the disk is full"):
        save(shown, path)
    assert path.read_text() == "old"
    assert [*tmp_path.iterdir()] == [path]


def test_a_name_without_a_known_end_is_refused(shown: Shown, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"\.npz, \.svg, \.png, \.tsv"):
        save(shown, tmp_path / "figure.jpg")


def test_names_of_others_break_nothing() -> None:
    picture = Picture("file", np.ones((2, 2)))
    shown = Shown("A\ttitle\nof two lines", {"Method": "tab\there"}, (picture,))
    with np.load(io.BytesIO(to_npz(shown))) as saved:
        np.testing.assert_array_equal(saved["file_2"], 1)
    assert as_text(shown).splitlines()[:2] == ["A title of two lines", "Method\ttab here"]


def test_a_table_is_text_csv_arrays_and_a_figure(tmp_path: Path) -> None:
    rows = (("Liver, left", 1.25, None), ("Vessel", float("nan"), float("inf")))
    values = Table("Measurements", ("Region", "Mean (grey levels)", "ENL"), rows)
    shown = Shown("Measurements", {"Frame": "3 of 60"}, (values,))
    assert "Liver, left\t1.25\t" in as_text(shown).splitlines()
    lines = save(shown, tmp_path / "table.csv").read_text("utf-8").splitlines()
    assert lines == [
        "# Measurements",
        "# Frame: 3 of 60",
        "Region,Mean (grey levels),ENL",
        '"Liver, left",1.25,',
        "Vessel,,inf",
    ]
    arrays = as_arrays(shown)
    assert arrays["measurements.column_0"].tolist() == ["Liver, left", "Vessel"]
    np.testing.assert_array_equal(arrays["measurements.column_1"], [1.25, np.nan])
    assert b"Vessel" in save(shown, tmp_path / "table.svg").read_bytes()
    with pytest.raises(ExportError, match="has no table"):
        save(Shown("Kernel"), tmp_path / "kernel.csv")


def test_pictures_may_have_axes_of_their_own() -> None:
    values = np.arange(6.0).reshape(2, 3)
    times, depth = np.array([0.0, 0.1, 0.5]), np.array([0.0, 2.5])
    picture = Picture("M", values, axes=("Time (s)", "Depth (mm)"), xs=times, ys=depth)
    shown = Shown("M-mode", {}, (picture,))
    lines = as_text(shown).splitlines()
    assert lines[-3:] == [
        "Depth (mm) \\ Time (s)\t0\t0.1\t0.5",
        "0\t0\t1\t2",
        "2.5\t3\t4\t5",
    ]
    arrays = as_arrays(shown)
    np.testing.assert_array_equal(arrays["m.xs"], times)
    np.testing.assert_array_equal(arrays["m.ys"], depth)
    axes = as_figure(shown).axes[0]
    (mesh,) = axes.collections
    edges = mesh.get_coordinates()  # type: ignore[attr-defined]
    # Each frame reaches halfway to the next one.
    np.testing.assert_allclose(edges[0, :, 0], [-0.125, 0.05, 0.3, 0.625])
    assert axes.get_ylim()[0] > axes.get_ylim()[1]


def test_images_side_by_side_fill_the_figure_and_their_names_stay_apart() -> None:
    box = np.array([[0.0, 0.0], [0.0, 40.0], [50.0, 40.0], [50.0, 0.0]])
    corners = ((140, 240), (140, 285), (150, 250), (300, 105), (2, 515), (368, 2))
    marks = tuple(
        Mark(f"Region {n}", "#009e73", box + corner, closed=True)
        for n, corner in enumerate(corners)
    )
    pictures = tuple(
        Picture(title, np.zeros((420, 560, 3)), mm_per_px=(0.4, 0.4), marks=marks)
        for title in ("Input", "KPN", "MWCNN")
    )
    figure = as_figure(Shown("Images", {}, pictures))
    figure.draw_without_rendering()
    whole = figure.bbox.width
    assert sum(axes.get_window_extent().width for axes in figure.axes) > 0.93 * whole
    for axes in figure.axes:
        image = axes.get_window_extent()
        plates = [text.get_bbox_patch().get_window_extent() for text in axes.texts]  # type: ignore
        assert len(plates) == len(corners)
        for i, plate in enumerate(plates):
            assert not any(plate.overlaps(other) for other in plates[:i])
            assert image.padded(1).contains(*plate.min)
            assert image.padded(1).contains(*plate.max)


def test_marks_and_bars_stand_in_the_figure() -> None:
    marks = (
        Mark("cyst", "#e69f00", np.array([[1.0, 1.0], [1.0, 5.0], [4.0, 3.0]]), closed=True),
        Mark("", "#56b4e9", np.array([[2.0, 2.0]]), "ring"),
        Mark("", "#ffffff", np.array([[-50.0, 2.0], [90.0, 2.0]])),
    )
    bar = ColourBar("Width (px)", "sequential", (1.0, 5.0))
    picture = Picture("Image", np.zeros((6, 8, 3)), marks=marks, bars=(bar,))
    figure = as_figure(Shown("Image", {}, (picture,)))
    axes = figure.axes[0]
    triangle, ring, _ = axes.get_lines()
    assert triangle.get_xydata().tolist() == [[1, 1], [5, 1], [3, 4], [1, 1]]  # type: ignore
    assert ring.get_marker() == "o"
    assert axes.get_ylim() == (5.5, -0.5)  # what is beyond the image makes no room
    assert [text.get_text() for text in axes.texts] == ["cyst"]
    assert [child.get_ylabel() for child in axes.child_axes] == ["Width (px)"]
