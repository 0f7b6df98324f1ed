"""The fast arithmetic is used where it agrees with float32, and only there."""

from typing import Any

import numpy as np
import pytest
import torch

from speckle_viewer.denoising import device
from speckle_viewer.denoising.runner import Runner
from speckle_viewer.methods import Control, load_method
from speckle_viewer.networks import Prediction
from tests.denoising.fakes import Halving, cine_of, kpn_method, run, speckle


@pytest.fixture
def fast_bfloat16(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device, "computes_bfloat16", lambda: True)


@pytest.mark.usefixtures("fast_bfloat16")
def test_bfloat16_is_used_where_it_agrees() -> None:
    method = Halving(error_of={torch.bfloat16: 0.9 / 255})
    cine, runner = cine_of(speckle(2, 600, 400)), Runner(torch.device("cpu"))
    assert run(cine, method, 0, runner, precision="auto").arithmetic == "bfloat16"
    assert method.dtypes == [torch.float32, torch.bfloat16, torch.bfloat16]
    assert method.shapes[0] == (256, 256)  # the probe does not cost a whole frame in float32
    run(cine, method, 1, runner, precision="auto")
    assert method.dtypes[3:] == [torch.bfloat16]


@pytest.mark.usefixtures("fast_bfloat16")
@pytest.mark.parametrize("error", [1.1 / 255, float("nan"), float("inf")])
def test_float32_is_used_where_bfloat16_deviates(error: float) -> None:
    method = Halving(error_of={torch.bfloat16: error})
    cine, runner = cine_of(speckle(2, 30, 40)), Runner(torch.device("cpu"))
    assert run(cine, method, 0, runner, precision="auto").arithmetic == "float32"
    assert run(cine, method, 1, runner, precision="auto").arithmetic == "float32"
    assert method.dtypes.count(torch.bfloat16) == 1


class WorseWhenTold(Halving):
    """Deviates in bfloat16 by what its control says."""

    def predict(self, burst: torch.Tensor, controls: Any, **how: Any) -> Prediction:
        self._error_of = {torch.bfloat16: controls["level"] / 255}
        return super().predict(burst, controls, **how)


@pytest.mark.usefixtures("fast_bfloat16")
@pytest.mark.parametrize(("most", "moved"), [(2.0, "float32"), (0.9, "bfloat16")])
def test_a_control_that_is_moved_is_probed_to_its_ends(most: float, moved: str) -> None:
    method = WorseWhenTold(controls=(Control("level", "Level", "", 0, most, 0.5),))
    cine, runner = cine_of(speckle(3, 30, 40)), Runner(torch.device("cpu"))

    def arithmetic(frame: int, **controls: float) -> str:
        return run(cine, method, frame, runner, precision="auto", controls=controls).arithmetic

    assert arithmetic(0) == "bfloat16"
    assert arithmetic(0, level=0.1) == moved, "whichever value comes first"
    assert arithmetic(1) == "bfloat16"
    before = len(method.dtypes)
    assert arithmetic(1, level=0.8) == moved
    assert len(method.dtypes) == before + 1, "the probes were made once"


@pytest.mark.usefixtures("fast_bfloat16")
def test_a_flat_frame_proves_nothing_and_the_next_one_is_probed() -> None:
    frames = speckle(3, 30, 40)
    frames[0], frames[1] = 0, 90
    method, runner = Halving(error_of={torch.bfloat16: 1.1 / 255}), Runner(torch.device("cpu"))
    cine = cine_of(frames)
    for frame in range(3):
        assert run(cine, method, frame, runner, precision="auto").arithmetic == "float32"
        assert method.dtypes.count(torch.bfloat16) == (frame == 2)


@pytest.mark.usefixtures("fast_bfloat16")
def test_every_cine_is_probed_for_itself() -> None:
    method, runner = Halving(), Runner(torch.device("cpu"))
    assert (
        run(cine_of(speckle(1, 9, 9)), method, 0, runner, precision="auto").arithmetic != "float32"
    )
    method._error_of = {torch.bfloat16: 1.1 / 255}
    assert (
        run(cine_of(speckle(1, 9, 9)), method, 0, runner, precision="auto").arithmetic == "float32"
    )


@pytest.mark.usefixtures("fast_bfloat16")
def test_the_probe_looks_where_the_tissue_is_bright() -> None:
    frames = np.zeros((1, 800, 700), np.uint8)
    frames[0, 600:700, 500:600] = speckle(1, 100, 100)[0]
    method = Halving()
    run(cine_of(frames), method, precision="auto")
    assert method.shapes[0] == (256, 256)
    assert method.dtypes == [torch.float32, torch.bfloat16, torch.bfloat16]


@pytest.mark.usefixtures("fast_bfloat16")
def test_a_frame_that_overflows_in_the_fast_arithmetic_is_run_in_float32() -> None:
    frames = speckle(3, 30, 40)
    method, runner, cine = Halving(), Runner(torch.device("cpu")), cine_of(frames)
    assert run(cine, method, 0, runner, precision="auto").arithmetic == "bfloat16"
    method._error_of = {torch.bfloat16: float("inf")}
    result = run(cine, method, 1, runner, precision="auto")
    assert result.arithmetic == "float32"
    np.testing.assert_allclose(result.prediction.image, frames[1] / np.float32(510), atol=1e-6)
    method._error_of = {}
    assert run(cine, method, 2, runner, precision="auto").arithmetic == "bfloat16"


@pytest.mark.usefixtures("fast_bfloat16")
def test_exact_means_float32() -> None:
    method = Halving()
    assert run(cine_of(speckle(1, 9, 9)), method, precision="exact").arithmetic == "float32"
    assert set(method.dtypes) == {torch.float32}


@pytest.mark.usefixtures("fast_bfloat16")
def test_a_method_that_knows_only_float32_is_not_probed() -> None:
    method = Halving()
    method.only_float32 = True
    cine = cine_of(speckle(1, 9, 9))
    assert run(cine, method, precision="auto").arithmetic == "float32"
    assert method.dtypes == [torch.float32]
    assert run(cine, load_method("median"), precision="auto").arithmetic == "float32"


@pytest.mark.usefixtures("fast_bfloat16")
def test_the_network_in_bfloat16_stays_within_one_grey_level() -> None:
    cine, method = cine_of(speckle(1, 80, 80)), kpn_method(1, 2)
    torch.nn.init.normal_(method._networks[torch.float32].head.weight, std=0.01)  # type: ignore
    fast = run(cine, method, precision="auto")
    assert fast.arithmetic == "bfloat16"
    exact = run(cine, method, precision="exact")
    assert (fast.prediction.image - exact.prediction.image).abs().max() < 1 / 255
