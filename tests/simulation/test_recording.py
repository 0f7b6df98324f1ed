"""Recordings of every phantom: reproducible, of the right brightness, with the right physics."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
import torch

from speckle_viewer.simulation.phantoms import PHANTOMS, USUAL_SCANNER
from speckle_viewer.simulation.physical_scan import physical_scan
from speckle_viewer.simulation.recording import Frame, Recording
from speckle_viewer.simulation.scanner import Scanner

_SMALL: dict[str, Any] = {"depth_mm": 20, "width_mm": 19, "lines": 160, "focal_depth_mm": 10}
"""A quarter of the usual linear scan, for speed."""


def recording(
    name: str, rows: int = 160, frames: int = 1, correlation: float = 0.9, seed: int = 1, **changed
) -> Recording:
    values: dict[str, Any] = USUAL_SCANNER[name] | changed
    if values.get("geometry") == "linear":
        values = values | _SMALL | changed
    scanner = Scanner(**values)
    phantom = PHANTOMS[name](scanner, np.random.default_rng(seed))
    scan = physical_scan(scanner, rows)
    return Recording(scanner, scan, phantom, frames, correlation, seed)


def still(name: str, **values: Any) -> Frame:
    return next(recording(name, **values).with_speckle())


@pytest.mark.parametrize("name", PHANTOMS)
def test_every_phantom_has_speckle_around_a_truth_of_the_same_brightness(name: str) -> None:
    frame = still(name)
    assert frame.noisy.shape == frame.clean.shape == frame.noise.shape
    for image in (frame.noisy, frame.clean):
        assert 0 <= image.min() <= image.max() <= 1
    assert abs((frame.noisy - frame.clean).mean().item()) < 0.004
    seen = (frame.noisy - frame.clean).square().mean().sqrt()
    assert seen > 0.02
    torch.testing.assert_close(frame.noise.square().mean().sqrt(), seen)
    assert frame.clean.std() > 0.02 or name == "points"


def test_seeds_make_phantom_and_speckle() -> None:
    one, again, other = (still("vessels", seed=seed, rows=96) for seed in (3, 3, 4))
    assert torch.equal(one.noisy, again.noisy)
    assert torch.equal(one.clean, again.clean)
    assert not torch.equal(one.clean, other.clean)


@pytest.mark.parametrize(
    "changed",
    [
        {"looks": 3},
        {"scatterers_per_cell": 2.0},
        {"nakagami_shape": 0.6},
        {"nakagami_shape": 2.0, "looks": 2},
        {"dynamic_range_db": 45.0, "grey_gamma": 1.2, "grey_contrast": 0.4},
    ],
)
def test_the_truth_keeps_the_brightness_whatever_the_statistics(changed: dict[str, Any]) -> None:
    frame = still("cysts", rows=200, **changed)
    assert abs((frame.noisy - frame.clean).mean().item()) < 0.006


def test_few_scatterers_and_averaged_looks_change_the_strength_of_speckle() -> None:
    few, usual, averaged = (
        still("cysts", **changed).noise.mean()
        for changed in ({"scatterers_per_cell": 1.5}, {}, {"looks": 4})
    )
    assert few > 1.15 * usual
    assert averaged < 0.7 * usual


def levels(frame: Frame, made: Recording) -> torch.Tensor:
    """The clean frame in dB: with a linear grey map it is the level less 2.51 dB."""
    return (frame.clean - 1) * made.scanner.dynamic_range_db


def test_cysts_have_their_contrasts_and_fluid_lets_sound_through() -> None:
    made = recording("cysts", rows=240)
    decibels = levels(next(made.with_speckle()), made)
    phantom: Any = made.phantom
    for centre, radius, contrast in phantom.cysts:
        row, column = made.scan.to_pixels(torch.tensor(centre)).round().long().tolist()
        behind = decibels[row + round(1.4 * radius / made.scan.mm), column]
        if contrast is None:
            # 2 · 7.5 MHz · 0.5 dB/cm/MHz · 2 radius that nothing was taken from.
            gained = 2 * 7.5 * 0.5 * 2 * radius / 10
            assert float(behind) == pytest.approx(-24 - 2.51 + gained, abs=0.5)
            assert decibels[row, column] < -58
        elif centre[0] < 0.5 * made.scanner.depth_mm:
            assert float(decibels[row, column]) == pytest.approx(-26.51 + contrast, abs=0.3)


def test_a_rib_casts_a_shadow() -> None:
    made = recording("interfaces", rows=240)
    clean = next(made.with_speckle()).clean
    rib: Any = made.phantom.rib  # type: ignore[attr-defined]
    away = rib[0][1] / (rib[0][0] + made.scanner.radius_mm)
    for depth in (60.0, 110.0):
        across = away * (depth + made.scanner.radius_mm)
        places = torch.tensor([[depth, across], [depth, -across]])
        (row, column), (_, opposite) = made.scan.to_pixels(places).round().long().tolist()
        assert clean[row, column] < 0.02
        assert clean[row, opposite] > 0.2 or depth < 100


def test_a_point_target_is_where_it_should_be_as_bright_and_as_wide() -> None:
    made = recording("points", rows=500, lines=400, aperture_mm=5)
    frame = next(made.with_speckle())
    focus = made.phantom.targets[4]
    row, column = made.scan.to_pixels(focus[:2]).round().long().tolist()
    near = slice(row - 1, row + 2), slice(column - 1, column + 2)
    # The samples of the beams miss the very peak by up to 2 dB.
    for image in (frame.clean, frame.noisy):
        assert -7 < (float(image[near].max()) - 1) * 60 < -4.7
    across = (frame.clean[row, column - 30 : column + 31] - 1) * 60
    wide = float((across > float(across.max()) - 6.02).sum()) * made.scan.mm
    expected = 2.3548 * float(made.scanner.lateral_mm(torch.tensor(10.0)))
    assert wide == pytest.approx(expected, abs=2 * made.scan.mm)


@pytest.fixture(scope="module")
def cine() -> list[Frame]:
    return list(
        recording(
            "heart", rows=120, frames=8, correlation=0.97, scatterers_per_cell=8
        ).with_speckle()
    )


def test_a_cine_moves_and_its_loop_closes(cine: list[Frame]) -> None:
    def steps(kind: str) -> Iterator[float]:
        for one, other in zip(cine, cine[1:] + cine[:1], strict=True):
            yield float((getattr(one, kind) - getattr(other, kind)).abs().mean())

    for kind in ("noisy", "clean"):
        *inner, last = steps(kind)
        assert min(inner) > 0.002
        assert last < 1.3 * max(inner)


def test_frames_decorrelate_as_asked() -> None:
    def likeness(correlation: float) -> float:
        made = recording("cysts", rows=120, frames=12, correlation=correlation)
        one, other = (next(frames) for frames in [made.with_speckle()] * 2)
        a, b = ((frame.noisy - frame.clean).flatten() for frame in (one, other))
        return float(torch.corrcoef(torch.stack((a, b)))[0, 1])

    still_ones, half, fresh = likeness(1.0), likeness(0.7), likeness(0.0)
    assert still_ones > 0.75
    assert still_ones > half + 0.1 > fresh + 0.2
    assert abs(fresh) < 0.05


def test_persistence_averages_frames() -> None:
    plain, lasting = (
        list(
            recording("cysts", rows=96, frames=6, correlation=0.0, persistence=share).with_speckle()
        )
        for share in (0.0, 0.6)
    )
    assert torch.equal(plain[0].noisy, lasting[0].noisy)
    assert lasting[5].noise.mean() < 0.75 * plain[5].noise.mean()


def test_jpeg_changes_frames_a_little() -> None:
    made = recording("muscle", rows=96)
    packed = Recording(made.scanner, made.scan, made.phantom, seed=1, jpeg=70)
    one, other = next(made.with_speckle()), next(packed.with_speckle())
    assert 0.005 < (one.noisy - other.noisy).abs().mean() < 0.08


def test_simpler_noises_lie_around_the_level_itself() -> None:
    made = recording("cysts", rows=160)
    frame = next(made.with_noise("gaussian", 20.0))
    inside = frame.clean[10:30, 10:-10]
    assert float(inside.mean()) == pytest.approx(1 - 24 / 60, abs=0.003)
    noise = (frame.noisy - frame.clean)[10:30, 10:-10]
    assert float(noise.std()) * 255 == pytest.approx(20, rel=0.1)
    assert float(frame.noise[20, 20]) * 255 == pytest.approx(20, rel=0.1)
