"""What is measured on a real cine is what happened to it."""

import math
from collections.abc import Callable

import numpy as np
import pytest

from speckle_viewer import metrics
from speckle_viewer.cine import Cine
from speckle_viewer.errors import EvaluationError
from speckle_viewer.evaluation.cines import Shown, cine_tables, frames_around, show
from speckle_viewer.evaluation.regions import Rectangle, rectangle
from speckle_viewer.evaluation.tables import Table
from tests.denoising.fakes import cine_of, speckle

LIVER, CYST = Rectangle("liver", 4, 4, 30, 30), Rectangle("cyst", 4, 44, 30, 30)
EDGE = Rectangle("edge of the cyst", 4, 30, 30, 20)


@pytest.fixture
def shown() -> Shown:
    """Rayleigh speckle of two levels over 60 dB, and the same with half of its spread in dB."""
    rng = np.random.default_rng(0)
    level = np.where(np.arange(80) < 40, -20.0, -32.0)
    field = rng.standard_normal((3, 40, 80)) + 1j * rng.standard_normal((3, 40, 80))
    decibels = 20 * np.log10(np.abs(field) / np.sqrt(2))
    images = {
        "input": (1 + (level + decibels) / 60).astype(np.float32),
        "half": (1 + (level + decibels / 2) / 60 + 2 / 255).astype(np.float32),
    }
    return Shown(images, np.ones((3, 40, 80), bool), 60)


@pytest.fixture
def value(shown: Shown) -> Callable[[str, str, str], float]:
    tables = cine_tables(shown, [LIVER, CYST, EDGE])

    def look_up(where: str, method: str, metric: str) -> float:
        for table in tables:
            for place, name, values in table.rows:
                if (place, name) == (where, method) and metric in table.metrics:
                    return values[list(table.metrics).index(metric)]
        raise KeyError(where, method, metric)

    return look_up


def test_regions_of_speckle_read_as_theory_says(value: Callable[[str, str, str], float]) -> None:
    assert value("liver", "input", "speckle SNR") == pytest.approx(1.913, rel=0.05)
    assert value("liver", "input", "SSI") == pytest.approx(1)
    assert value("liver", "input", "SMPI") == pytest.approx(1)
    # Half the spread in dB is the root of the amplitude: Γ(5/4) / √(Γ(3/2) − Γ(5/4)²).
    assert value("liver", "half", "speckle SNR") == pytest.approx(3.566, rel=0.05)
    ratio = value("liver", "input", "speckle SNR") / value("liver", "half", "speckle SNR")
    assert value("liver", "half", "SSI") == pytest.approx(ratio, rel=0.01)
    # White noise: no pulse, so the widths are those of one pixel.
    assert value("liver", "input", "FWHM axial (px)") == pytest.approx(1, abs=0.1)


def test_pairs_of_regions_read_as_they_were_made(value: Callable[[str, str, str], float]) -> None:
    assert value("liver / cyst", "input", "contrast (dB)") == pytest.approx(12, abs=0.3)
    ratio = 10**1.2
    true = ratio ** (-1 / (ratio - 1)) - ratio ** (-ratio / (ratio - 1))
    assert value("liver / cyst", "input", "gCNR") == pytest.approx(true, abs=0.04)
    # The same step in dB over half of the spread.
    assert value("liver / cyst", "half", "CNR") == pytest.approx(
        2 * value("liver / cyst", "input", "CNR"), rel=0.02
    )


def test_shift_and_flicker_are_in_grey_levels(
    shown: Shown, value: Callable[[str, str, str], float]
) -> None:
    liver = LIVER.of(shown.images["half"]), LIVER.of(shown.input)
    assert value("liver", "half", "shift (grey levels)") == pytest.approx(
        255 * float(np.mean(liver[0].astype(float) - liver[1])), abs=1e-3
    )
    assert value("liver", "input", "flicker (grey levels)") == pytest.approx(
        255 * metrics.flicker(liver[1])
    )
    assert value("tissue", "input", "EPI") == pytest.approx(1)
    assert value("tissue", "half", "EPI") == pytest.approx(1, abs=0.05)
    assert value("tissue", "half", "warping error (grey levels)") < value(
        "tissue", "input", "warping error (grey levels)"
    )


def test_edges_are_compared_with_those_of_the_input(
    value: Callable[[str, str, str], float],
) -> None:
    assert value("edge of the cyst", "input", "of input (%)") == pytest.approx(100)
    assert value("edge of the cyst", "input", "width (px)") < 6


def table(shown: Shown, regions: list[Rectangle], title: str) -> Table:
    return next(t for t in cine_tables(shown, regions) if t.title == title)


def test_without_a_dynamic_range_nothing_linear_is_claimed(shown: Shown) -> None:
    blind = Shown(shown.images, shown.tissue, None)
    regions = table(blind, [LIVER, CYST], "Regions")
    assert list(regions.metrics) == [
        "mean (grey levels)", "shift (grey levels)", "flicker (grey levels)",
    ]  # fmt: skip
    assert "--dynamic-range" in regions.notes[0]
    assert "contrast (dB)" not in table(blind, [LIVER, CYST], "Contrast").metrics


