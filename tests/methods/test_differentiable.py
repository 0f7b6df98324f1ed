"""Every method of PyTorch can be differentiated, backwards and forwards; others say why not."""

from pathlib import Path
from typing import Any, cast

import pytest
import torch
from torch import Tensor

from speckle_viewer.errors import Cancelled, MethodError
from speckle_viewer.evidence.equivalent import (
    differences,
    equivalent_column,
    equivalent_kernel,
    push_forward,
)
from speckle_viewer.methods import card, load_method, network_ids
from speckle_viewer.methods.differentiable import differentiable, has_derivatives
from speckle_viewer.methods.file_method import FileMethod
from speckle_viewer.methods.guarded import Guarded
from speckle_viewer.methods.network_method import NetworkMethod
from speckle_viewer.methods.plugins import add_plugin
from speckle_viewer.networks import Prediction
from tests.filters.test_methods import FILTERS, small
from tests.methods.models import KINDS, Blur, Noise, script

UNDIFFERENTIABLE = ["wavelet"]


def burst(frames: int, side: int = 32) -> Tensor:
    """Tissue beside black, where nothing varies."""
    noise = torch.rand(frames, 1, side, side, generator=torch.Generator().manual_seed(0))
    pictures = 0.3 + 0.4 * noise
    pictures[..., 26:] = 0
    return pictures


def method_of(name: str) -> Any:
    return small(name) if name in FILTERS else load_method(name)


@pytest.mark.parametrize(
    "name", [*network_ids(), *(f for f in FILTERS if f not in UNDIFFERENTIABLE)]
)
def test_a_method_has_its_image_and_its_derivative_both_ways(name: str) -> None:
    method = method_of(name)
    given = burst(method.card.burst)
    function = differentiable(method)
    image = function(given)
    torch.testing.assert_close(
        image.clamp(0, 1), method.predict(given, {}).image, atol=2e-5, rtol=0
    )
    direction = torch.randn(given.shape, generator=torch.Generator().manual_seed(1)) * (given > 0)
    seen = given.clone().requires_grad_()
    (gradient,) = torch.autograd.grad(function(seen)[20, 21], seen)
    backwards = float((gradient.double() * direction).sum())
    forwards = float(push_forward(function, given, direction)[1][20, 21])
    assert forwards == pytest.approx(backwards, abs=2e-4, rel=2e-4)
    assert gradient.isfinite().all()
    # Rectifiers have kinks, hence what may be amiss.
    step = 1e-3
    ahead, behind = (function(given + s * direction)[20, 21] for s in (step, -step))
    assert backwards == pytest.approx(float(ahead - behind) / (2 * step), abs=0.2, rel=0.15)


@pytest.mark.parametrize("name", network_ids())
def test_a_weight_is_what_the_output_changes_by(name: str) -> None:
    method = cast(NetworkMethod, load_method(name))
    method._networks[torch.float32].double()  # so that steps may be too short to meet a kink
    given = burst(method.card.burst).double()
    function, seen = differentiable(method), given.clone().requires_grad_()
    (gradient,) = torch.autograd.grad(function(seen)[14, 13], seen)
    largest = gradient.abs().flatten().argsort(descending=True)[[0, 3]]
    for place in largest.tolist():
        direction = torch.zeros_like(given).view(-1)
        direction[place] = 1e-6
        step = direction.view_as(given)
        change = function(given + step)[14, 13] - function(given - step)[14, 13]
        assert float(change) / 2e-6 == pytest.approx(float(gradient.flatten()[place]), rel=1e-3)


@pytest.mark.parametrize("name", UNDIFFERENTIABLE)
@pytest.mark.parametrize("way", [equivalent_kernel, equivalent_column])
def test_what_others_compute_says_that_it_has_no_derivative(name: str, way: Any) -> None:
    title = card(name).title
    with pytest.raises(MethodError, match=f"^{title} has no equivalent kernel: .* PyTorch"):
        way(differentiable(small(name)), burst(1), 5, 5)


def test_controls_are_respected() -> None:
    narrow, wide = (
        equivalent_kernel(differentiable(small("gaussian"), {"sigma": s}), burst(1), 14, 14)
        for s in (0.6, 1.4)
    )
    middle = narrow.taps[0].shape[-1] // 2
    assert narrow.taps[0][0, middle, middle] > 2 * wide.taps[0][0, middle, middle]
    with pytest.raises(MethodError, match="has no control"):
        differentiable(small("gaussian"), {"radius": 2})(burst(1))


