"""A noise map in grey levels, over the tissue only."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from speckle_viewer.denoising import Request, Result
from speckle_viewer.viewer.noise_map import noise_map, paint
from tests.viewer.cines import COLUMNS, ROWS, make_cine, make_result


def result(levels: torch.Tensor | None) -> Result:
    """Tissue in the left half only."""
    tissue = np.zeros((ROWS, COLUMNS), bool)
    tissue[:, : COLUMNS // 2] = True
    prediction: object = SimpleNamespace(noise_map=levels)
    made = make_result(Request(make_cine(), 0, "cbdnet"))
    return replace(made, tissue=tissue, prediction=prediction)  # type: ignore[arg-type]


def test_mean_and_limit_are_those_of_the_tissue() -> None:
    levels = torch.full((ROWS, COLUMNS), 10 / 255)
    levels[:, COLUMNS // 2 :] = 1.0
    levels[:, 0] = 40 / 255
    levels[0, 0] = 200 / 255
    found = noise_map(result(levels))
    assert found is not None
    tissue = 255 * levels[:, : COLUMNS // 2]
    assert found.mean == pytest.approx(float(tissue.mean()))
    assert found.largest == pytest.approx(200)
    assert found.limit == pytest.approx(40), "one pixel does not darken the rest"
    assert found.at(1, 0) == pytest.approx(40)
    assert found.at(1, COLUMNS - 1) is None
    assert found.at(ROWS, 0) is None
    assert not found.is_even


def test_black_beside_the_sector_is_left_out() -> None:
    lit = 32  # columns: whole cells of the sector
    levels = torch.full((ROWS, COLUMNS), 10 / 255)
    levels[:, lit:] = 0
    image = np.zeros((ROWS, COLUMNS), np.uint8)
    image[:, :lit] = 120
    made = replace(result(levels), image=image, tissue=np.ones(image.shape, bool))
    found = noise_map(made)
    assert found is not None
    assert found.mean == pytest.approx(10)
    assert found.at(1, COLUMNS - 1) is None


def test_what_the_user_gave_is_the_same_everywhere() -> None:
    found = noise_map(result(torch.full((ROWS, COLUMNS), 25 / 255)))
    assert found is not None
    assert found.is_even
    assert found.mean == pytest.approx(25)


def test_without_map_or_tissue_there_is_none() -> None:
    assert noise_map(result(None)) is None
    bare = result(torch.ones(ROWS, COLUMNS))
    assert noise_map(replace(bare, tissue=np.zeros((ROWS, COLUMNS), bool))) is None
    assert noise_map(replace(bare, prediction=None)) is None


@pytest.mark.parametrize(
    ("start", "end", "diameter"),
    [
        ((10, 12), (10, 12), 1),
        ((10, 12), (10, 12), 7),
        ((3, 4), (25, 31), 5.5),
        ((-4, 5), (60, 80), 9),
        ((0, 0), (-3, -9), 30),
    ],
)
def test_a_stroke_paints_what_is_near_its_line(
    start: tuple[int, int], end: tuple[int, int], diameter: float
) -> None:
    levels = np.full((30, 40), np.nan, np.float32)
    rows, columns = paint(levels, start, end, diameter, 12)
    steps = np.linspace(start, end, 4001)
    for row, column in np.ndindex(30, 40):
        distance = np.hypot(*(steps - (row, column)).T).min()
        if abs(distance - max(diameter / 2, 0.5)) > 0.02:  # the steps are not the line
            assert (levels[row, column] == 12) == (distance < max(diameter / 2, 0.5))
    outside = np.ones(levels.shape, bool)
    outside[rows, columns] = False
    assert np.isnan(levels[outside]).all()


def test_erasing_leaves_what_is_beside_the_brush() -> None:
    levels = np.full((9, 9), 5, np.float32)
    paint(levels, (4, 4), (4, 4), 3, np.nan)
    expected = np.full((9, 9), 5, np.float32)
    expected[3:6, 3:6] = np.nan
    expected[[3, 3, 5, 5], [3, 5, 3, 5]] = 5 if np.hypot(1, 1) > 1.5 else np.nan
    np.testing.assert_array_equal(levels, expected)
