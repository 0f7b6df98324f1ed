"""Test sets are shown to methods as the engine shows them a cine."""

import numpy as np
import pytest
import torch

from speckle_viewer.evaluation.denoiser import denoiser, middle_frame
from tests.denoising.fakes import Halving


@pytest.mark.parametrize(("length", "seen"), [(1, [0, 0, 0, 0, 0]), (3, [1, 0, 1, 2, 1])])
def test_a_method_sees_bursts_as_in_a_cine(length: int, seen: list[int]) -> None:
    method = Halving(burst=5)
    burst = torch.arange(length).reshape(-1, 1, 1, 1).expand(-1, 1, 4, 4) / 255
    image = denoiser(method)(burst)
    assert method.bursts == [seen]
    np.testing.assert_allclose(image, middle_frame(burst) / 2)


def test_a_method_is_told_its_controls() -> None:
    method = Halving()
    denoiser(method, {"noise_level": 30.0})(torch.ones((1, 1, 4, 4)))
    assert method.controls == {"noise_level": 30}
