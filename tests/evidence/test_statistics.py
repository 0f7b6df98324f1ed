"""Kernels drawn from a field, and their plain statistics, against slow direct formulas."""

import numpy as np
import pytest
import torch

from speckle_viewer.errors import EvaluationError
from speckle_viewer.evidence import KernelField, RuledKernels, steer
from speckle_viewer.evidence.statistics import (
    KernelSample,
    by_direction,
    planes,
    sample_kernels,
    spread,
    tap_histogram,
)
from speckle_viewer.evidence.statistics.directions import gradients
from speckle_viewer.steering import Steering


def field_of(
    stride: int = 1, burst: int = 1, sizes: tuple[int, ...] = (3, 5), height: int = 24
) -> KernelField:
    torch.manual_seed(0)
    shape = (height // stride, 32 // stride)
    taps = tuple(torch.randn(burst, size**2, *shape) / 9 for size in sizes)
    frames = torch.rand(burst, height, 32)
    return KernelField(taps, frames, frames[0], stride=stride, origin=(10, 20))


def tissue_of(shape: tuple[int, int] = (50, 70)) -> np.ndarray:
    rows, columns = np.indices(shape)
    return (rows - 22) ** 2 + (columns - 36) ** 2 < 90


def sample_of(taps: np.ndarray, patches: np.ndarray | None = None) -> KernelSample:
    """n kernels of the pixels of one row."""
    n = len(taps)
    taps = taps.astype(np.float32)
    patches = taps if patches is None else patches.astype(np.float32)
    return KernelSample(np.zeros(n, np.intp), np.arange(n), taps, patches, 1, n)


@pytest.mark.parametrize(("stride", "burst"), [(1, 1), (2, 1), (1, 3), (2, 3)])
def test_a_sample_has_the_kernels_that_made_its_pixels(stride: int, burst: int) -> None:
    field, tissue = field_of(stride, burst), tissue_of()
    sample = sample_kernels(field, 40, tissue=tissue)
    assert len(sample) == 40
    assert len(set(zip(sample.rows, sample.columns, strict=True))) == 40
    for n, (row, column) in enumerate(zip(sample.rows, sample.columns, strict=True)):
        assert tissue[row, column]
        kernel = field.at(int(row), int(column))
        expected = kernel.taps[1].sum(0)
        expected[1:4, 1:4] += kernel.taps[0].sum(0)
        np.testing.assert_allclose(sample.taps[n], expected, atol=1e-6)
        np.testing.assert_array_equal(sample.patches[n], kernel.patches[1][burst // 2])


def test_one_size_or_one_frame_of_the_burst_can_be_drawn() -> None:
    field = field_of(burst=3)
    sample = sample_kernels(field, 5, size=3, frame=2)
    kernel = field.at(int(sample.rows[4]), int(sample.columns[4]))
    np.testing.assert_array_equal(sample.taps[4], kernel.taps[0][2])
    np.testing.assert_array_equal(sample.patches[4], kernel.patches[0][2])
    with pytest.raises(ValueError, match="no kernels of size 7"):
        sample_kernels(field, 5, size=7)
    with pytest.raises(ValueError, match="no frame 3"):
        sample_kernels(field, 5, frame=3)


def test_one_size_or_one_frame_of_steered_kernels_can_be_drawn() -> None:
    steered = steer(field_of(stride=2, burst=3), Steering(strength=0.5))
    for size, frame in ((3, None), (5, 2)):
        sample = sample_kernels(steered, 5, size=size, frame=frame)
        kernel = steered.at(int(sample.rows[4]), int(sample.columns[4]))
        own = dict(zip(steered.sizes, kernel.taps, strict=True))[size]
        expected = own.sum(0) if frame is None else own[frame]
        np.testing.assert_allclose(sample.taps[4], expected, atol=1e-6)
        patches = dict(zip(steered.sizes, kernel.patches, strict=True))[size]
        np.testing.assert_array_equal(sample.patches[4], patches[1 if frame is None else frame])


def test_a_sample_can_be_repeated_and_is_all_there_is_where_there_is_less() -> None:
    field, tissue = field_of(), tissue_of()
    first, again = (sample_kernels(field, 30, tissue=tissue, seed=4) for _ in range(2))
    other = sample_kernels(field, 30, tissue=tissue, seed=5)
    np.testing.assert_array_equal(first.columns, again.columns)
    assert not np.array_equal(first.columns, other.columns)
    whole = sample_kernels(field, 10_000, tissue=tissue)
    expected = np.argwhere(tissue[10:34, 20:52]) + np.array([10, 20])
    np.testing.assert_array_equal(np.stack([whole.rows, whole.columns], 1), expected)
    assert whole.available == len(whole) == first.available


def test_without_tissue_it_says_so() -> None:
    with pytest.raises(EvaluationError, match="no kernel in the tissue"):
        sample_kernels(field_of(), tissue=np.zeros((50, 70), bool))


def test_kernels_that_follow_from_a_rule_are_sampled_too() -> None:
    frame = torch.rand(1, 9, 8)
    rule = lambda image, row, column: torch.full((3, 3), float(image[row, column]))  # noqa: E731
    field = RuledKernels((), frame, frame[0], rule=rule)
    sample = sample_kernels(field, 10)
    expected = frame[0].numpy()[sample.rows, sample.columns]
    np.testing.assert_array_equal(sample.taps[:, 1, 2], expected)


def test_progress_is_told_and_may_stop() -> None:
    def stop(share: float) -> None:
        raise KeyboardInterrupt(share)

    with pytest.raises(KeyboardInterrupt):
        sample_kernels(field_of(), progress=stop)


@pytest.mark.parametrize("stride", [1, 2, 3])
def test_selected_kernels_and_their_pixels_belong_to_each_other(stride: int) -> None:
    field = field_of(stride)
    sample = sample_kernels(field, 50)
    selected = np.arange(50) % 3 == 0
    mask = sample.pixels(selected, (50, 70))
    np.testing.assert_array_equal(sample.selected(mask), selected)
    # Blocks lie side by side from the field's first pixel on.
    blocks = {((r - 10) // stride, (c - 20) // stride) for r, c in np.argwhere(mask)}
    own = zip(sample.rows[selected] - 10, sample.columns[selected] - 20, strict=True)
    assert blocks == {(r // stride, c // stride) for r, c in own}
    assert mask.sum() == selected.sum() * stride**2
    own_of = {place: sample.at(*place) for place in map(tuple, np.argwhere(mask).tolist())}
    assert set(own_of.values()) == set(np.flatnonzero(selected).tolist())
    for kernel, place in ((kernel, place) for place, kernel in own_of.items()):
        assert sample.pixels(np.arange(50) == kernel, (50, 70))[place]
    everything = sample.pixels(np.ones(50, bool), (50, 70))
    assert all(sample.at(*place) is None for place in np.argwhere(~everything).tolist())


def test_taps_and_their_spread_are_counted() -> None:
    sample = sample_kernels(field_of(), 300)
    taps = tap_histogram(sample, 40)
    values = np.clip(sample.taps.ravel(), taps.edges[0], taps.edges[-1])
    assert taps.counts().sum() == values.size
    # A value on an edge may fall to either side by rounding.
    assert np.abs(taps.counts() - np.histogram(values, taps.edges)[0]).max() <= 1
    one = tap_histogram(sample, 40, tap=(1, 3))
    np.testing.assert_array_equal(one.values, sample.taps[:, 1, 3])
    stds = spread(sample)
    slow = [np.sqrt(((k - k.mean()) ** 2).mean()) for k in sample.taps.astype(np.float64)]
    np.testing.assert_allclose(stds.values, slow, rtol=1e-5)


def test_a_bar_knows_its_kernels_and_its_share_of_a_selection() -> None:
    sample = sample_kernels(field_of(), 300)
    taps = tap_histogram(sample, 10)
    low, high = taps.edges[7], taps.edges[9]
    slow = [((k >= low) & (k < high)).any() for k in sample.taps]
    np.testing.assert_array_equal(taps.within(7, 8), slow)
    selected = np.arange(300) < 60
    part = tap_histogram(sample, 10).counts(selected)
    values = np.clip(sample.taps[:60].ravel(), taps.edges[0], taps.edges[-1])
    assert np.abs(part - np.histogram(values, taps.edges)[0]).max() <= 1


def test_kernels_that_are_all_the_same_have_a_histogram() -> None:
    same = spread(sample_of(np.full((20, 3, 3), 1 / 9)))
    assert same.counts().sum() == 20
    assert same.within(0, 99).all()
    with pytest.raises(ValueError, match="256"):
        spread(sample_of(np.ones((2, 3, 3))), bars=300)


@pytest.mark.parametrize(("stride", "side"), [(1, 8), (2, 64), (2, 5)])
def test_planes_are_means_of_each_tap_over_cells(stride: int, side: int) -> None:
    sample = sample_kernels(field_of(stride), 10_000, tissue=tissue_of())
    shown = planes(sample, side)
    assert max(shown.values.shape[2:]) <= side
    down = (sample.rows - shown.row0) // shown.step
    across = (sample.columns - shown.column0) // shown.step
    for row, column in np.ndindex(*shown.values.shape[2:]):
        inside = (down == row) & (across == column)
        if inside.any():
            mean = sample.taps[inside].astype(np.float64).mean(0)
            np.testing.assert_allclose(shown.values[:, :, row, column], mean, atol=1e-6)
        else:
            assert np.isnan(shown.values[:, :, row, column]).all()
    one = planes(sample, side, tap=(2, 4))
    np.testing.assert_allclose(one.values[0, 0], shown.values[2, 4], rtol=1e-6)


def test_the_mean_is_that_of_all_kernels() -> None:
    sample = sample_kernels(field_of(), 100)
    slow = sum(k.astype(np.float64) for k in sample.taps) / 100
    np.testing.assert_allclose(sample.mean, slow, atol=1e-12)


def test_gradients_are_those_of_the_plane_that_fits_best() -> None:
    patches = np.random.default_rng(0).random((6, 5, 5)).astype(np.float32)
    rows, columns = np.indices((5, 5))
    design = np.stack([rows.ravel(), columns.ravel(), np.ones(25)], 1)
    for patch, found in zip(patches, gradients(patches), strict=True):
        slopes, *_ = np.linalg.lstsq(design, patch.ravel(), rcond=None)
        np.testing.assert_allclose(found, slopes[:2], atol=1e-6)


def test_kernels_are_grouped_by_where_their_patch_becomes_brighter() -> None:
    rows, columns = np.indices((5, 5)) - 2
    right, up, up_left, flat = columns, -rows, -rows - columns, 0.1 * columns
    patches = 0.5 + np.stack([right, up, up_left, flat, right]) * 4 / 255
    taps = np.random.default_rng(0).random((5, 5, 5))
    groups = by_direction(sample_of(taps, patches), flat_below=2.0)
    np.testing.assert_array_equal(groups.labels, [0, 2, 3, 8, 0])
    np.testing.assert_allclose(groups.steepness, [4, 4, 4 * 2**0.5, 0.4, 4], rtol=1e-4)
    np.testing.assert_allclose(groups.kernels[0], (taps[0] + taps[4]) / 2, rtol=1e-5)
    np.testing.assert_allclose(groups.patches[2], patches[1], rtol=1e-5)
    np.testing.assert_allclose(groups.shares, [0.4, 0, 0.2, 0.2, 0, 0, 0, 0, 0.2])
    assert np.isnan(groups.kernels[1]).all()
    np.testing.assert_array_equal(groups.within(0), [True, False, False, False, True])


def test_kernels_over_an_even_patch_are_left_out() -> None:
    field = field_of(sizes=(3,))
    field.frames[0, :, 10:] = 0.2  # columns 30 and more of the whole image
    sample = sample_kernels(field, 10_000)
    assert sample.columns.max() == 30
    assert sample.available == 24 * 11
    field.frames[:] = 0.0
    with pytest.raises(EvaluationError):
        sample_kernels(field)
