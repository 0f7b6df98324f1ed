"""What the classical filters promise as methods beside the networks."""

import subprocess
import sys
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
import torch
from torch import Tensor

from speckle_viewer.denoising.runner import Runner
from speckle_viewer.denoising.tiling import predict_tiled
from speckle_viewer.errors import Cancelled, MethodError
from speckle_viewer.filters.amplitude import amplitude
from speckle_viewer.methods import card, load_method, method_ids, network_ids
from speckle_viewer.methods.filter_method import FilterMethod
from speckle_viewer.simulation.test_set import Pair, tuning_stills
from tests.denoising.fakes import cine_of, speckle

FILTERS = [
    "anisotropic", "bilateral", "frost", "gaussian", "kuan", "lee", "median", "nlm", "obnlm",
    "srad", "tv", "wavelet",
]  # fmt: skip
WEIGHING = ["bilateral", "frost", "gaussian", "kuan", "lee", "median", "nlm", "obnlm"]
"""Those whose output is a weighted sum of neighbours, and that show the weights."""

SMALL = {
    "radius": 2, "sigma": 1.5, "iterations": 4, "patch": 1, "search": 3, "block": 1,
    "levels": 2, "weight": 60, "kappa": 60, "strength": 8, "variation": 0.4, "damping": 2,
    "dynamic_range": 60, "contrast": 40,
}  # fmt: skip
"""Settings that keep a filter quick, and its surroundings small."""


def settings_of(method: FilterMethod) -> dict[str, float]:
    return {control.name: SMALL[control.name] for control in method.card.controls}


def small(name: str) -> FilterMethod:
    """The filter, its controls going no further than `SMALL`."""
    whole = card(name)
    controls = tuple(
        replace(c, maximum=(most := float(SMALL[c.name])), default=min(c.default, most))
        for c in whole.controls
    )
    return FilterMethod(replace(whole, controls=controls))


def burst(height: int, width: int, seed: int = 0) -> Tensor:
    """One frame, darker on one side, with black and white pixels in it."""
    noise = torch.randn(height, width, generator=torch.Generator().manual_seed(seed))
    ramp = torch.linspace(0.2, 0.8, width)
    return (ramp + 0.2 * noise).clamp(0, 1)[None, None]


def test_they_are_listed_after_the_networks() -> None:
    assert method_ids() == (*network_ids(), *FILTERS)


