"""A phantom, seen by a scanner: frames with speckle, and the same frames without."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO

import numpy as np
import torch
from PIL import Image as PillowImage
from scipy.special import exp1
from torch import Tensor

from speckle_viewer.errors import SimulationError
from speckle_viewer.simulation.beams import FULLY_DEVELOPED, order_of_k
from speckle_viewer.simulation.looped import looped_echoes
from speckle_viewer.simulation.phantom import Phantom
from speckle_viewer.simulation.physical_scan import PhysicalScan
from speckle_viewer.simulation.scan import GUARD
from speckle_viewer.simulation.scanner import Scanner
from speckle_viewer.simulation.speckle import displayed, level_of, speckle_quantiles
from speckle_viewer.simulation.statistics import add_noise, k_quantiles, nakagami

BEATS_HZ = 1.0
"""Cycles of the phantom's motion per second, about: whole ones fit into a recording."""

_MOST_SCATTERERS = 1e7


@dataclass(frozen=True)
class Frame:
    """One frame; every tensor is (H, W) of float32.

    Attributes
    ----------
    noisy
        As the scanner shows it, in [0, 1], in steps of 1/255.
    clean
        The mean of ``noisy`` over all speckle that the same tissue could give.
    noise
        Standard deviation of ``noisy`` around ``clean``.
    """

    noisy: Tensor
    clean: Tensor
    noise: Tensor


