"""Batches for training have the promised shapes, range, brightness and reproducibility."""

import pytest
import torch

from speckle_viewer.simulation import simulate_batch


def seeded(seed: int) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


@pytest.mark.parametrize(("batch", "size", "burst"), [(3, 48, 1), (2, 64, 5), (1, 200, 3)])
def test_shapes_type_and_range(batch: int, size: int, burst: int) -> None:
    noisy, clean, _ = simulate_batch(batch, size, burst, seeded(0))
    assert noisy.shape == (batch, burst, 1, size, size)
    assert clean.shape == (batch, 1, size, size)
    for images in (noisy, clean):
        assert images.dtype == torch.float32
        assert images.min() >= 0
        assert images.max() <= 1


def test_the_same_seed_gives_the_same_pairs() -> None:
    first, again, other = (simulate_batch(6, 48, 3, seeded(seed)) for seed in (4, 4, 5))
    assert torch.equal(first[0], again[0])
    assert torch.equal(first[1], again[1])
    assert not torch.equal(first[0], other[0])


def test_the_generator_moves_on() -> None:
    generator = seeded(1)
    first, second = (simulate_batch(4, 32, 1, generator)[0] for _ in range(2))
    assert not torch.equal(first, second)


def test_frames_are_eight_bit() -> None:
    noisy, _, _ = simulate_batch(8, 48, 1, seeded(2))
    torch.testing.assert_close(noisy * 255, (noisy * 255).round(), atol=1e-4, rtol=0)


def test_despeckling_shifts_no_brightness() -> None:
    noisy, clean, _ = simulate_batch(96, 64, 1, seeded(3))
    difference = (noisy[:, 0] - clean).mean((1, 2, 3))
    assert abs(difference.mean().item()) < 0.001
    assert difference.abs().max().item() < 0.04  # wide speckle: few grains in a patch


def test_outside_the_sector_truth_and_all_frames_are_black() -> None:
    noisy, clean, _ = simulate_batch(64, 64, 3, seeded(6))
    black = (noisy.amax(1) == 0) & (clean == 0)
    share = black.float().mean((1, 2, 3))
    assert (share > 0.1).sum() >= 5
    assert (share < 0.1).sum() >= 32


def test_the_noise_is_that_of_each_image_around_its_clean_one() -> None:
    noisy, clean, noise = simulate_batch(48, 64, 1, seeded(9))
    seen = (noisy[:, 0] - clean).square().mean((1, 2, 3)).sqrt()
    told = noise.square().mean((1, 2, 3)).sqrt()
    torch.testing.assert_close(told, seen, rtol=1e-4, atol=1e-6)
    # Pixel by pixel too: where it says more, there is more.
    error = (noisy[:, 0] - clean).abs().flatten()
    order = noise.flatten().argsort()
    quarters = error[order].view(4, -1).mean(1)
    assert (quarters.diff() > 0).all()


def test_the_pairs_of_a_seed_stay() -> None:
    # What a recipe trains on must not change unawares; rounding may.
    noisy, clean, noise = simulate_batch(8, 64, 1, seeded(1))
    means = [x.double().mean().item() for x in (noisy, clean, noise)]
    assert means == pytest.approx([0.20421, 0.20689, 0.04184], abs=2e-4)
