"""A `Scan` whose geometry and pulse follow from a `Scanner`'s physical parameters."""

from dataclasses import dataclass
from math import asin, ceil

import torch
from torch import Tensor
from torch.nn import functional

from speckle_viewer.errors import SimulationError
from speckle_viewer.simulation.beams import blur, blur_power
from speckle_viewer.simulation.scan import GUARD, Scan
from speckle_viewer.simulation.scanner import Scanner

_FLAT = 200.0
"""Radius of a linear probe in units of its depth or width: its beams part by half a per cent."""
_WIDEST, _MOST_SAMPLES = 4096, 8_000_000
_SAMPLES_PER_SIGMA = 1.2
_SPLAT = 1 / 6
"""Variance, in samples, of the triangle over which an echo is shared between two nodes."""


@dataclass(frozen=True)
class Margins:
    """Black borders of an image in shares of its height: above, below, and on either side."""

    top: float = 0.0
    bottom: float = 0.0
    side: float = 0.0


@dataclass(frozen=True)
class PhysicalScan(Scan):
    """Scan with a Gaussian pulse whose width across the beam changes with depth.

    Attributes
    ----------
    widths
        (samples,) σ across the beam in lines.
    mm
        Size of a pixel.
    """

    widths: Tensor
    mm: float

    def to_mm(self, places: Tensor) -> Tensor:
        """Depth below the middle of the probe and place across (..., 2), from row and column."""
        surface = torch.tensor([self.apex[0] + self.near, self.apex[1]])
        return (places - surface) * self.mm

    def to_pixels(self, points: Tensor) -> Tensor:
        """Row and column (..., 2) of points in mm."""
        return points / self.mm + torch.tensor([self.apex[0] + self.near, self.apex[1]])

    @property
    def step_mm(self) -> float:
        """From sample to sample."""
        return (self.far - self.near) * self.mm / (self.samples - 1)

    def detect(self, points: Tensor, echoes: Tensor) -> Tensor:
        """Complex beams (L, samples, lines) of scatterers (N, 2), row and column, and echoes."""
        ends = torch.tensor([self.samples - 1, self.lines - 1])
        place = self.beam_place(points)
        near = ((place > -GUARD) & (place < ends + GUARD)).all(-1)
        return super().detect(points[near], echoes[:, near])

    def blurred(self, field: Tensor) -> Tensor:
        """Complex beams (..., samples, lines) with guard, convolved with the pulse."""
        lateral = self._guarded()
        narrower = (lateral.square() - _SPLAT).clamp(min=0.09).sqrt()
        axial = (self.axial**2 - _SPLAT) ** 0.5
        power = lateral / narrower * (self.axial / axial)
        beams: Tensor = blur(field, narrower, axial) * power.sqrt()[:, None]
        return beams

    def blurred_power(self, power: Tensor) -> Tensor:
        """Mean intensity (samples, lines) of echoes of ``power``, which comes with its guard."""
        whole = blur_power(power, self._guarded(), self.axial)
        inner: Tensor = whole[..., GUARD:-GUARD, GUARD:-GUARD]
        return inner

    def converted(self, shown: Tensor) -> Tensor:
        """Beams (1, 1, samples, lines) as an image (H, W), averaged along beams over a pixel."""
        per_pixel = (self.samples - 1) / (self.far - self.near)
        taps = 2 * int(per_pixel / 2) + 1
        if taps > 1:
            padded = functional.pad(shown, (0, 0, taps // 2, taps // 2), mode="replicate")
            shown = functional.avg_pool2d(padded, (taps, 1), stride=1)
        return super().converted(shown)

    def at(self, beams: Tensor, points: Tensor) -> Tensor:
        """Values (N,) of a map over the beams with guard, at points (N, 2), row and column."""
        ends = torch.tensor([self.samples - 1, self.lines - 1]) + 2 * GUARD
        place = ((self.beam_place(points) + GUARD) / ends * 2 - 1).flip(-1)
        found = functional.grid_sample(
            beams[None, None], place[None, None], padding_mode="border", align_corners=True
        )
        return found[0, 0, 0]

    def peak(self, points: Tensor) -> Tensor:
        """Amplitude (N,) that a lone echo of amplitude 1 reaches at points (N, 2), about."""
        sample = self.beam_place(points)[:, 0].round().long().clamp(0, self.samples - 1)
        return (self.widths[sample] * self.axial * torch.pi) ** -0.5

    def _guarded(self) -> Tensor:
        widths = functional.pad(self.widths[None, None], (GUARD, GUARD), mode="replicate")
        return widths[0, 0]


def physical_scan(scanner: Scanner, rows: int, margins: Margins | None = None) -> PhysicalScan:
    """Scan whose image has ``rows`` rows, margins included, with square pixels.

    Raises `SimulationError` where the image would be too wide or the beams too finely sampled.
    """
    edge = margins or Margins()
    tall, wide = scanner.extent_mm()
    mm = tall / (rows * (1 - edge.top - edge.bottom))
    width = round(wide / mm + 2 * edge.side * rows)
    samples = ceil(scanner.depth_mm * _SAMPLES_PER_SIGMA / scanner.axial_mm) + 1
    if width > _WIDEST:
        raise SimulationError(f"The image would be {width} pixels wide: choose fewer rows.")
    if samples * scanner.lines > _MOST_SAMPLES:
        raise SimulationError(
            f"The pulse is too short for so deep a scan ({samples} samples on {scanner.lines} "
            "lines): choose less depth, bandwidth, frequency or lines."
        )
    depths = torch.linspace(0, scanner.depth_mm, samples)
    if scanner.geometry == "linear":
        radius = _FLAT * max(scanner.depth_mm, scanner.width_mm)
        half = asin(scanner.width_mm / 2 / radius)
        top = radius
    else:
        radius, half = scanner.radius_mm, scanner.half_angle
        top = radius + scanner.depth_mm - tall
    pitch = 2 * half * (radius + depths) / (scanner.lines - 1)
    widths = scanner.lateral_mm(depths) / pitch
    return PhysicalScan(
        height=rows,
        width=width,
        apex=(edge.top * rows - top / mm, (width - 1) / 2),
        near=radius / mm,
        far=(radius + scanner.depth_mm) / mm,
        half_angle=half,
        lines=scanner.lines,
        samples=samples,
        lateral=float(widths.mean()),
        axial=scanner.axial_mm / (scanner.depth_mm / (samples - 1)),
        widths=widths,
        mm=mm,
    )
