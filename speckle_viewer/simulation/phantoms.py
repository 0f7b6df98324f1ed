"""Anatomical and technical phantoms, by name."""

import numpy as np
import torch
from torch import Tensor

from speckle_viewer.simulation import heart
from speckle_viewer.simulation.clean import dead_leaves
from speckle_viewer.simulation.draw import Image
from speckle_viewer.simulation.phantom import FLUID_DB, Field, Phantom, ellipse
from speckle_viewer.simulation.scanner import Scanner

_RANGE_DB = 60.0
"""Decibels between the black and the white of maps that are drawn in grey."""
_BONE = 12.0
"""Attenuation of bone and stone, dB/cm/MHz."""
_Ellipse = tuple[tuple[float, float], tuple[float, float], float]
"""Centre, radii and tilt, as `ellipse` takes them."""


class Cysts(Phantom):
    """Round inclusions of several contrasts in even tissue, two rows; fluid lets sound through."""

    contrasts_db = ((None, -9.0, -6.0, -3.0), (3.0, 6.0, 9.0, None))

    def __init__(self, scanner: Scanner, rng: np.random.Generator) -> None:
        super().__init__(scanner, rng)
        self.cysts: list[tuple[tuple[float, float], float, float | None]] = []
        for share, row in zip((0.32, 0.7), self.contrasts_db, strict=True):
            for place, contrast in zip((-0.36, -0.12, 0.12, 0.36), row, strict=True):
                radius = float(rng.uniform(0.06, 0.1)) * min(self.width, self.depth)
                self.cysts.append(((share * self.depth, place * self.width), radius, contrast))

    def level(self, points: Tensor) -> Tensor:
        level = torch.full(points.shape[:-1], -24.0)
        for centre, radius, contrast in self.cysts:
            inside = ellipse(points, centre, (radius, radius)) < 0
            level[inside] = FLUID_DB if contrast is None else -24.0 + contrast
        return level

    def attenuation(self, points: Tensor) -> Tensor:
        taken = super().attenuation(points)
        for centre, radius, contrast in self.cysts:
            if contrast is None:
                taken[ellipse(points, centre, (radius, radius)) < 0] = 0
        return taken


class Vessels(Phantom):
    """An artery along the scan and one across it, with layered walls, that pulse; and a vein."""

    def __init__(self, scanner: Scanner, rng: np.random.Generator) -> None:
        super().__init__(scanner, rng)
        self.texture, self.coarse = self.field(10), self.field(4)
        depth = self.depth
        self.along = float(rng.uniform(0.36, 0.46)) * depth
        self.slope = float(rng.uniform(-0.12, 0.12))
        self.lumen = float(rng.uniform(0.07, 0.09)) * depth
        self.wall = 0.022 * depth
        self.across = (float(rng.uniform(0.74, 0.8)) * depth, 0.24 * self.width)
        self.vein = (float(rng.uniform(0.7, 0.76)) * depth, -0.22 * self.width)

    def _lumens(self, points: Tensor) -> tuple[Tensor, Tensor]:
        """Signed distances in mm to the arteries' and the vein's lumen."""
        bend = 0.03 * self.depth * torch.sin(points[..., 1] * (2.4 / self.width))
        middle = self.along + self.slope * points[..., 1] + bend
        artery = (points[..., 0] - middle).abs() - self.lumen
        across = ellipse(points, self.across, (0.075 * self.depth, 0.075 * self.depth))
        vein = ellipse(points, self.vein, (0.06 * self.depth, 0.11 * self.depth), 0.15)
        return torch.minimum(artery, across), vein

    def level(self, points: Tensor) -> Tensor:
        artery, vein = self._lumens(points)
        level = -26 + 3.0 * self.texture(points) + 2.0 * self.coarse(points)
        level = level + 14 * (points[..., 0] < 0.05 * self.depth)
        share = artery / self.wall
        wall = torch.where((share > 0.3) & (share < 0.65), -26.0, -9.0)
        level = torch.where((share > 0) & (share < 1), wall, level)
        blood = -58 + 2 * self.texture(points)
        level = torch.where(artery < 0, blood, level)
        level = torch.where((vein > 0) & (vein < 0.3 * self.wall), -16.0, level)
        return torch.where(vein < 0, blood, level)

    def attenuation(self, points: Tensor) -> Tensor:
        artery, vein = self._lumens(points)
        return torch.where(torch.minimum(artery, vein) < 0, 0.15, self.soft)

    def moved(self, points: Tensor, phase: float) -> Tensor:
        pulse = float(np.exp(-(((phase - 0.25) / 0.12) ** 2)))
        down = points[..., 0] - self.along - self.slope * points[..., 1]
        swell = 0.14 * pulse * down * torch.exp(-((down / (2.5 * self.lumen)) ** 2))
        return super().moved(points, phase) + torch.stack((swell, torch.zeros_like(swell)), -1)


