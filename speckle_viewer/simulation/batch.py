"""Pairs for training: bursts of speckled frames and the clean middle frame."""

from io import BytesIO
from typing import NamedTuple

import numpy as np
import torch
from PIL import Image as PillowImage
from torch import Tensor

from speckle_viewer.simulation.clean import clean_scene
from speckle_viewer.simulation.motion import MOST, correlated_noise, move, tissue_motion
from speckle_viewer.simulation.speckle import (
    Display,
    Pulse,
    amplitude_of,
    brightness,
    complex_echo,
    level_of,
    mean_intensity,
    soften,
)

_PULSE_MARGIN = 18
_LOOKS = (1, 2, 3, 5, 8)
_LOOKS_SHARE = (0.4, 0.2, 0.15, 0.15, 0.1)
"""Real scanners compound: in half of the real files that we measured, flat tissue varies by less
than ten grey levels, as with five looks and more."""


class Pairs(NamedTuple):
    """Speckled bursts, the clean middle frame, and how strong the speckle is in it.

    Attributes
    ----------
    noisy
        (B, T, 1, H, W) float32 in [0, 1].
    clean
        (B, 1, H, W) float32 in [0, 1]: the mean of the displayed speckled image, for the middle
        frame ``burst // 2``; see `speckle_viewer.simulation.speckle`.
    noise
        (B, 1, H, W) float32: the standard deviation of ``noisy`` around ``clean``.
    """

    noisy: Tensor
    clean: Tensor
    noise: Tensor


