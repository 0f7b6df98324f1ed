"""A scanner that sends beams through scatterers: sector, curved and (with a far apex) linear.

Unlike the grid form used for training, scatterers are points that move, the pulse is band-limited
by a Hann aperture, and the detected beams are interpolated to pixels as a scanner does it.
Gao et al., "A fast convolution-based methodology to simulate 2-D/3-D cardiac ultrasound images",
IEEE TUFFC 2009.
"""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from speckle_viewer.simulation.speckle import Display, amplitude_of, brightness, level_of

GUARD = 8
"""Samples and lines by which the beams are computed beyond the image on every side."""


@dataclass(frozen=True)
class Scan:
    """Geometry and pulse of a scan; lengths in pixels of the image.

    Attributes
    ----------
    height, width
        Of the image.
    apex
        Row and column where all beams meet.
    near, far
        Radii at which the image begins and ends.
    half_angle
        Of the sector, radians.
    lines, samples
        Beams across and samples along each.
    lateral, axial
        Half length of the Hann-shaped pulse spectrum's inverse, in lines and samples; a Gaussian
        of this σ has about the same width.
    """

    height: int
    width: int
    apex: tuple[float, float]
    near: float
    far: float
    half_angle: float
    lines: int
    samples: int
    lateral: float
    axial: float

    def scatterers(self, per_cell: float, generator: torch.Generator) -> Tensor:
        """Random points (N, 2), row and column, spread evenly over beams and samples."""
        count = int(per_cell * self.lines * self.samples)
        share = torch.rand((count, 2), generator=generator) * 1.1 - 0.05
        radius = self.near + share[:, 0] * (self.far - self.near)
        angle = (2 * share[:, 1] - 1) * self.half_angle
        rows = self.apex[0] + radius * angle.cos()
        return torch.stack((rows, self.apex[1] + radius * angle.sin()), 1)

    def beam_place(self, points: Tensor) -> Tensor:
        """Sample and line (..., 2) of points (..., 2) given as row and column."""
        down, right = points[..., 0] - self.apex[0], points[..., 1] - self.apex[1]
        sample = (torch.hypot(down, right) - self.near) / (self.far - self.near)
        line = (torch.atan2(right, down) / self.half_angle + 1) / 2
        return torch.stack((sample * (self.samples - 1), line * (self.lines - 1)), -1)

    def pixels(self) -> Tensor:
        """Row and column (H, W, 2) of every pixel."""
        rows, columns = torch.arange(self.height).float(), torch.arange(self.width).float()
        return torch.stack(torch.meshgrid(rows, columns, indexing="ij"), -1)

    def inside(self) -> Tensor:
        """(H, W) of 0 and 1: the pixels that the scan covers."""
        place = self.beam_place(self.pixels())
        ends = torch.tensor([self.samples - 1, self.lines - 1])
        return ((place >= 0) & (place <= ends)).all(-1).float()

    def detect(self, points: Tensor, echoes: Tensor) -> Tensor:
        """Complex beams (L, samples, lines) of scatterers (N, 2) with complex echoes (L, N)."""
        height, width = self.samples + 2 * GUARD, self.lines + 2 * GUARD
        place = (self.beam_place(points) + GUARD).clamp(min=0)
        corner = place.floor()
        part = place - corner
        beams = torch.zeros(len(echoes), height * width, dtype=torch.complex64)
        for down in (0, 1):
            for right in (0, 1):
                row = (corner[:, 0].long() + down).clamp(max=height - 1)
                column = (corner[:, 1].long() + right).clamp(max=width - 1)
                weight = (part[:, 0] if down else 1 - part[:, 0]) * (
                    part[:, 1] if right else 1 - part[:, 1]
                )
                beams.index_add_(1, row * width + column, echoes * weight)
        return self.blurred(beams.view(-1, height, width))[:, GUARD:-GUARD, GUARD:-GUARD]

    def blurred(self, field: Tensor) -> Tensor:
        """Complex beams (L, samples, lines) convolved with the pulse."""
        height, width = field.shape[-2:]
        spectrum = torch.fft.fft2(field)
        beams: Tensor = torch.fft.ifft2(spectrum * self._transfer(height, width))
        return beams

    def show(self, beams: Tensor, display: Display, gain: float) -> Tensor:
        """Image (H, W) in [0, 1]: looks averaged, log compression, grey map, scan conversion."""
        intensity = beams.abs().square().mean(0)[None, None] / gain
        image = self.converted(display.show(level_of(intensity, display)))
        return (image * 255).round() / 255

    def expected(self, level: Tensor, display: Display, looks: int) -> Tensor:
        """Mean (H, W) of `show` over all speckle, of the echo level (samples, lines) on `grid`."""
        power = torch.fft.fft2(amplitude_of(level[None, None], display).square())
        pulse = torch.fft.ifft2(self._transfer(*level.shape)).abs().square()
        blurred = torch.fft.ifft2(power * torch.fft.fft2(pulse / pulse.sum())).real
        inner = blurred[..., GUARD:-GUARD, GUARD:-GUARD]
        return self.converted(brightness(level_of(inner, display), display, looks)[0])

    def grid(self) -> Tensor:
        """Row and column (samples, lines, 2) of what the beams see, with a guard all around."""
        sample, line = (
            torch.arange(-GUARD, count + GUARD) / (count - 1)
            for count in (self.samples, self.lines)
        )
        radius = (self.near + sample * (self.far - self.near))[:, None]
        angle = ((2 * line - 1) * self.half_angle)[None, :]
        rows = self.apex[0] + radius * angle.cos()
        return torch.stack((rows, self.apex[1] + radius * angle.sin()), -1)

    def converted(self, shown: Tensor) -> Tensor:
        """Beams (1, 1, samples, lines) interpolated to the image (H, W), black outside."""
        ends = torch.tensor([self.samples - 1, self.lines - 1])
        place = (self.beam_place(self.pixels()) / ends * 2 - 1).flip(-1)
        image = functional.grid_sample(
            shown, place[None], mode="bilinear", padding_mode="border", align_corners=True
        )
        return image[0, 0] * self.inside()

    def gain(self, points: Tensor, echoes: Tensor) -> float:
        """Mean intensity of flat tissue with these scatterers (N, 2) and echoes (L, N)."""
        return float(self.detect(points, echoes).abs().square().mean())

    def _transfer(self, height: int, width: int) -> Tensor:
        axial = torch.fft.fftfreq(height)[:, None] * self.axial
        lateral = torch.fft.fftfreq(width)[None, :] * self.lateral
        return _hann(axial) * _hann(lateral)


def _hann(frequency: Tensor) -> Tensor:
    """Hann window whose inverse transform has about the width of a Gaussian with σ = 1."""
    share = (frequency / 0.43).clamp(-1, 1)
    return 0.5 + 0.5 * torch.cos(torch.pi * share)