class Muscle(Phantom):
    """Skin, fat with septa, pennate muscle with fascicles, a second muscle, bone with shadow."""

    def __init__(self, scanner: Scanner, rng: np.random.Generator) -> None:
        super().__init__(scanner, rng)
        self.slow, self.middle, self.fine = self.field(4), self.field(9), self.field(22)
        shares = ((0.03, 0.05), (0.13, 0.22), (0.5, 0.62), (0.85, 0.93))
        edges = (float(rng.uniform(*pair)) * self.depth for pair in shares)
        self.skin, self.fat, self.fascia, self.bone = edges
        self.tilts = float(np.radians(rng.uniform(10, 22))), -float(np.radians(rng.uniform(6, 18)))
        self.period = float(rng.uniform(1.5, 2.6))

    def _depth(self, points: Tensor) -> Tensor:
        return points[..., 0] + 0.015 * self.depth * self.slow(points)

    def _fascicles(self, points: Tensor, tilt: float) -> Tensor:
        across = points[..., 0] * np.cos(tilt) + points[..., 1] * np.sin(tilt)
        along = points[..., 1] * np.cos(tilt) - points[..., 0] * np.sin(tilt)
        phase = across / self.period + 0.4 * self.middle(points)
        number = phase.floor()
        septum = torch.exp(-(((phase - number - 0.5) * self.period / 0.22) ** 2))
        strength = 11 + 4 * torch.sin(12.9 * number) + 4 * torch.sin(along / 5 + 2.4 * number)
        return -30 + strength * septum + 1.5 * torch.sin(7.1 * number)

    def level(self, points: Tensor) -> Tensor:
        depth = self._depth(points)
        septa = 12 * (torch.cos(depth * 4.2 + 3 * self.middle(points)) > 0.9)
        level = torch.where(depth < self.skin, -12.0, -36 + 3 * self.fine(points) + septa)
        level = torch.where(depth > self.fat, self._fascicles(points, self.tilts[0]), level)
        deeper = self._fascicles(points, self.tilts[1]) - 3
        level = torch.where(depth > self.fascia, deeper, level)
        for edge in (self.fat, self.fascia):
            fascia = (depth - edge).abs() < 0.35 + 0.12 * self.middle(points)
            level = torch.where(fascia, -10 + 3 * self.slow(points), level)
        surface = depth - self.bone - 0.03 * self.depth * self.slow(points)
        level = torch.where(surface > 0, -45.0, level)
        return torch.where(surface.abs() < 0.4, 0.0, level)

    def attenuation(self, points: Tensor) -> Tensor:
        surface = self._depth(points) - self.bone - 0.03 * self.depth * self.slow(points)
        return torch.where(surface > 0.4, _BONE, self.soft)

    def moved(self, points: Tensor, phase: float) -> Tensor:
        pull = 0.03 * self.width * 0.5 * float(1 - np.cos(2 * np.pi * phase))
        layer = torch.sigmoid((points[..., 0] - self.fat) / 1.5)
        layer = layer * torch.sigmoid((self.bone - points[..., 0]) / 1.5)
        slide = pull * layer * torch.where(points[..., 0] > self.fascia, 0.5, 1.0)
        return points + torch.stack((torch.zeros_like(slide), slide), -1)


class Heart(Phantom):
    """A beating heart with four chambers and valves."""

    def __init__(self, scanner: Scanner, rng: np.random.Generator) -> None:
        super().__init__(scanner, rng)
        self.seed = int(rng.integers(2**31))

    def level(self, points: Tensor) -> Tensor:
        grey = heart.tissue_level(self._share(points), np.random.default_rng(self.seed))
        return (grey - 1) * _RANGE_DB

    def overlay(self, level: Tensor, places: Tensor, phase: float) -> Tensor:
        share = self._share(places)
        near = (share[..., 0] - 0.6).abs().lt(0.16) & share[..., 1].abs().lt(0.3)
        shown = level.clone()
        distance = heart.valve_distance(share[near], phase)
        leaflet = -23 - 4200 * (distance - 0.003).clamp(min=0)
        shown[near] = torch.maximum(shown[near], leaflet)
        return shown

    def moved(self, points: Tensor, phase: float) -> Tensor:
        return heart.moved(self._share(points), phase) * self.depth

    def resting(self, places: Tensor, phase: float) -> Tensor:
        return heart.relaxed(self._share(places), phase) * self.depth

    def _share(self, points: Tensor) -> Tensor:
        return points / self.depth


