"""What a phantom is: echo strength, attenuation and motion of tissue at any point.

Points are (..., 2): depth below the middle of the probe and place across, in mm. Echo strength is
in decibels; 0 dB is white where gain is 0 and time gain makes up for attenuation.
"""

import numpy as np
import torch
from torch import Tensor

from speckle_viewer.simulation.draw import Image, smooth_field
from speckle_viewer.simulation.scanner import Scanner

FLUID_DB = -95.0
"""Echo of clear fluid: darker than any display shows."""


class Phantom:
    """Tissue that fills a scan; subclasses draw it.

    Parameters
    ----------
    scanner
        Gives depth, width and the attenuation of soft tissue.
    rng
        Of all that differs between two phantoms of a kind.
    """

    def __init__(self, scanner: Scanner, rng: np.random.Generator) -> None:
        self.rng = rng
        self.depth = scanner.depth_mm
        self.width = scanner.extent_mm()[1]
        self.soft = scanner.attenuation_db_cm_mhz
        self.targets = torch.zeros(0, 3)
        """Point targets (N, 3): depth, place across in mm, and peak echo in dB."""

    def level(self, points: Tensor) -> Tensor:
        """Echo strength (...) in dB of resting tissue."""
        raise NotImplementedError

    def attenuation(self, points: Tensor) -> Tensor:
        """One-way attenuation (...) in dB/cm/MHz of resting tissue."""
        return torch.full(points.shape[:-1], self.soft)

    def overlay(self, level: Tensor, places: Tensor, phase: float) -> Tensor:
        """The level (...) at places where they are now, with what is not tissue that moves."""
        return level

    def moved(self, points: Tensor, phase: float) -> Tensor:
        """Where resting points are at a phase in [0, 1) of the cycle: pressed by breath or hand."""
        turn = 2 * np.pi * phase
        press = 0.012 * float(np.sin(turn))
        swing = 0.008 * self.depth * float(1 - np.cos(turn))
        return points * torch.tensor([1 - press, 1 + press]) + torch.tensor([0.0, swing])

    def resting(self, places: Tensor, phase: float) -> Tensor:
        """The resting points that are at ``places`` now: the inverse of `moved`."""
        points = places.clone()
        for _ in range(6):
            points = points + places - self.moved(points, phase)
        return points

    def field(self, knots: int) -> "Field":
        """Smooth random field of about unit variance over the scan."""
        return Field(smooth_field(self.rng, (256, 256), knots), self.depth, self.width)


class Field:
    """A map (H, W) laid over the scan, looked up at points in mm."""

    def __init__(self, values: Image, depth: float, width: float) -> None:
        self.values = torch.from_numpy(np.ascontiguousarray(values)).float()
        self.depth, self.width = depth, width

    def __call__(self, points: Tensor) -> Tensor:
        """Values (...) at points (..., 2), interpolated; beyond the scan, those of its edge."""
        place = torch.stack(
            (points[..., 1] * (2 / self.width), points[..., 0] * (2 / self.depth) - 1), -1
        )
        found = torch.nn.functional.grid_sample(
            self.values[None, None],
            place.reshape(1, 1, -1, 2),
            padding_mode="border",
            align_corners=True,
        )
        return found.view(points.shape[:-1])


def ellipse(
    points: Tensor, centre: tuple[float, float], radii: tuple[float, float], tilt: float = 0.0
) -> Tensor:
    """Approximate signed distance (...) in mm to an ellipse turned by ``tilt`` radians."""
    down, right = points[..., 0] - centre[0], points[..., 1] - centre[1]
    cosine, sine = float(np.cos(tilt)), float(np.sin(tilt))
    first = (cosine * down + sine * right) / radii[0]
    second = (cosine * right - sine * down) / radii[1]
    return (torch.hypot(first, second) - 1) * min(radii)
