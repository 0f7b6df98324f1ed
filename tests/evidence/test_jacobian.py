"""The Jacobian of a part of the frame is that of plain autograd, and its modes are its SVD."""

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from speckle_viewer.errors import Cancelled
from speckle_viewer.evidence.jacobian import Part, _gradients, decompose, jacobian
from speckle_viewer.networks.kpn import KPN
from tests.evidence.test_equivalent import image_of
from tests.networks.forms import build


def noise(frames: int = 1) -> Tensor:
    return torch.rand(frames, 1, 40, 44, generator=torch.Generator().manual_seed(3))


@pytest.mark.parametrize(("form", "frames"), [("unet", 1), ("mwcnn", 1), ("kpn", 1), ("burst", 3)])
def test_it_is_that_of_autograd(form: str, frames: int) -> None:
    torch.manual_seed(2)
    network: Any = KPN(3, (3,), (4, 6)) if form == "burst" else build(form)
    burst, part = noise(frames), Part(13, 20, 6, 7)
    found = jacobian(image_of(network), burst, part, margin=4, multiple=8)

    # By the definition: what the method sees begins at a multiple of 8, 4 pixels around.
    seen = burst[..., 8:23, 16:31]
    whole = torch.autograd.functional.jacobian(image_of(network), seen)
    expected = whole[5:11, 4:11, :, 0, 5:11, 4:11].flatten(0, 1)
    torch.testing.assert_close(torch.from_numpy(found), expected, atol=1e-6, rtol=1e-4)


def test_a_method_that_is_told_of_the_whole_frame_has_the_rows_of_its_equivalent_kernels() -> None:
    network, burst, part = build("dncnn"), noise(), Part(0, 37, 5, 7)
    found = jacobian(image_of(network), burst, part, margin=network.overlap)  # type: ignore[arg-type]
    seen = burst.clone().requires_grad_()
    (row,) = torch.autograd.grad(image_of(network)(seen)[3, 40], seen)
    np.testing.assert_allclose(found[3 * 7 + 3, 0], row[0, 0, 0:5, 37:44], atol=1e-6)


@pytest.mark.parametrize("form", ["dncnn", "kpn"])
def test_several_rows_at_a_time_are_the_rows(form: str) -> None:
    """As on a GPU; kernel prediction falls back to one by one."""
    seen = noise().requires_grad_()
    outputs = image_of(build(form))(seen)[10, 10:14]
    together = _gradients(outputs, seen, 1, 4)
    alone = torch.cat([_gradients(outputs, seen, i, i + 1) for i in range(1, 4)])
    torch.testing.assert_close(together, alone, atol=1e-6, rtol=1e-4)


def test_modes_are_the_singular_vectors() -> None:
    found = jacobian(image_of(build("unet")), noise(), Part(10, 10, 6, 5))
    modes = decompose(found)
    matrix = found.reshape(30, 30).astype(np.float64)
    np.testing.assert_allclose(modes.values, np.linalg.svd(matrix)[1], rtol=1e-4, atol=1e-6)
    for value, output, pattern in zip(modes.values, modes.outputs, modes.inputs, strict=True):
        np.testing.assert_allclose(
            matrix @ pattern.ravel(), value * output.ravel(), atol=1e-5 * modes.values[0]
        )
    assert modes.effective_dimension == pytest.approx(np.square(matrix).sum(), rel=1e-4)


def test_the_effective_dimension_counts_dimensions() -> None:
    """All for the identity, one for the mean; and it is what is left of white noise."""
    part, burst = Part(3, 4, 8, 8), noise()
    same = decompose(jacobian(lambda b: b[0, 0], burst, part))
    assert same.effective_dimension == pytest.approx(64)

    def mean(seen: Tensor) -> Tensor:
        return seen[0, 0].mean().expand(seen.shape[-2:])

    alone = decompose(jacobian(mean, burst[..., 3:11, 4:12], Part(0, 0, 8, 8), margin=0))
    assert alone.effective_dimension == pytest.approx(1, rel=1e-5)
    np.testing.assert_allclose(np.abs(alone.inputs[0]), 1 / 8, rtol=1e-4)


def test_it_reports_progress_and_can_be_stopped() -> None:
    told: list[float] = []

    def check() -> None:
        if len(told) == 5:
            raise Cancelled

    with pytest.raises(Cancelled):
        jacobian(lambda b: b[0, 0], noise(), Part(0, 0, 4, 4), check=check, progress=told.append)
    assert told == [pytest.approx(i / 16) for i in range(1, 6)]


@pytest.mark.parametrize(
    ("part", "frames"), [(Part(0, 0, 0, 4), 1), (Part(38, 0, 4, 4), 1), (Part(-1, 0, 4, 4), 1)]
)
def test_a_part_outside_the_frame_is_refused(part: Part, frames: int) -> None:
    with pytest.raises(ValueError, match="does not lie within 40 × 44"):
        jacobian(lambda b: b[0, 0], noise(frames), part)


def test_what_would_not_fit_the_memory_is_refused() -> None:
    burst = torch.zeros(5, 1, 80, 80)
    for part in (Part(0, 0, 64, 64), Part(0, 0, 65, 4)):
        with pytest.raises(ValueError, match="too large; choose a smaller part"):
            jacobian(lambda b: b[2, 0], burst, part)


def test_a_part_around_a_pixel_stays_in_the_frame() -> None:
    assert Part.around(20, 30, 8, (40, 44)) == Part(16, 26, 8, 8)
    assert Part.around(0, 43, 8, (40, 44)) == Part(0, 36, 8, 8)
    assert Part.around(5, 5, 64, (40, 44)) == Part(0, 0, 40, 44)