@pytest.mark.parametrize("name", [*network_ids(), *FILTERS])
def test_it_is_known_which_have_derivatives(name: str) -> None:
    assert has_derivatives(method_of(name)) == (name not in UNDIFFERENTIABLE)


def test_it_can_be_cancelled_between_layers() -> None:
    calls = []

    def check() -> None:
        calls.append(1)
        if len(calls) == 5:
            raise Cancelled

    with pytest.raises(Cancelled):
        differentiable(load_method("dncnn"), check=check)(burst(1))
    assert len(calls) == 5


@pytest.mark.parametrize("kind", KINDS)
def test_model_files_of_pytorch_have_kernels_and_onnx_says_that_it_has_none(
    tmp_path: Path, kind: str
) -> None:
    model = Blur()
    add_plugin(KINDS[kind](model, tmp_path / "soft"), "mine")
    function, given = differentiable(load_method("mine")), burst(1)
    torch.testing.assert_close(function(given), model(given)[0, 0].detach(), atol=1e-5, rtol=0)
    assert has_derivatives(load_method("mine")) == (kind != "ONNX")
    expected = equivalent_column(lambda b: model(b)[0, 0], given, 15, 15).taps[0]
    push = differences if kind == "ONNX" else push_forward
    found = equivalent_column(function, given, 15, 15, push=push).taps[0]
    assert found == pytest.approx(expected, abs=5e-4)  # that of float32 by differences
    if kind == "ONNX":
        with pytest.raises(MethodError, match="soft has no equivalent kernel"):
            equivalent_kernel(function, given, 15, 15)
        return
    found = equivalent_kernel(function, given, 15, 15).taps[0]
    expected = equivalent_kernel(lambda b: model(b)[0, 0], given, 15, 15).taps[0]
    assert found == pytest.approx(expected, abs=1e-6)
    assert abs(found).max() > 0.001


def test_a_model_that_answers_with_the_noise_has_the_kernel_of_the_image(tmp_path: Path) -> None:
    add_plugin(script(Noise(), tmp_path / "noise"), "mine")
    taps = equivalent_kernel(differentiable(load_method("mine")), burst(1), 14, 14).taps[0][0]
    middle = len(taps) // 2
    assert taps[middle - 2 : middle + 3, middle - 2 : middle + 3] == pytest.approx(1 / 25, abs=1e-6)
    assert taps.sum() == pytest.approx(1, abs=1e-5)


def test_what_takes_noise_away_without_a_derivative_is_not_taken_for_the_image_itself(
    tmp_path: Path,
) -> None:
    add_plugin(KINDS["ONNX"](Blur(), tmp_path / "noise"), "mine")
    method = cast(FileMethod, load_method("mine"))
    method._needs = {**method._needs, "subtracted": True}
    function = differentiable(method)
    for way in (equivalent_kernel, equivalent_column):
        with pytest.raises(MethodError, match="has no equivalent kernel"):
            way(function, burst(1), 14, 14)


class Halving:
    """A plug-in that knows nothing of derivatives."""

    overlap, multiple, only_float32 = 0, 1, True

    def predict(self, burst: Tensor, controls: Any, **_: Any) -> Prediction:
        return Prediction(burst[0, 0] / 2)


class Careless(Halving):
    def predict(self, burst: Tensor, controls: Any, **_: Any) -> Prediction:
        with torch.inference_mode():
            return Prediction(burst[0, 0] / 2)


class Caring(Careless):
    def image(self, burst: Tensor, controls: Any, **_: Any) -> Tensor:
        return burst[0, 0] / 2


@pytest.mark.parametrize("plugin", [Halving(), Caring()])
def test_gradients_flow_through_plug_ins_that_let_them(plugin: Any) -> None:
    function = differentiable(Guarded(card("gaussian"), plugin))
    for found in (
        equivalent_kernel(function, burst(1), 5, 6),
        equivalent_column(function, burst(1), 5, 6),
    ):
        middle = found.taps[0].shape[-1] // 2
        assert found.taps[0][0, middle, middle] == 0.5
        assert found.sum == 0.5


def test_a_plug_in_that_lets_none_through_is_told_so() -> None:
    function = differentiable(Guarded(card("gaussian"), Careless()))
    with pytest.raises(MethodError, match="has no equivalent kernel"):
        equivalent_kernel(function, burst(1), 5, 6)
