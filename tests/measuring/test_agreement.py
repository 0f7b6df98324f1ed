"""PSNR and SSIM over some pixels of an image."""

import math

import numpy as np
import pytest

from speckle_viewer import metrics
from speckle_viewer.measuring import QUANTITIES, Subject
from speckle_viewer.measuring.agreement import agreement


def test_over_all_pixels_it_is_what_the_metrics_say() -> None:
    rng = np.random.default_rng(1)
    truth = rng.random((40, 50)).astype(np.float32)
    image = np.clip(truth + rng.normal(0.02, 0.1, truth.shape), 0, 1).astype(np.float32)
    found = agreement(image, truth, np.ones(truth.shape, bool))
    assert found.psnr == metrics.psnr(image, truth, 1)
    assert found.offset_free_psnr == metrics.offset_free_psnr(image, truth, 1)
    assert found.ssim == metrics.ssim(image, truth, 1)
    assert found.pixels == 2000


def test_what_lies_outside_changes_nothing() -> None:
    rng = np.random.default_rng(1)
    truth = rng.random((40, 50)).astype(np.float32)
    image = np.clip(truth + 0.1, 0, 2).astype(np.float32)
    inside = np.zeros(truth.shape, bool)
    inside[8:20, 8:30] = True
    before = agreement(image, truth, inside)
    image[30:] = 0
    assert agreement(image, truth, inside) == before
    assert before.psnr == pytest.approx(20, abs=1e-4)
    assert before.pixels == 12 * 22


def test_without_a_pixel_there_is_nothing_to_say() -> None:
    black = np.zeros((20, 20), np.float32)
    nothing = agreement(black, black, np.zeros(black.shape, bool))
    assert math.isnan(nothing.psnr)
    assert math.isnan(nothing.ssim)
    assert nothing.pixels == 0
    assert agreement(black, black, np.ones(black.shape, bool)).psnr == math.inf


def test_the_table_has_it_for_regions_where_there_is_a_reference() -> None:
    rng = np.random.default_rng(1)
    truth = rng.random((40, 50)).astype(np.float32)
    image = np.clip(truth + rng.normal(0.02, 0.1, truth.shape), 0, 1).astype(np.float32)
    inside = np.zeros(truth.shape, bool)
    inside[8:20, 8:30] = True
    found, subject = agreement(image, truth, inside), Subject(image, inside, truth=truth)
    for name in ("psnr", "offset_free_psnr", "ssim"):
        assert QUANTITIES[name].of(subject) == getattr(found, name)
        assert QUANTITIES[name].of(Subject(image, inside)) is None
        assert "reference" in QUANTITIES[name].why_not(Subject(image, inside))[1]