def test_listing_them_needs_no_torch_and_no_scikit_image() -> None:
    script = (
        "import sys, speckle_viewer.methods as m\n"
        "assert m.card('lee').title == 'Lee' and m.card('wavelet').controls\n"
        "sys.exit(any(n in sys.modules for n in ('torch', 'scipy', 'skimage', 'pywt')))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


@pytest.mark.parametrize("name", FILTERS)
def test_cards_are_complete(name: str) -> None:
    described = card(name)
    assert described.id == name
    assert (described.burst, described.parameters, described.network) == (1, 0, {})
    assert described.training.startswith("none: nothing is learned")
    for text in (described.title, described.paper, described.shows, described.licence):
        assert text
    for control in described.controls:
        assert control.minimum <= control.default <= control.maximum


@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize("size", [(1, 1), (1, 9), (2, 2), (17, 3), (31, 53)])
def test_any_size_is_filtered(name: str, size: tuple[int, int]) -> None:
    prediction = load_method(name).predict(burst(*size), {})
    assert prediction.image.shape == size
    assert prediction.image.dtype == torch.float32
    assert bool(prediction.image.isfinite().all())
    assert 0 <= prediction.image.min() <= prediction.image.max() <= 1
    assert (prediction.kernels is not None) == ("kernels" in card(name).evidence)


@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize("grey", [0.0, 0.4, 1.0])
def test_an_even_image_stays_as_it_is(name: str, grey: float) -> None:
    image = load_method(name).predict(torch.full((1, 1, 20, 23), grey), {}).image
    torch.testing.assert_close(image, torch.full((20, 23), grey), atol=1e-5, rtol=0)


@pytest.mark.parametrize("name", FILTERS)
def test_tiles_equal_the_full_frame(name: str) -> None:
    method, frame = small(name), burst(85, 94)
    whole, tiled = (
        predict_tiled(
            method,
            frame,
            settings_of(method),
            device=torch.device("cpu"),
            dtype=torch.float32,
            side=side,
        )
        for side in (None, 26)
    )
    torch.testing.assert_close(tiled.image, whole.image, atol=1e-5, rtol=0)
    if whole.kernels is not None:
        assert tiled.kernels is not None
        for place in [(0, 0), (51, 52), (84, 93)]:
            one, other = (p.kernels.at(*place) for p in (tiled, whole))
            np.testing.assert_allclose(one.taps[0], other.taps[0], atol=1e-5)
            assert one.weighted == pytest.approx(tiled.image[place].item(), abs=1e-5)


@pytest.mark.parametrize("name", FILTERS)
def test_no_filter_looks_further_than_its_overlap(name: str) -> None:
    method = small(name)
    frame = burst(61, 61)
    changed = frame.clone()
    changed[..., 30, 30] = 1 - frame[..., 30, 30].round()
    before, after = (method.predict(f, settings_of(method)).image for f in (frame, changed))
    rows, columns = torch.nonzero((before - after).abs() > 1e-6, as_tuple=True)
    assert len(rows) > 0
    if method.overlap < 61:
        assert max((rows - 30).abs().max(), (columns - 30).abs().max()) <= method.overlap


@pytest.mark.parametrize("name", WEIGHING)
def test_the_kernels_make_the_image(name: str) -> None:
    frame = burst(20, 17)
    prediction = load_method(name).predict(frame, {})
    assert prediction.kernels is not None
    assert torch.equal(prediction.kernels.frames, frame[:, 0])
    torch.testing.assert_close(prediction.kernels.apply(), prediction.image, atol=1e-5, rtol=0)
    for place in [(0, 0), (10, 11), (19, 16)]:
        kernel = prediction.kernels.at(*place)
        assert kernel.weighted == pytest.approx(prediction.image[place].item(), abs=1e-5)
        assert kernel.sum == pytest.approx(1, abs=1e-5)
        assert all((taps >= 0).all() for taps in kernel.taps)


@pytest.mark.parametrize("name", WEIGHING)
def test_the_kernels_are_those_of_the_pixel_where_only_a_part_of_a_cine_is_tissue(
    name: str,
) -> None:
    method = small(name)
    cine = cine_of(speckle(1, 70, 80), box=(33, 25, 52, 51))
    prediction = (
        Runner(torch.device("cpu"))
        .run(cine, method, 0, controls=settings_of(method), precision="auto")
        .prediction
    )
    assert prediction.kernels is not None
    for row, column in [(33, 25), (44, 30), (51, 50)]:
        kernel = prediction.kernels.at(row, column)
        assert kernel.weighted == pytest.approx(prediction.image[row, column].item(), abs=1e-5)
        middle = kernel.patches[0].shape[-1] // 2
        assert kernel.patches[0][0, middle, middle] == pytest.approx(cine.grey(0)[row, column])


@pytest.mark.parametrize("name", ["lee", "kuan", "frost"])
def test_the_kernels_weigh_echo_amplitudes(name: str) -> None:
    prediction = load_method(name).predict(burst(30, 30), {})
    assert prediction.kernels is not None
    kernel = prediction.kernels.at(14, 9)
    mean = (kernel.taps[0] * amplitude(torch.from_numpy(kernel.patches[0]), 50).numpy()).sum()
    assert 1 + 20 * np.log10(mean) / 50 == pytest.approx(kernel.output, abs=1e-5)
    assert kernel.bias >= 0, "the mean amplitude is never darker than the mean brightness"


@cache
def stills() -> list[Pair]:
    return tuning_stills()


@pytest.mark.parametrize("name", FILTERS)
def test_every_control_changes_the_image(name: str) -> None:
    method = load_method(name)
    frame = stills()[0].noisy[..., 100:148, 100:150]
    usual = method.predict(frame, {}).image
    for control in method.card.controls:
        same = method.predict(frame, {control.name: control.default}).image
        torch.testing.assert_close(same, usual)
        other = method.predict(frame, {control.name: control.minimum}).image
        assert (other - usual).abs().max() > 1e-3, control.name


@pytest.mark.parametrize("name", FILTERS)
def test_controls_out_of_range_and_unknown_ones_are_refused(name: str) -> None:
    method = load_method(name)
    control = method.card.controls[0]
    with pytest.raises(MethodError, match=rf"{control.name} from .* not {control.maximum + 1:g}"):
        method.predict(burst(8, 8), {control.name: control.maximum + 1})
    with pytest.raises(MethodError, match="has no control gamma; it has: "):
        method.predict(burst(8, 8), {"gamma": 1})


@pytest.mark.parametrize("name", FILTERS)
def test_work_can_be_given_up(name: str) -> None:
    calls = 0

    def check() -> None:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise Cancelled("enough")

    with pytest.raises(Cancelled):
        load_method(name).predict(burst(200, 40), {}, check=check)
    assert calls == 2


@pytest.mark.parametrize("name", FILTERS)
def test_no_filter_is_worse_than_none(name: str) -> None:
    method = load_method(name)
    gains = []
    for pair in stills():
        errors = [
            (image - pair.clean).square().mean().item()
            for image in (pair.noisy[0, 0], method.predict(pair.noisy, {}).image)
        ]
        gains.append(10 * np.log10(errors[0] / errors[1]))
    assert np.mean(gains) > 0.3
