"""The simulated test set is fixed, and its truth fits its frames."""

import torch

from speckle_viewer.simulation.test_set import held_out_bursts, held_out_stills, tuning_stills


def test_stills_are_deterministic_with_the_promised_shapes() -> None:
    pairs = held_out_stills(2)
    for pair, again in zip(pairs, held_out_stills(2), strict=True):
        assert pair.noisy.shape == (1, 1, 256, 256)
        assert pair.clean.shape == (256, 256)
        assert torch.equal(pair.noisy, again.noisy)
        assert torch.equal(pair.clean, again.clean)
        assert 0 <= pair.clean.min() <= pair.clean.max() <= 1
    assert {pair.name for pair in pairs} == {"heart", "muscle"}


def test_truth_has_the_brightness_of_the_frames() -> None:
    for pair in held_out_stills(2):
        assert abs((pair.noisy[0, 0] - pair.clean).mean().item()) < 0.04


def test_bursts_move_and_their_middle_frame_fits_the_truth() -> None:
    for pair in held_out_bursts(2):
        assert pair.noisy.shape == (5, 1, 256, 256)
        errors = (pair.noisy[:, 0] - pair.clean).square().mean((1, 2))
        assert errors[2] < min(errors[0], errors[4])
        assert (pair.noisy[0] - pair.noisy[4]).abs().mean() > 0.01


def test_tuning_images_are_not_test_images() -> None:
    assert not torch.equal(tuning_stills(1)[0].noisy, held_out_stills(1)[0].noisy)
