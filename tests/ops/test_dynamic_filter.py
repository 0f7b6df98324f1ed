"""`dynamic_filter` against the plain formula, in float64, and its gradients."""

import pytest
import torch
from torch import Tensor

from speckle_viewer.ops import apply_strided, dynamic_filter, upsample_kernels
from speckle_viewer.ops.dynamic_filter import pad_for
from speckle_viewer.ops.strided_kernels import weigh


def by_the_formula(frames: Tensor, kernels: Tensor) -> Tensor:
    """The definition, one output value at a time."""
    batch, count, channels, height, width = frames.shape
    size = round(kernels.shape[2] ** 0.5)
    out = torch.zeros(frames.shape, dtype=torch.float64)
    for b, n, c, y, x in torch.cartesian_prod(
        *[torch.arange(s) for s in (batch, count, channels, height, width)]
    ).tolist():
        for i in range(size):
            for j in range(size):
                yy = min(max(y + i - size // 2, 0), height - 1)
                xx = min(max(x + j - size // 2, 0), width - 1)
                tap = kernels[b, n, i * size + j, y, x].double()
                out[b, n, c, y, x] += tap * frames[b, n, c, yy, xx].double()
    return out


def random_case(
    shape: tuple[int, int, int, int, int], size: int, dtype: torch.dtype = torch.float32
) -> tuple[Tensor, Tensor]:
    generator = torch.Generator().manual_seed(size)
    batch, count, _, height, width = shape
    frames = torch.rand(shape, generator=generator).to(dtype)
    kernels = torch.randn(batch, count, size**2, height, width, generator=generator).to(dtype)
    return frames, kernels


@pytest.mark.parametrize("size", [1, 3, 5, 7])
@pytest.mark.parametrize("shape", [(1, 1, 1, 6, 5), (2, 3, 2, 4, 7), (1, 2, 1, 1, 2)])
def test_equals_the_formula_borders_included(
    shape: tuple[int, int, int, int, int], size: int
) -> None:
    frames, kernels = random_case(shape, size)
    expected = by_the_formula(frames, kernels)
    torch.testing.assert_close(
        dynamic_filter(frames, kernels).double(), expected, atol=1e-5, rtol=1e-5
    )


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16])
def test_half_precision_is_accumulated_in_float32(dtype: torch.dtype) -> None:
    frames, kernels = random_case((1, 2, 1, 5, 6), 5, dtype)
    expected = by_the_formula(frames, kernels).to(dtype)
    result = dynamic_filter(frames, kernels)
    assert result.dtype == dtype
    torch.testing.assert_close(result, expected, atol=0, rtol=torch.finfo(dtype).eps)


def test_low_precision_kernels_leave_float32_frames_exact() -> None:
    frames, kernels = random_case((1, 2, 1, 5, 6), 3)
    coarse = kernels.bfloat16()
    result = dynamic_filter(frames, coarse)
    assert result.dtype == torch.float32
    torch.testing.assert_close(result.double(), by_the_formula(frames, coarse))


@pytest.mark.filterwarnings("ignore:.*torch.jit:DeprecationWarning")  # torch's own, on import
@pytest.mark.parametrize("size", [1, 3, 5])
def test_gradients_are_those_of_the_formula(size: int) -> None:
    frames, kernels = random_case((2, 2, 2, 4, 3), size, torch.float64)
    assert torch.autograd.gradcheck(
        dynamic_filter,
        (frames.requires_grad_(), kernels.requires_grad_()),
        check_forward_ad=size < 5,  # slow
    )


def test_only_the_gradient_asked_for_is_made() -> None:
    frames, kernels = random_case((1, 1, 1, 4, 4), 3)
    dynamic_filter(frames, kernels.requires_grad_()).sum().backward()  # type: ignore[no-untyped-call]
    assert kernels.grad is not None
    assert frames.grad is None


def test_kernels_that_sum_to_one_leave_a_flat_frame_alone_at_its_border_too() -> None:
    _, kernels = random_case((1, 1, 1, 6, 7), 5)
    weights = kernels.softmax(2)
    flat = torch.full((1, 1, 1, 6, 7), 0.4)
    torch.testing.assert_close(dynamic_filter(flat, weights), flat)


def test_an_identity_kernel_gives_the_frame_back() -> None:
    frames, kernels = random_case((1, 1, 3, 5, 5), 5)
    kernels = torch.zeros_like(kernels)
    kernels[:, :, 12] = 1
    assert torch.equal(dynamic_filter(frames, kernels), frames)


@pytest.mark.parametrize(
    ("frames", "kernels"),
    [
        ((1, 1, 1, 4, 4), (1, 1, 4, 4, 4)),
        ((1, 1, 1, 4, 4), (1, 1, 8, 4, 4)),
        ((1, 2, 1, 4, 4), (1, 1, 9, 4, 4)),
        ((1, 1, 1, 4, 4), (1, 1, 9, 4, 5)),
        ((1, 1, 4, 4), (1, 1, 9, 4, 4)),
    ],
)
def test_shapes_that_do_not_fit_are_refused(
    frames: tuple[int, ...], kernels: tuple[int, ...]
) -> None:
    with pytest.raises(ValueError, match=r"taps are not|needs frames"):
        dynamic_filter(torch.zeros(frames), torch.zeros(kernels))


@pytest.mark.parametrize("shape", [(8, 8), (7, 9), (1, 3), (197, 777)])
def test_strided_kernels_equal_interpolating_them_first(shape: tuple[int, int]) -> None:
    generator = torch.Generator().manual_seed(3)
    frames = torch.rand(2, *shape, generator=generator)
    taps = torch.randn(2, 25, (shape[0] + 1) // 2, (shape[1] + 1) // 2, generator=generator)
    full = upsample_kernels(taps, 2, shape)
    expected = dynamic_filter(frames[None, :, None], full[None])[0, :, 0]
    torch.testing.assert_close(apply_strided(frames, taps, size=5, stride=2), expected)


@pytest.mark.parametrize("positions", [1, 20, 10_000])
@pytest.mark.parametrize("symmetric", [False, True])
@pytest.mark.parametrize("no_negatives", [False, True])
def test_altered_kernels_are_the_same_in_strips_of_any_height(
    no_negatives: bool, symmetric: bool, positions: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("speckle_viewer.ops.strided_kernels._POSITIONS_AT_A_TIME", positions)
    generator = torch.Generator().manual_seed(5)
    frames = torch.rand(2, 3, 15, 11, generator=generator)
    taps = torch.randn(2, 25, 8, 6, generator=generator).bfloat16()
    full = upsample_kernels(taps.float(), 2, (15, 11))
    full = full.clamp_min(0) if no_negatives else full
    full = (full + full.flip(1)) / 2 if symmetric else full
    altered = {"no_negatives": no_negatives, "symmetric": symmetric}
    found = weigh(pad_for(frames, 5), taps, size=5, stride=2, **altered)
    torch.testing.assert_close(found, dynamic_filter(frames[None], full[None])[0])


def test_separable_factors_equal_their_outer_products() -> None:
    generator = torch.Generator().manual_seed(4)
    frames = torch.rand(2, 6, 7, generator=generator)
    factors = torch.randn(2, 10, 6, 7, generator=generator)
    full = torch.einsum("niyx,njyx->nijyx", factors[:, :5], factors[:, 5:]).flatten(1, 2)
    expected = dynamic_filter(frames[None, :, None], full[None])[0, :, 0]
    torch.testing.assert_close(apply_strided(frames, factors, size=5, separable=True), expected)


@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a GPU")
@pytest.mark.parametrize("dtype", [torch.float32, torch.float16, torch.bfloat16])
def test_the_gpu_gives_what_the_cpu_gives(dtype: torch.dtype) -> None:
    frames, kernels = random_case((1, 2, 1, 33, 20), 5, dtype)
    on_gpu = dynamic_filter(frames.cuda(), kernels.cuda()).cpu()
    torch.testing.assert_close(
        on_gpu, dynamic_filter(frames, kernels), atol=1e-6, rtol=2 * torch.finfo(dtype).eps
    )