class Interfaces(Phantom):
    """Curved specular interfaces: a fluid bladder with a stone, a rib, the diaphragm."""

    def __init__(self, scanner: Scanner, rng: np.random.Generator) -> None:
        super().__init__(scanner, rng)
        self.texture = self.field(12)
        depth, width = self.depth, self.width
        self.behind = scanner.radius_mm if scanner.geometry == "sector" else 100 * depth
        lean = float(rng.uniform(-0.3, 0.3))
        rib, dome = float(rng.uniform(0.16, 0.2)) * depth, float(rng.uniform(0.42, 0.5)) * depth
        self.bladder: _Ellipse = ((0.42 * depth, -0.1 * width), (0.11 * depth, 0.2 * depth), lean)
        self.stone: _Ellipse = ((0.49 * depth, -0.1 * width), (0.02 * depth, 0.03 * depth), 0.0)
        self.rib: _Ellipse = ((rib, 0.11 * width), (0.03 * depth, 0.045 * depth), 0.0)
        self.dome: _Ellipse = ((1.25 * depth, 0.0), (dome, 1.6 * dome), 0.0)

    def level(self, points: Tensor) -> Tensor:
        level = -25 + 2.5 * self.texture(points)
        dome = ellipse(points, *self.dome)
        level = torch.where(dome < 0, level - 8, level)
        level = self._mirror(level, points, self.dome, 0.006)
        level = self._mirror(level, points, self.bladder, 0.008)
        level = torch.where(ellipse(points, *self.bladder) < 0, FLUID_DB, level)
        for solid in (self.stone, self.rib):
            level = torch.where(ellipse(points, *solid) < 0, -40.0, level)
            level = self._mirror(level, points, solid, 0.01)
        return level

    def attenuation(self, points: Tensor) -> Tensor:
        taken = torch.where(ellipse(points, *self.bladder) < 0, 0.0, self.soft)
        for solid in (self.stone, self.rib):
            taken = torch.where(ellipse(points, *solid) < 0, _BONE, taken)
        return taken

    def _mirror(self, level: Tensor, points: Tensor, shape: _Ellipse, thick: float) -> Tensor:
        """The level with the shell of a shape: the echo falls as its normal leaves the beam."""
        distance = ellipse(points, *shape)
        steps = (torch.tensor([0.05, 0.0]), torch.tensor([0.0, 0.05]))
        normal = torch.stack([ellipse(points + step, *shape) - distance for step in steps], -1)
        beam = points + torch.tensor([self.behind, 0.0])
        cosine = torch.cosine_similarity(normal, beam, -1).abs()
        echo = -3 + 80 * torch.log10(cosine.clamp(min=0.3))
        shell = distance.abs() < thick / 2 * self.depth
        return torch.where(shell, torch.maximum(level, echo), level)


class Points(Phantom):
    """Wire targets in a column and two rows, on weak scatterers: for widths and side by side."""

    def __init__(self, scanner: Scanner, rng: np.random.Generator) -> None:
        super().__init__(scanner, rng)
        column = [(share / 10 * self.depth, 0.0, -5.0) for share in range(1, 10)]
        rows = [
            (share * self.depth, place * 0.4 * self.width, -5.0 - 5 * abs(place))
            for share in (0.3, 0.7)
            for place in (-1, -0.5, 0.5, 1)
        ]
        self.targets = torch.tensor(column + rows)

    def level(self, points: Tensor) -> Tensor:
        return torch.full(points.shape[:-1], -45.0)


class Drawn(Phantom):
    """A grey map over the scan: a user's picture, or dead leaves."""

    def __init__(
        self, scanner: Scanner, rng: np.random.Generator, grey: Image | None = None
    ) -> None:
        super().__init__(scanner, rng)
        shown = dead_leaves(rng, 512) if grey is None else grey
        self.map = Field(shown, self.depth, self.width)

    def level(self, points: Tensor) -> Tensor:
        return (self.map(points) - 1) * _RANGE_DB


PHANTOMS: dict[str, type[Phantom]] = {
    "cysts": Cysts,
    "vessels": Vessels,
    "muscle": Muscle,
    "heart": Heart,
    "interfaces": Interfaces,
    "points": Points,
    "leaves": Drawn,
    "image": Drawn,
}

_Parameters = dict[str, str | float | int]
_LINEAR: _Parameters = {
    "geometry": "linear",
    "depth_mm": 40.0,
    "width_mm": 38.0,
    "lines": 320,
    "centre_frequency_mhz": 7.5,
    "fractional_bandwidth": 0.5,
    "aperture_mm": 15.0,
    "focal_depth_mm": 20.0,
}
_CURVED: _Parameters = {
    "depth_mm": 150.0,
    "sector_deg": 60.0,
    "radius_mm": 60.0,
    "lines": 256,
    "centre_frequency_mhz": 3.5,
    "fractional_bandwidth": 0.5,
    "aperture_mm": 22.0,
    "focal_depth_mm": 70.0,
}
_PHASED: _Parameters = {}
USUAL_SCANNER: dict[str, _Parameters] = {
    name: {"heart": _PHASED, "interfaces": _CURVED}.get(name, _LINEAR) for name in PHANTOMS
}
"""Parameters of `Scanner` with which each phantom is usually seen, where they are not its own."""