def simulate_batch(
    batch: int,
    size: int,
    burst: int,
    generator: torch.Generator,
    correlation: float | None = None,
) -> Pairs:
    """Simulate pairs as a scanner would show them, and as they would be without speckle.

    Pulse width and angle, compounding, dynamic range, grey map, motion and decorrelation differ
    from image to image; 8-bit quantisation is in all and JPEG compression in part of them.

    Parameters
    ----------
    batch, size, burst
        Number of pairs, their height and width in pixels, and frames per burst.
    generator
        Source of all randomness: the same state gives the same pairs.
    correlation
        Of the speckle of neighbouring frames, 0 to 1; by default it differs too.
    """
    rng = np.random.default_rng(int(torch.randint(2**62, (1,), generator=generator)))
    looks = rng.choice(_LOOKS, batch, p=_LOOKS_SHARE)
    noisy = torch.empty(batch, burst, 1, size, size)
    clean, spread = torch.empty(2, batch, 1, size, size)
    for count in _LOOKS:
        chosen = torch.from_numpy(np.flatnonzero(looks == count))
        if len(chosen):
            noisy[chosen], clean[chosen], spread[chosen] = _simulate(
                len(chosen), size, burst, count, correlation, rng, generator
            )
    _compress_some(noisy, rng)
    return Pairs(noisy, clean, spread * _share_left(noisy[:, burst // 2], clean, spread))


def _share_left(noisy: Tensor, clean: Tensor, spread: Tensor) -> Tensor:
    """What softening and compression left of the speckle of each image, (B, 1, 1, 1)."""
    axes = (-3, -2, -1)
    seen = (noisy - clean).square().mean(axes, keepdim=True)
    expected: Tensor = spread.square().mean(axes, keepdim=True).clamp_min(1e-12)
    return (seen / expected).sqrt()


def _simulate(
    batch: int,
    size: int,
    burst: int,
    looks: int,
    correlation: float | None,
    rng: np.random.Generator,
    generator: torch.Generator,
) -> Pairs:
    margin = _PULSE_MARGIN + (MOST if burst > 1 else 0)
    whole = size + 2 * margin
    scenes = [clean_scene(rng, whole) for _ in range(batch)]
    echo = torch.from_numpy(np.stack([scene[0] for scene in scenes]))[:, None]
    inside = torch.from_numpy(np.stack([scene[1] for scene in scenes]))[:, None]
    display, pulse = _draw_display(batch, generator), _draw_pulse(batch, generator)
    amplitude = amplitude_of(echo, display)
    softness = _between(batch, 0.3, 1, generator) * _some(batch, 0.5, generator)
    drawn = _draw_correlation(batch, generator)
    alike = drawn if correlation is None else torch.full_like(drawn, correlation)
    noise = correlated_noise((batch, looks, whole, whole), burst, alike, generator)
    motion = tissue_motion(batch, burst, size, generator)
    middle = slice(margin, margin + size)
    inside = inside[..., middle, middle]
    noisy = torch.empty(batch, burst, 1, size, size)
    for frame in range(burst):
        field = complex_echo(noise[:, frame], amplitude, pulse)
        if frame == burst // 2:
            field = field[..., middle, middle]
        else:
            field = move(field, motion[:, frame], size)
        intensity = field.abs().square().mean(1, keepdim=True)
        shown = display.show(level_of(intensity, display))
        noisy[:, frame] = soften(shown, softness) * inside
    expected = level_of(mean_intensity(amplitude, pulse), display)[..., middle, middle]
    clean, spread = (soften(x, softness) * inside for x in brightness(expected, display, looks))
    return Pairs((noisy * 255).round() / 255, clean, spread)


def _between(batch: int, low: float, high: float, generator: torch.Generator) -> Tensor:
    return low + (high - low) * torch.rand(batch, generator=generator)


def _some(batch: int, share: float, generator: torch.Generator) -> Tensor:
    return torch.rand(batch, generator=generator) < share


def _draw_pulse(batch: int, generator: torch.Generator) -> Pulse:
    # Speckle of 2.7 to 13 px across and 1.6 to 5 px along the beam (full width at half maximum).
    lateral = torch.exp(_between(batch, 0.18, 1.7, generator))
    axial = torch.exp(_between(batch, -0.36, 0.8, generator))
    widest = (4 / lateral).clamp(1, 2)
    widening = 1 + (widest - 1) * torch.rand(batch, generator=generator)
    widening = torch.where(_some(batch, 0.5, generator), widening, torch.ones(()))
    turn = _between(batch, -0.8, 0.8, generator) * _some(batch, 0.6, generator)
    return Pulse(lateral, axial, widening, turn)


def _draw_display(batch: int, generator: torch.Generator) -> Display:
    curved = _some(batch, 0.4, generator)
    gamma = torch.where(curved, torch.exp(_between(batch, -0.25, 0.25, generator)), torch.ones(()))
    contrast = _between(batch, -0.3, 0.5, generator) * curved
    return Display(_between(batch, 40, 70, generator), gamma, contrast)


def _draw_correlation(batch: int, generator: torch.Generator) -> Tensor:
    """Correlation of neighbouring frames: anything in [0, 1], often nearly 1 as in real cines."""
    anything = torch.rand(batch, generator=generator)
    return torch.where(_some(batch, 0.5, generator), 1 - 0.2 * anything**2, anything)


def _compress_some(noisy: Tensor, rng: np.random.Generator) -> None:
    for frames in noisy:
        if rng.random() < 0.35:
            quality, offset = int(rng.integers(70, 96)), rng.integers(0, 8, 2)
            for frame in frames:
                frame[0] = _jpeg(frame[0], quality, (int(offset[0]), int(offset[1])))


def _jpeg(image: Tensor, quality: int, offset: tuple[int, int]) -> Tensor:
    """Compress with the 8×8 blocks at any offset, as in a crop of a larger image."""
    grey = (image * 255).round().to(torch.uint8).numpy()
    padded = np.pad(grey, ((offset[0], 0), (offset[1], 0)), mode="edge")
    file = BytesIO()
    PillowImage.fromarray(padded).save(file, "JPEG", quality=quality)
    decoded = np.asarray(PillowImage.open(file))[offset[0] :, offset[1] :]
    return torch.from_numpy(decoded.astype(np.float32) / 255)
