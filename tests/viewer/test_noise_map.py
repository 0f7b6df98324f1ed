"""A noise map in grey levels, over the tissue only."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from speckle_viewer.denoising import Request, Result
from speckle_viewer.viewer.noise_map import noise_map
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
