"""What is gathered frame by frame is that of all frames at once."""

import numpy as np
import pytest
from numpy.typing import NDArray

from speckle_viewer import metrics
from speckle_viewer.measuring.motion import Motion
from speckle_viewer.measuring.over_cine import Steadiness, Warping, together

FRAMES, ROWS, COLUMNS = 5, 60, 70


@pytest.fixture(scope="module")
def frames() -> NDArray[np.float32]:
    from scipy.ndimage import gaussian_filter

    noise = np.random.default_rng(0).normal(size=(ROWS, COLUMNS + FRAMES))
    tissue = gaussian_filter(noise, 2)
    tissue = 0.5 + 0.1 * tissue / tissue.std()
    drift = [tissue[:, i : i + COLUMNS] + 0.01 * i for i in range(FRAMES)]
    return np.clip(np.stack(drift), 0, 1).astype(np.float32)


@pytest.fixture
def inside() -> NDArray[np.bool_]:
    mask = np.zeros((ROWS, COLUMNS), bool)
    mask[20:40, 30:50] = True
    mask[20:25, 30:35] = False
    return mask


def test_flicker_and_pumping_are_those_of_all_frames(
    frames: NDArray[np.float32], inside: NDArray[np.bool_]
) -> None:
    steadiness = Steadiness(inside)
    for frame in frames:
        steadiness.add(frame)
    assert steadiness.flicker() == pytest.approx(255 * metrics.flicker(frames[:, inside]))
    means = [float(frame[inside].astype(float).mean()) for frame in frames]
    assert steadiness.temporal_sd() == pytest.approx(255 * np.std(means))


def test_a_tracked_region_takes_its_pixels_along(
    frames: NDArray[np.float32], inside: NDArray[np.bool_]
) -> None:
    still, tracked = Steadiness(inside), Steadiness(inside)
    for i, frame in enumerate(frames):
        still.add(frame)
        tracked.add(frame, Motion(shift=(0.0, -i + 0.3)))
    brightening = 255 * 0.01 * np.std(np.arange(FRAMES))
    assert tracked.flicker() == pytest.approx(brightening, rel=1e-3)
    assert still.flicker() > 2 * tracked.flicker()


def test_a_region_that_turns_takes_its_pixels_along() -> None:
    """Tissue that turns by quarters about the middle of the image, and brightens."""
    tissue = np.random.default_rng(2).uniform(0.2, 0.6, (20, 20)).astype(np.float32)
    inside = np.zeros((20, 20), bool)
    inside[3:9, 4:8] = True
    steadiness = Steadiness(inside)
    for quarters in range(4):
        turned = np.linalg.matrix_power([[0, -1], [1, 0]], quarters).astype(float)
        shift = (10, 10) - turned @ (10, 10)
        image = np.rot90(tissue, -quarters, (1, 0)) + np.float32(0.1 * quarters)
        steadiness.add(image, Motion.of(turned, shift))
    assert steadiness.flicker() == pytest.approx(25.5 * np.std(np.arange(4)), rel=1e-4)


def test_pixels_that_leave_the_image_do_not_count(frames: NDArray[np.float32]) -> None:
    inside = np.zeros((ROWS, COLUMNS), bool)
    inside[:, :10] = True
    steadiness = Steadiness(inside)
    for i, frame in enumerate(frames):
        steadiness.add(frame, Motion(shift=(0.0, -2.0 * i)))
    there = np.stack([frames[i][:, 8 - 2 * i : 10 - 2 * i] for i in range(FRAMES)])
    assert steadiness.flicker() == pytest.approx(255 * metrics.flicker(there), rel=1e-5)


def test_one_frame_has_no_steadiness(inside: NDArray[np.bool_]) -> None:
    steadiness = Steadiness(inside)
    steadiness.add(np.zeros((ROWS, COLUMNS), np.float32))
    assert np.isnan(steadiness.flicker())
    assert np.isnan(steadiness.temporal_sd())


def test_the_warping_error_is_near_that_of_the_whole_image(
    frames: NDArray[np.float32], inside: NDArray[np.bool_]
) -> None:
    """Here flow is looked for around the region, there in the whole image."""
    noise = np.random.default_rng(1).normal(0, 0.05, frames.shape).astype(np.float32)
    noisy, warping = frames + noise, Warping[str]()
    for clean, other in zip(frames, noisy, strict=True):
        warping.add(clean, {"input": clean, "noisy": other}, {"wall": inside})
    flows = metrics.optical_flow(frames)
    for name, images in (("input", frames), ("noisy", noisy)):
        expected = 255 * metrics.warping_error(images, flows, inside)
        assert warping.errors()[name, "wall"] == pytest.approx(expected, rel=0.05, abs=0.2)
    assert warping.errors()["noisy", "wall"] > 5 * warping.errors()["input", "wall"]


def test_a_gap_is_not_taken_for_motion(
    frames: NDArray[np.float32], inside: NDArray[np.bool_]
) -> None:
    warping = Warping[str]()
    for i in (0, 1):
        warping.add(frames[i], {"input": frames[i]}, {"wall": inside})
    before = warping.errors()
    warping.break_off()
    warping.add(1 - frames[0], {"input": 1 - frames[0]}, {"wall": inside})
    assert warping.errors() == before


def test_flow_is_found_once_for_regions_that_lie_close(
    frames: NDArray[np.float32], inside: NDArray[np.bool_], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And each region has the error that it would have alone, but for where flow is looked for."""
    calls = []
    find = metrics.optical_flow

    def counted(pair: NDArray[np.float32]) -> list[NDArray[np.float64]]:
        calls.append(pair.shape)
        return find(pair)

    monkeypatch.setattr(metrics, "optical_flow", counted)
    masks = {f"region {by}": np.roll(inside, by, 1) for by in (-6, -3, 0, 3, 6)}
    rng = np.random.default_rng(3)
    noisy = frames + rng.normal(0, 0.05, frames.shape).astype(np.float32)
    warping = Warping[str]()
    for clean, other in zip(frames, noisy, strict=True):
        warping.add(clean, {"noisy": other}, masks)
    assert len(calls) == FRAMES - 1
    for name, mask in masks.items():
        alone = Warping[str]()
        for clean, other in zip(frames, noisy, strict=True):
            alone.add(clean, {"noisy": other}, {name: mask})
        expected = alone.errors()["noisy", name]
        assert warping.errors()["noisy", name] == pytest.approx(expected, rel=0.03)


def test_parts_that_lie_apart_stay_apart() -> None:
    near = {"a": np.s_[0:40, 0:40], "b": np.s_[10:50, 5:45], "c": np.s_[400:440, 500:540]}
    groups = {tuple(sorted(keys)): part for part, keys in together(near)}
    assert groups == {("a", "b"): np.s_[0:50, 0:45], ("c",): np.s_[400:440, 500:540]}
    assert together({}) == []
