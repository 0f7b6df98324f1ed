"""Equivalent kernels of shipped methods on the sample cine."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
import torch

import speckle_viewer as sv
from speckle_viewer import paths
from speckle_viewer.central import middle
from speckle_viewer.cine import Cine
from speckle_viewer.denoising import NoisePaint, denoise
from speckle_viewer.denoising.differentiator import FARTHEST, WHOLE_FRAME, Differentiator
from speckle_viewer.denoising.runner import Runner
from speckle_viewer.errors import MethodError
from speckle_viewer.evidence import PixelKernel
from speckle_viewer.evidence.equivalent import crop_around
from speckle_viewer.evidence.jacobian import Part
from speckle_viewer.filters.wavelet import wavelet
from speckle_viewer.methods import card, load_method
from speckle_viewer.methods.controls import settings
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
    quick, most = seen.reaches()
    assert (quick, most) == (QUICK_OF.get(method, 64), seen.overlap)
    assert seen.is_exact(*PIXEL, most)
    assert not seen.is_exact(*PIXEL, quick)
    assert 0 < difference(seen.kernel(*PIXEL, quick), exact(method)) < 0.005


def test_of_what_looks_at_the_whole_frame_that_is_seen_if_it_is_not_too_large() -> None:
    seen = Differentiator().at(sample(), "gdfn", 12)
    assert seen.sees_everything
    rows, columns = seen.shape
    assert seen.reaches() == (columns,)
    shown = denoise(sample(), "gdfn", 12, precision="exact").image
    for pixel in ((rows // 2, columns // 2), (rows // 2, columns - 90)):
        assert seen.is_exact(*pixel, columns)
        assert seen.kernel(*pixel).output == pytest.approx(float(shown[pixel]), abs=1e-5)
    # What a part of the frame costs: a global filter network makes other filters of it.
    assert difference(seen.kernel(*PIXEL, 96), seen.kernel(*PIXEL)) > 0.2
    large = replace(seen, burst=torch.zeros(1, 1, 600, 500))
    assert large.reaches() == (WHOLE_FRAME,)
    assert not large.is_exact(300, 250, WHOLE_FRAME)


def test_nothing_is_looked_at_from_farther_than_time_allows() -> None:
    seen = Differentiator().at(sample(), "mwcnn-study", 12)
    assert seen.overlap > FARTHEST
    assert seen.reaches() == (128, FARTHEST)


@pytest.mark.parametrize("method", ["dncnn", "nlm"])
def test_a_column_that_is_called_exact_is_that_of_the_whole_frame(method: str) -> None:
    seen = Differentiator().at(sample(), method, 12)
    assert seen.is_exact(*PIXEL, 2 * seen.overlap, of_column=True)
    assert not seen.is_exact(*PIXEL, 2 * seen.overlap - 1, of_column=True)
    column, whole = seen.column(*PIXEL).taps[0], seen.column(*PIXEL, max(seen.shape)).taps[0]
    assert np.abs(middle(whole[0], column.shape[-1]) - column[0]).max() < 1e-5
    assert np.abs(whole).sum() == pytest.approx(np.abs(column).sum(), rel=1e-4)


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


def test_the_equivalent_kernel_of_the_median_is_the_pixel_that_it_took() -> None:
    taken = denoise(sample(), "median", 12).kernels
    assert taken is not None
    kernel = exact("median")
    expected = taken.at(*PIXEL).taps[0]
    np.testing.assert_array_equal(middle(kernel.taps[0], expected.shape[-1]), expected)
    assert kernel.sum == 1


def test_a_method_that_cannot_be_differentiated_says_so_and_has_the_rest_by_differences() -> None:
    with pytest.raises(MethodError, match="Wavelet has no equivalent kernel"):
        sv.equivalent_kernel(sample(), "wavelet", 0, row=100, column=100)
    seen = Differentiator().at(sample(), "wavelet", 12)
    assert not seen.differentiates
    column = seen.column(*PIXEL, 32).taps[0][0]
    # The oracle: the filter itself on a brighter and on a darker pixel of the same crop.
    crop = crop_around(*PIXEL, 32, seen.multiple, seen.shape)
    image = seen.burst[0, 0][crop].numpy().astype(np.float64)
    at = PIXEL[0] - crop[0].start, PIXEL[1] - crop[1].start
    given, made = settings(card("wavelet"), {}), []
    for step in (1 / 255, -1 / 255):
        changed = image.copy()
        changed[at] += step
        made.append(wavelet(torch.from_numpy(changed).float(), lambda: None, **given))
    expected = (made[0] - made[1]).numpy()[at] * 255 / 2
    assert column[len(column) // 2, len(column) // 2] == pytest.approx(expected, abs=1e-4)
    assert expected > 0.01


@pytest.mark.parametrize("method", ["gaussian", "frost"])
def test_differences_are_close_to_derivatives_where_there_are_both(method: str) -> None:
    derived = Differentiator().at(sample(), method, 12)
    by_differences = replace(derived, differentiates=False)
    part = Part(150, 200, 6, 7)
    np.testing.assert_allclose(derived.jacobian(part), by_differences.jacobian(part), atol=2e-3)
    np.testing.assert_allclose(
        derived.column(*PIXEL).taps[0], by_differences.column(*PIXEL).taps[0], atol=2e-3
    )
    if method == "gaussian":  # of others the net bias is not linear in the brightness
        assert by_differences.net_bias().abs().max() < 1e-4
