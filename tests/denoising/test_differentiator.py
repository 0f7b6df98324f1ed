"""Equivalent kernels of shipped methods on the sample cine."""

from functools import cache

import numpy as np
import pytest
import torch

import speckle_viewer as sv
from speckle_viewer import paths
from speckle_viewer.cine import Cine
from speckle_viewer.denoising import NoisePaint, denoise
from speckle_viewer.denoising.differentiator import FARTHEST, WHOLE_FRAME, Differentiator
from speckle_viewer.denoising.runner import Runner
from speckle_viewer.errors import MethodError
from speckle_viewer.evidence import PixelKernel
from speckle_viewer.methods import load_method
from tests.denoising.fakes import cine_of

PIXEL = 150, 210


@cache
def sample() -> Cine:
    return sv.open_cine(paths.sample_cine())


@cache
def exact(method: str) -> PixelKernel:
    return sv.equivalent_kernel(sample(), method, 12, row=PIXEL[0], column=PIXEL[1])


def difference(one: PixelKernel, other: PixelKernel) -> float:
    """By how much the smaller kernel's taps differ from the larger one's: Σ|Δ| / Σ|larger|."""
    small, large = one.taps[0], other.taps[0]
    margin = (large.shape[-1] - small.shape[-1]) // 2
    grown = np.pad(small, ((0, 0), (margin, margin), (margin, margin)))
    return float(np.abs(grown - large).sum() / np.abs(large).sum())


@pytest.mark.parametrize("method", ["unet", "kpn-burst5", "dncnn-bf"])
def test_the_kernel_explains_the_pixel_that_is_shown(method: str) -> None:
    kernel = exact(method)
    shown = denoise(sample(), method, 12, precision="exact").image[PIXEL]
    assert kernel.weighted == pytest.approx(float(shown), abs=1e-5)
    assert kernel.output == pytest.approx(float(shown), abs=1e-5)
    assert (abs(kernel.bias) < 1e-6) == method.endswith("-bf")


QUICK_OF = {"mwcnn": 96}


@pytest.mark.parametrize("method", ["unet", "kpn-burst5", "mwcnn"])
def test_looking_quickly_misses_less_than_half_a_per_cent(method: str) -> None:
    seen = Differentiator().at(sample(), method, 12)
    quick, most = seen.reaches
    assert (quick, most) == (QUICK_OF.get(method, 64), seen.overlap)
    assert seen.is_exact(*PIXEL, most)
    assert not seen.is_exact(*PIXEL, quick)
    assert 0 < difference(seen.kernel(*PIXEL, quick), exact(method)) < 0.005


def test_what_looks_at_the_whole_frame_is_cut_off_and_says_so() -> None:
    seen = Differentiator().at(sample(), "gdfn", 12)
    assert seen.sees_everything
    assert seen.reaches == (WHOLE_FRAME,)
    rows, columns = seen.shape
    assert max(rows, columns) // 2 < WHOLE_FRAME  # so the sample is seen as a whole, in its middle
    assert seen.is_exact(rows // 2, columns // 2, WHOLE_FRAME)
    assert not seen.is_exact(rows // 2, 0, WHOLE_FRAME)
    # What cutting off costs: a global filter network makes other filters of a part of the frame.
    assert difference(seen.kernel(*PIXEL, 96), seen.kernel(*PIXEL)) > 0.2


def test_nothing_is_looked_at_from_farther_than_time_allows() -> None:
    seen = Differentiator().at(sample(), "mwcnn-study", 12)
    assert seen.overlap > FARTHEST
    assert seen.reaches == (128, FARTHEST)


def test_the_burst_is_that_of_the_engine() -> None:
    frames = np.random.default_rng(0).integers(0, 255, (6, 40, 48)).astype(np.uint8)
    frames[3] = frames[2]  # a copy, which is passed over
    cine = cine_of(frames)
    seen = Differentiator().at(cine, "kpn-burst5", 2)
    run = Runner(torch.device("cpu")).run(
        cine, load_method("kpn-burst5"), 2, controls={}, precision="exact"
    )
    assert seen.indices == run.burst == (0, 1, 2, 4, 5)
    assert seen.kernel(20, 21).output == pytest.approx(
        float(run.prediction.image[20, 21]), abs=1e-5
    )


@pytest.mark.parametrize("method", ["ffdnet", "cbdnet"])
def test_a_noise_map_given_by_hand_is_taken_into_account_where_it_lies(method: str) -> None:
    cine = sample()
    levels = np.tile(np.linspace(0, 60, cine.shape[1], dtype=np.float32), (cine.shape[0], 1))
    levels[:, 215:] = np.nan  # where the method keeps its own
    seen = Differentiator().at(cine, method, 12, noise=NoisePaint(levels))
    run = Runner(torch.device("cpu")).run(
        cine, load_method(method), 12, controls={}, precision="exact", noise=levels
    )
    kernel = seen.kernel(*PIXEL)
    assert kernel.output == pytest.approx(float(run.prediction.image[PIXEL]), abs=1e-5)
    assert kernel.output != pytest.approx(exact(method).output, abs=1e-4)
    with pytest.raises(MethodError, match="takes no noise map"):
        Differentiator().at(cine, "dncnn", 12, noise=NoisePaint(levels))


def test_settings_are_respected_and_shorten_how_far_a_filter_sees() -> None:
    differentiator, cine = Differentiator(), sample()
    narrow, wide = (
        differentiator.at(cine, "gaussian", 3, controls={"sigma": s}) for s in (0.5, 3.0)
    )
    assert narrow.overlap < wide.overlap == 9
    assert narrow.kernel(*PIXEL).taps[0].max() > wide.kernel(*PIXEL).taps[0].max()


def test_the_net_bias_of_the_frame_has_that_of_the_pixel() -> None:
    bias = Differentiator().at(sample(), "dncnn", 12).net_bias()
    assert tuple(bias.shape) == sample().shape
    assert float(bias[PIXEL]) == pytest.approx(exact("dncnn").bias, abs=1e-6)


def test_a_method_that_cannot_be_differentiated_says_so() -> None:
    with pytest.raises(MethodError, match="Median has no equivalent kernel"):
        sv.equivalent_kernel(sample(), "median", 0, row=100, column=100)