@dataclass(frozen=True)
class Recording:
    """What is scanned and how; the same values give the same frames.

    Attributes
    ----------
    scanner, scan, phantom
        The machine, the geometry of its image, and the tissue.
    frames
        Length of the loop; a single frame shows the phantom at rest.
    correlation
        Of the echoes of neighbouring frames, 0 to 1.
    seed
        Of the speckle.
    jpeg
        Quality with which the shown frames were compressed, 1 to 95; 0: not at all.
    """

    scanner: Scanner
    scan: PhysicalScan
    phantom: Phantom
    frames: int = 1
    correlation: float = 0.95
    seed: int = 0
    jpeg: int = 0

    def with_speckle(self) -> Iterator[Frame]:
        """The frames with speckle; raises `SimulationError` where it takes too many scatterers."""
        points, echoes, flat = self._scatterers()
        display = self.scanner.display()
        before: Tensor | None = None
        level = self.phantom.level(points)
        for number, echo in enumerate(echoes):
            phase = self.phase(number)
            power, gain = self._tissue(phase)
            mean = self.scan.blurred_power(power)
            places = self.phantom.moved(points, phase)
            pixels = self.scan.to_pixels(places)
            decibels = self.phantom.overlay(level, places, phase) + self.scan.at(gain, pixels)
            strength = _amplitude(decibels) / flat**0.5
            field = self.scan.detect(pixels, echo * strength)
            if len(self.phantom.targets):
                targets = self._targets(gain, phase)
                field, mean = field + targets, _with_coherent(mean, targets[0].abs().square())
            intensity = self._statistics(field.abs().square().mean(0), mean)
            noisy = self.scan.converted(display.show(level_of(intensity[None, None], display)))
            expected = level_of(mean[None, None], display)
            shown, spread = displayed(expected, display, self._quantiles)
            frame = torch.stack((noisy, self.scan.converted(shown), self.scan.converted(spread)))
            if before is not None:
                frame = torch.lerp(frame, before, self.scanner.persistence)
            before = frame
            yield self._finished(*frame)

    def with_noise(self, kind: str, sigma: float) -> Iterator[Frame]:
        """The frames with one of the study's simpler noises instead of speckle."""
        generator = torch.Generator().manual_seed(self.seed)
        display = self.scanner.display()
        for number in range(self.frames):
            power, _ = self._tissue(self.phase(number))
            inner = power[GUARD:-GUARD, GUARD:-GUARD]
            clean = self.scan.converted(display.show(level_of(inner[None, None], display)))
            noisy = add_noise(kind, clean, sigma, generator) * self.scan.inside()
            yield self._finished(noisy, clean, self.scan.inside())

    def phase(self, number: int) -> float:
        """Where in its cycle the phantom is at a frame, 0 to 1."""
        seconds = self.frames / self.scanner.frame_rate_hz
        beats = max(1, round(seconds * BEATS_HZ))
        return number * beats / self.frames % 1

    def _scatterers(self) -> tuple[Tensor, Iterator[Tensor], float]:
        """Resting points in mm, their echoes frame by frame, and the power of flat tissue."""
        generator = torch.Generator().manual_seed(self.seed)
        scanner, scan = self.scanner, self.scan
        focus = torch.tensor(min(scanner.focal_depth_mm, scanner.depth_mm))
        sample = round(float(focus) / scan.step_mm)
        cell = 5.545 * float(scan.widths[min(sample, scan.samples - 1)]) * scan.axial
        density = scanner.scatterers_per_cell / cell
        # `Scan.scatterers` spreads them over 1.1 times the scan each way.
        nodes = 1.1**2 * (scan.samples - 1) * (scan.lines - 1)
        if density * nodes > _MOST_SCATTERERS:
            raise SimulationError(
                f"This takes {density * nodes / 1e6:.0f} million scatterers: choose fewer per "
                "resolution cell, or less depth or frequency."
            )
        pixels = scan.scatterers(density * nodes / (scan.samples * scan.lines), generator)
        shape = (scanner.looks, len(pixels))
        echoes = looped_echoes(shape, self.frames, self.correlation, self.seed + 1)
        # The mean over all draws: what few scatterers happen to give is no matter of gain.
        return scan.to_mm(pixels), echoes, density

    def _tissue(self, phase: float) -> tuple[Tensor, Tensor]:
        """Echo power, and gain less attenuation in dB, over the beams with guard."""
        places = self.scan.to_mm(self.scan.grid())
        resting = self.phantom.resting(places, phase)
        taken = self.phantom.attenuation(resting)
        gain = self.scanner.depth_gain_db(taken, self.scan.step_mm, GUARD)
        level = self.phantom.overlay(self.phantom.level(resting), places, phase)
        return _amplitude(level + gain).square(), gain

    def _targets(self, gain: Tensor, phase: float) -> Tensor:
        """Complex beams (1, samples, lines) of the point targets alone."""
        targets = self.phantom.targets
        pixels = self.scan.to_pixels(self.phantom.moved(targets[:, :2], phase))
        peak = _amplitude(targets[:, 2] + self.scan.at(gain, pixels))
        return self.scan.detect(pixels, (peak / self.scan.peak(pixels))[None] + 0j)

    @cached_property
    def _quantiles(self) -> Tensor:
        scanner = self.scanner
        if scanner.nakagami_shape:
            return speckle_quantiles(scanner.nakagami_shape)
        if scanner.scatterers_per_cell < FULLY_DEVELOPED:
            return k_quantiles(scanner.looks, order_of_k(scanner.scatterers_per_cell))
        return speckle_quantiles(scanner.looks)

    def _statistics(self, intensity: Tensor, mean: Tensor) -> Tensor:
        shape, looks = self.scanner.nakagami_shape, self.scanner.looks
        if not shape:
            return intensity
        level = mean.clamp(min=1e-12)
        return nakagami(intensity / level, shape, looks) * level

    def _finished(self, noisy: Tensor, clean: Tensor, spread: Tensor) -> Frame:
        """Eight bits, JPEG, and the noise scaled to what scan conversion and display left of it."""
        shown = (noisy.clamp(0, 1) * 255).round()
        if self.jpeg:
            shown = _compressed(shown, self.jpeg)
        shown = shown / 255
        seen = (shown - clean).square().mean()
        expected = spread.square().mean().clamp_min(1e-12)
        return Frame(shown, clean, spread * (seen / expected).sqrt())


def _amplitude(decibels: Tensor) -> Tensor:
    return torch.exp(decibels * (np.log(10) / 20))


def _with_coherent(mean: Tensor, coherent: Tensor) -> Tensor:
    """Mean intensity of the speckle that has the mean logarithm of ``mean`` plus a steady echo.

    For κ = steady / mean, E[ln I] = ln κ + E₁(κ) + ln mean, and ln mean - γ for speckle alone.
    """
    ratio = (coherent / mean).clamp(1e-6, 1e6).double()
    log = ratio.log() + torch.from_numpy(exp1(ratio.numpy())) + np.euler_gamma
    return mean * log.exp().float()


def _compressed(shown: Tensor, quality: int) -> Tensor:
    file = BytesIO()
    PillowImage.fromarray(shown.to(torch.uint8).numpy()).save(file, "JPEG", quality=quality)
    return torch.from_numpy(np.asarray(PillowImage.open(file)).astype(np.float32))
