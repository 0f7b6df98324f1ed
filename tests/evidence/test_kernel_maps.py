"""Maps of kernels against one kernel after the other, measured in float64."""

from functools import partial
from typing import Any

import numpy as np
import pytest
import torch

from speckle_viewer.errors import Cancelled
from speckle_viewer.evidence import KernelField, PixelKernel, RuledKernels, steer
from speckle_viewer.evidence.kernel_maps import (
    MOST_KERNELS,
    equivalent_maps,
    kernel_map,
    kernel_maps,
)
from speckle_viewer.quantities import QUANTITIES
from speckle_viewer.steering import Steering
from tests.evidence.test_shape import slow

ROWS, COLUMNS = 13, 18
SLOW_NAMES = {"shift": "centroid"}


def field(
    *,
    sizes: tuple[int, ...] = (3, 5),
    frames: int = 1,
    stride: int = 1,
    separable: bool = False,
    origin: tuple[int, int] = (0, 0),
    shape: tuple[int, int] = (ROWS, COLUMNS),
) -> KernelField:
    """Kernels at random, of more positions than the frame has, as networks that pad give them."""
    generator = torch.Generator().manual_seed(len(sizes) + frames + stride)
    padded = [-(-length // 4) * 4 // stride for length in shape]
    taps = tuple(
        torch.randn(frames, 2 * k if separable else k * k, *padded, generator=generator)
        for k in sizes
    )
    burst = torch.rand(frames, *shape, generator=generator)
    return KernelField(taps, burst, burst[0], None, stride, separable, origin)


def as_predicted(kernels: KernelField, i: int, j: int) -> np.ndarray:
    """The taps (N, K, K) at one position, by plain indexing, sizes added up; float64."""
    largest = max(kernels.sizes)
    total = np.zeros((len(kernels.frames), largest, largest))
    for taps, size in zip(kernels.taps, kernels.sizes, strict=True):
        margin = (largest - size) // 2
        for n in range(len(total)):
            flat = taps[n, :, i, j].double().numpy()
            square = (
                np.outer(flat[:size], flat[size:]) if kernels.separable else flat.reshape(size, -1)
            )
            total[n, margin : margin + size, margin : margin + size] += square
    return total


def expected(taps: np.ndarray, name: str) -> float:
    """One figure of the taps (N, K, K) of a burst."""
    if name == "dominant_frame":
        return float(np.argmax([np.abs(frame).sum() for frame in taps]))
    value: Any = slow(taps.sum(0))[SLOW_NAMES.get(name, name)]
    return float(np.linalg.norm(value)) if name == "shift" else float(value)


@pytest.mark.parametrize(
    "kind",
    [
        {"sizes": (5,)},  # LDFN, MWKPN
        {"sizes": (3, 5), "stride": 2},  # KPN
        {"sizes": (5,), "frames": 3, "stride": 2},  # and of bursts
        {"sizes": (3, 5), "frames": 3, "separable": True},
    ],
    ids=["one size", "strided", "burst", "separable"],
)
def test_every_position_has_its_own_kernel(kind: dict[str, Any]) -> None:
    kernels = field(**kind)
    maps, stride = kernel_maps(kernels), kernels.stride
    assert set(maps) == set(QUANTITIES) - (set() if len(kernels.frames) > 1 else {"dominant_frame"})
    for name, one in maps.items():
        assert one.values.shape == (-(-ROWS // stride), COLUMNS // stride)
        for i, j in ((0, 0), (3, 5), (-(-ROWS // stride) - 1, COLUMNS // stride - 1)):
            want = expected(as_predicted(kernels, i, j), name)
            assert one.values[i, j] == pytest.approx(want, rel=1e-4, abs=1e-4), name
            pixel = min(i * stride, ROWS - 1), j * stride
            assert one.at(*pixel) == one.values[i, j]


def test_the_middle_of_a_cell_stands_for_it() -> None:
    kernels = field(stride=2, origin=(100, 50))
    one = kernel_map(kernels, "width", spacing=6)
    assert (one.spacing, one.origin) == (6, (100, 50))
    assert one.values.shape == (3, 3)
    # The cell of rows 6 to 11 and columns 12 to 17 has its middle in position (4, 7).
    want = expected(as_predicted(kernels, 4, 7), "width")
    assert one.at(106, 62) == pytest.approx(want, rel=1e-4)
    assert one.at(111, 67) == one.at(106, 62)
    assert one.at(99, 62) is None
    assert one.at(106, 68) is None


@pytest.mark.parametrize("spacing", [2, 6])
def test_pixels_and_values_belong_to_each_other(spacing: int) -> None:
    kernels = field(stride=2, origin=(100, 50))
    one, shape = kernel_map(kernels, "width", spacing=spacing), (130, 90)
    low, high = (float(v) for v in np.percentile(one.values, (20, 70)))
    mask = one.pixels(low, high, shape)
    for row, column in np.ndindex(shape):
        value = one.at(row, column)
        assert mask[row, column] == (value is not None and low <= value < high)
    inside = one.values[(one.values >= low) & (one.values < high)]
    np.testing.assert_array_equal(one.within(mask), inside)


def test_what_is_not_tissue_has_no_value() -> None:
    tissue = np.zeros((200, 200), bool)
    tissue[105:, 50:60] = True
    one = kernel_map_in(tissue, "sum")
    assert one.at(105, 55) is not None
    assert one.at(104, 55) is None
    assert one.at(105, 60) is None


def kernel_map_in(tissue: np.ndarray, name: str) -> Any:
    return kernel_maps(field(origin=(100, 50)), tissue=tissue)[name]


def test_a_frame_without_tissue_has_empty_maps() -> None:
    one = kernel_map_in(np.zeros((200, 200), bool), "entropy")
    assert one.values.shape == (ROWS, COLUMNS)
    assert np.isnan(one.values).all()


def test_large_frames_are_looked_at_more_coarsely() -> None:
    one = kernel_map(field(sizes=(1,), shape=(400, 700), stride=2), "sum")
    assert one.values.size <= MOST_KERNELS
    assert one.spacing == 4


def test_orientation_comes_with_the_anisotropy_that_gives_it_weight() -> None:
    maps = kernel_maps(field())
    np.testing.assert_array_equal(maps["orientation"].anisotropy, maps["anisotropy"].values)
    assert maps["width"].anisotropy is None


def test_kernels_by_a_rule_are_looked_at_on_a_grid() -> None:
    image = torch.rand(ROWS, COLUMNS)

    def rule(frame: torch.Tensor, row: int, column: int) -> torch.Tensor:
        return torch.full((3, 3), float(frame[row, column]))

    kernels = RuledKernels((), image[None], image, origin=(10, 20), rule=rule)
    one = kernel_map(kernels, "sum", spacing=4)
    assert one.values.shape == (4, 5)
    assert one.at(10 + 5, 20 + 9) == pytest.approx(9 * float(image[6, 10]), rel=1e-5)
    assert kernel_map(kernels, "sum").spacing == 8


def test_equivalent_kernels_are_asked_for_on_the_grid_alone() -> None:
    asked = []

    def kernel_at(row: int, column: int) -> PixelKernel:
        asked.append((row, column))
        taps = np.random.default_rng(row * 100 + column).normal(size=(1, 5, 5)).astype(np.float32)
        return PixelKernel(row, column, (taps,), (taps,), 0.0, 0.0)

    tissue = np.ones((ROWS, COLUMNS), bool)
    tissue[:5] = False
    parts: list[float] = []
    maps = equivalent_maps(
        kernel_at, (ROWS, COLUMNS), spacing=5, tissue=tissue, progress=parts.append
    )
    assert asked == [(r, c) for r in (7, 12) for c in (2, 7, 12, 17)]
    want = expected(kernel_at(7, 12).taps[0].astype(float), "anisotropy")
    assert maps["anisotropy"].at(9, 14) == pytest.approx(want, rel=1e-4)
    assert maps["anisotropy"].at(2, 2) is None
    assert parts == sorted(parts)
    assert parts[-1] == 1.0


def test_a_faint_wide_tail_does_not_decide_how_wide_an_equivalent_kernel_is() -> None:
    def kernel_at(row: int, column: int, reach: int) -> PixelKernel:
        offsets = np.arange(-reach, reach + 1)
        core = np.exp(-(offsets**2) / (2 * 1.5**2))
        taps = np.outer(core, core)
        taps = taps / taps.sum() + 0.03 / (2 * reach + 1) ** 2  # 3 % of the weight, anywhere
        taps = taps[None].astype(np.float32)
        return PixelKernel(row, column, (taps,), (taps,), 0.0, 0.0)

    widths, wholes = [], []
    for reach in (20, 60):
        maps = equivalent_maps(partial(kernel_at, reach=reach), (9, 9), spacing=9)
        widths.append(maps["width"].at(4, 4))
        wholes.append(expected(kernel_at(4, 4, reach).taps[0].astype(float), "width"))
        assert maps["sum"].at(4, 4) == pytest.approx(1.03, rel=1e-4), "of the whole"
    assert wholes[1] > 2 * wholes[0]
    assert widths[0] == pytest.approx(widths[1], rel=0.02), "however far one looks"
    assert widths[0] == pytest.approx(1.5 * 2.3548, rel=0.15)


def test_stops_when_asked_to() -> None:
    def check() -> None:
        raise Cancelled("Not wanted.")

    with pytest.raises(Cancelled):
        kernel_maps(field(), check=check)


def test_limits_hold_nearly_all_values_around_the_middle_if_there_is_one() -> None:
    maps = kernel_maps(field(shape=(40, 60)))
    low, high = maps["entropy"].limits
    inside = (maps["entropy"].values >= low) & (maps["entropy"].values <= high)
    assert 0.97 < inside.mean() < 1.0
    low, high = maps["sum"].limits
    assert (low + high) / 2 == pytest.approx(1.0)
    assert maps["orientation"].limits == (0, 180)


def test_maps_of_steered_kernels_are_of_what_they_became() -> None:
    torch.manual_seed(0)
    taps = (torch.randn(1, 9, 20, 24) / 9,)
    predicted = KernelField(
        taps, torch.rand(1, 40, 48), torch.rand(40, 48), stride=2, origin=(10, 14)
    )
    steered = steer(predicted, Steering(strength=0.5))
    sums = kernel_maps(steered, spacing=8)["sum"]
    for row, column in ((14, 18), (46, 58)):
        assert sums.at(row, column) == pytest.approx(steered.at(row, column).sum, abs=1e-6)