def test_a_still_has_no_flicker(shown: Shown) -> None:
    still = Shown({k: v[:1] for k, v in shown.images.items()}, shown.tissue[:1], 60)
    assert math.isnan(table(still, [], "All tissue").rows[0][2][2])
    assert math.isnan(table(still, [LIVER], "Regions").rows[0][2][2])


def test_what_is_no_tissue_does_not_thin_out_what_is_said_of_tissue(shown: Shown) -> None:
    beside = np.zeros((3, 40, 240), np.float32)
    images = {name: np.concatenate([part, beside], -1) for name, part in shown.images.items()}
    tissue = np.concatenate([shown.tissue, beside.astype(bool)], -1)
    wide = table(Shown(images, tissue, 60), [], "All tissue")
    narrow = table(shown, [], "All tissue")
    for one, other in zip(wide.rows, narrow.rows, strict=True):
        np.testing.assert_allclose(one[2], other[2], rtol=0.1, atol=1e-3)


def test_frames_without_tissue_are_left_out_and_a_cine_without_is_refused(shown: Shown) -> None:
    tissue = shown.tissue.copy()
    tissue[0] = False
    shift, kept, flicker, _ = table(Shown(shown.images, tissue, 60), [], "All tissue").rows[1][2]
    assert math.isfinite(shift)
    assert kept == pytest.approx(1, abs=0.05)
    assert math.isnan(flicker), "no pixel is tissue all the time"
    coloured = cine_of(np.full((2, 30, 40, 3), (200, 0, 0), np.uint8))
    with pytest.raises(EvaluationError, match="no tissue in frames 0 to 1: choose others"):
        show(coloured, {"median": {}}, range(2))


def test_nothing_is_said_of_the_speckle_of_black_blood(shown: Shown) -> None:
    for images in shown.images.values():
        images[:, :, 40:] -= 0.45
        np.clip(images, 0, 1, out=images)
    table = cine_tables(shown, [LIVER, CYST])[1]
    place = list(table.metrics).index("ENL")
    values = {where: row[place] for where, name, row in table.rows if name == "input"}
    assert values["liver"] > 3
    assert math.isnan(values["cyst"])
    assert "cyst is black: the display has cut its speckle off." in table.notes
    assert "–" in table.text()


def test_a_region_beside_the_tissue_is_said(shown: Shown) -> None:
    tissue = shown.tissue.copy()
    tissue[:, :, :10] = False
    notes = table(Shown(shown.images, tissue, 60), [LIVER], "Regions").notes
    assert "liver is not all tissue: the rest no method alters." in notes


def test_speckle_snr_is_not_shown_without_what_it_does_not_prove(shown: Shown) -> None:
    (said,) = table(shown, [LIVER], "Regions").notes
    assert "speckle SNR alone proves little, for blur raises it too" in said


def test_regions_must_fit_the_frame(shown: Shown) -> None:
    with pytest.raises(EvaluationError, match="vein leaves the frame, which has 40 rows and 80"):
        cine_tables(shown, [Rectangle("vein", 20, 0, 21, 10)])
    with pytest.raises(EvaluationError, match="Two regions are called liver"):
        cine_tables(shown, [LIVER, Rectangle("liver", 0, 0, 5, 5)])


def test_regions_are_read_from_the_command_line() -> None:
    assert rectangle("left wall=3,4,50,6") == Rectangle("left wall", 3, 4, 50, 6)
    for wrong in ("liver", "=1,2,8,8", "liver=1,2,8", "a=1,2,3,8", "a=-1,2,8,8", "a=x,2,8,8"):
        with pytest.raises(EvaluationError, match="name=row,column,height,width"):
            rectangle(wrong)


@pytest.fixture
def cine() -> Cine:
    return cine_of(speckle(6, 40, 48), box=(0, 0, 40, 40))


def test_methods_see_the_cine_as_in_the_window(cine: Cine) -> None:
    shown = show(cine, {"median": {}}, range(2, 5))
    assert shown.images["median"].shape == (3, 40, 48)
    np.testing.assert_array_equal(shown.input[0], cine.grey(2))
    changed = (shown.images["median"] != shown.input).any(0)
    assert changed[:, :40].any()
    assert not changed[:, 40:].any()


@pytest.mark.parametrize(
    ("middle", "count", "expected"),
    [(None, 3, range(2, 5)), (0, 4, range(4)), (5, 4, range(2, 6)), (3, 99, range(6))],
)
def test_frames_around_one(cine: Cine, middle: int | None, count: int, expected: range) -> None:
    assert frames_around(cine, middle, count) == expected


def test_frames_that_are_not_there(cine: Cine) -> None:
    for middle, count in ((6, 1), (-1, 1), (2, 0)):
        with pytest.raises(EvaluationError, match="has frames 0 to 5"):
            frames_around(cine, middle, count)
