"""Steadiness over time against constructed cines."""

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter, shift

from speckle_viewer import metrics


def test_flicker_is_the_deviation_over_time() -> None:
    frames = np.stack([np.full((5, 5), 10.0), np.full((5, 5), 14.0)])
    assert metrics.flicker(frames) == 2
    assert metrics.temporal_snr(frames) == 6
    still = np.repeat(frames[:1], 4, axis=0)
    assert metrics.flicker(still) == 0
    assert metrics.temporal_snr(still) == np.inf


def test_noise_over_time_has_its_deviation() -> None:
    frames = np.random.default_rng(0).normal(100, 5, (60, 40, 40))
    assert metrics.flicker(frames) == pytest.approx(5, rel=0.02)
    assert metrics.temporal_snr(frames) == pytest.approx(20, rel=0.03)


@pytest.fixture
def moving() -> np.ndarray:
    """Smooth texture (3, 80, 80) that moves 1.5 px down and 0.8 px to the left per frame."""
    texture = gaussian_filter(np.random.default_rng(0).standard_normal((120, 120)), 3)
    texture /= texture.std()
    frames = [shift(texture, (1.5 * i, -0.8 * i), order=3)[20:100, 20:100] for i in range(3)]
    return np.stack(frames)


def test_motion_is_found_and_taken_out(moving: np.ndarray) -> None:
    flows = metrics.optical_flow(moving)
    assert [flow.shape for flow in flows] == [(2, 80, 80)] * 2
    inner = flows[0][:, 15:-15, 15:-15].reshape(2, -1)
    np.testing.assert_allclose(np.median(inner, axis=1), (1.5, -0.8), atol=0.1)
    still = [np.zeros_like(flow) for flow in flows]
    moved = metrics.warping_error(moving, still)
    assert moved == pytest.approx(np.abs(np.diff(moving, axis=0)).mean())
    assert metrics.warping_error(moving, flows) < 0.15 * moved


def test_the_true_flow_leaves_what_is_not_motion(moving: np.ndarray) -> None:
    # Whole pixels, so that nothing is interpolated.
    texture = np.random.default_rng(1).random((50, 50))
    frames = np.stack([texture, np.roll(texture, 2, axis=0) + 0.25])
    flow = np.zeros((2, 50, 50))
    flow[0] = 2
    assert metrics.warping_error(frames, [flow]) == pytest.approx(0.25)


def test_only_what_is_inside_counts() -> None:
    frames = np.zeros((2, 10, 10))
    frames[1, :, :5] = 3.0
    inside, flows = np.zeros((10, 10), bool), [np.zeros((2, 10, 10))]
    assert np.isnan(metrics.warping_error(frames, flows, inside))
    inside[:, :6] = True
    assert metrics.warping_error(frames, flows) == pytest.approx(1.5)
    assert metrics.warping_error(frames, flows, inside) == pytest.approx(2.5)


def test_flows_must_match_the_frames(moving: np.ndarray) -> None:
    with pytest.raises(ValueError, match="3 frames have 2 flows, not 1"):
        metrics.warping_error(moving, metrics.optical_flow(moving[:2]))
