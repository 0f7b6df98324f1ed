"""A simple beating heart in the apical four-chamber view.

Lengths are in units of the scan's depth: row 0 is the probe, row 1 the far end; column 0 is the
middle. The tissue is drawn once, relaxed, and each point of it moves; valves are drawn where they
are at each moment. It looks like an echocardiogram; it is not a model of any heart.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import torch
from torch import Tensor

from speckle_viewer.simulation.draw import smooth_field

BLOOD = -0.07


@dataclass(frozen=True)
class Chamber:
    """An ellipse: centre, half axes (down and across), tilt in radians, how much it contracts."""

    row: float
    column: float
    down: float
    across: float
    tilt: float
    squeeze: float
    wall: float

    def offset(self, points: Tensor) -> tuple[Tensor, Tensor]:
        """Vector (..., 2) from the centre, and its length in units of the cavity's radius."""
        vector = points - torch.tensor([self.row, self.column])
        cosine, sine = float(np.cos(self.tilt)), float(np.sin(self.tilt))
        along = (cosine * vector[..., 0] + sine * vector[..., 1]) / self.down
        across = (cosine * vector[..., 1] - sine * vector[..., 0]) / self.across
        return vector, torch.hypot(along, across)


LEFT_VENTRICLE = Chamber(0.415, 0.072, 0.225, 0.094, 0.13, 0.55, 0.055)
RIGHT_VENTRICLE = Chamber(0.470, -0.142, 0.172, 0.074, -0.24, 0.38, 0.024)
LEFT_ATRIUM = Chamber(0.760, 0.116, 0.105, 0.108, 0.0, -0.22, 0.014)
RIGHT_ATRIUM = Chamber(0.758, -0.130, 0.100, 0.100, 0.0, -0.18, 0.014)
CHAMBERS = (LEFT_VENTRICLE, RIGHT_VENTRICLE, LEFT_ATRIUM, RIGHT_ATRIUM)

_INLETS = ((LEFT_VENTRICLE, LEFT_ATRIUM), (RIGHT_VENTRICLE, RIGHT_ATRIUM))
_VALVE_ROW = 0.645


def _cycle(phase: float, knots: tuple[tuple[float, float], ...]) -> float:
    """Periodic curve through (phase, value) knots with eased transitions."""
    phase %= 1.0
    for (start, low), (end, high) in pairwise(knots):
        if phase <= end:
            ease = 0.5 - 0.5 * np.cos(np.pi * (phase - start) / (end - start))
            return float(low + (high - low) * ease)
    return knots[-1][1]


def contraction(phase: float) -> float:
    """How far the ventricles are contracted, 0 to 1; phase 0 is the start of systole."""
    return _cycle(phase, ((0, 0), (0.34, 1), (0.40, 0.97), (0.60, 0.2), (0.82, 0.16), (1, 0)))


def opening(phase: float) -> float:
    """How far the valves between atria and ventricles are open, 0 to 1."""
    return _cycle(
        phase, ((0, 0.0), (0.42, 0), (0.52, 1), (0.68, 0.4), (0.78, 0.4), (0.87, 0.8), (1, 0))
    )


def moved(points: Tensor, phase: float) -> Tensor:
    """Where points (..., 2) of the relaxed tissue are at a phase of the heart cycle."""
    systole = contraction(phase)
    result = points.clone()
    for chamber in CHAMBERS:
        vector, radius = chamber.offset(points)
        pull = chamber.squeeze * systole * torch.exp(-((radius / 1.1) ** 2))
        result = result - vector * pull[..., None]
    rows = points[..., 0]
    lift = torch.exp(-(((rows - _VALVE_ROW) / 0.22) ** 2)) * torch.exp(
        -((points[..., 1] / 0.38) ** 2)
    )
    swing = 0.012 * float(np.sin(2 * np.pi * (phase + 0.1)))
    return result - torch.stack((0.048 * systole * lift, swing * lift), -1)


def relaxed(places: Tensor, phase: float) -> Tensor:
    """The points of relaxed tissue that are at ``places`` (..., 2): the inverse of `moved`."""
    points = places.clone()
    for _ in range(8):
        points = points + 0.8 * (places - moved(points, phase))
    return points


def tissue_level(points: Tensor, rng: np.random.Generator) -> Tensor:
    """Echo level (...) of relaxed tissue at points (..., 2), in units of the dynamic range."""
    texture = _Texture(rng)
    rows, columns = points[..., 0], points[..., 1]
    wall = torch.stack([_wall_distance(points, chamber) for chamber in CHAMBERS]).amin(0)
    level = 0.45 + 0.07 * texture(points, 0) + 0.05 * texture(points, 2)
    level = level - 0.15 * (wall / 0.25).clamp(0, 1)
    level = level + 0.30 * torch.exp(-((rows / 0.10) ** 2))
    muscle = 0.57 + 0.07 * texture(points, 1) + 0.06 * torch.exp(-((columns / 0.05) ** 2))
    level = torch.lerp(level, muscle, torch.sigmoid(-wall / 0.003))
    pericardium = torch.exp(-(((wall - 0.007) / 0.006) ** 2)) * torch.sigmoid((rows - 0.3) / 0.04)
    strength = (0.30 + 0.10 * texture(points, 2)).clamp(min=0.05)
    level = level + pericardium * strength * (0.35 + 0.65 * (columns.abs() / 0.2).clamp(max=1))
    crux = torch.exp(-(((rows - 0.645) / 0.022) ** 2) - ((columns + 0.012) / 0.028) ** 2)
    level = level + 0.25 * crux
    cavity = torch.stack([_cavity_distance(points, chamber) for chamber in CHAMBERS]).amin(0)
    cavity = torch.minimum(cavity, _inlet_distance(points)) - 0.0035 * texture(points, 3)
    haze = 0.16 * torch.exp(-((rows / 0.25) ** 2)) + 0.05 * texture(points, 0)
    level = torch.lerp(level, BLOOD + haze + 0.12 * rows**2, torch.sigmoid(-cavity / 0.0022))
    dropout = 0.09 * (texture(points, 4) - 0.6).clamp(max=0)
    return level + dropout - 0.22 * (rows - 0.45).clamp(min=0)


def valve_distance(places: Tensor, phase: float) -> Tensor:
    """Distance (...) of places (..., 2) from the leaflets of the two valves at a phase."""
    distance = torch.full(places.shape[:-1], 9.0)
    for ventricle, atrium in _INLETS:
        middle, half = _inlet(ventricle, atrium)
        ends = torch.tensor([[_VALVE_ROW, middle - half], [_VALVE_ROW, middle + half]])
        hinges = moved(ends, phase)
        hinges[:, 0] = hinges[:, 0].mean()
        reach = float(hinges[1, 1] - hinges[0, 1]) / 2
        for hinge, side in zip(hinges, (-1, 1), strict=True):
            curve = _leaflet(hinge, side, reach, opening(phase))
            for start, end in pairwise(curve):
                along = end - start
                share = ((places - start) @ along / along.square().sum()).clamp(0, 1)
                gap = places - start - share[..., None] * along
                distance = torch.minimum(distance, gap.norm(dim=-1))
    return distance


def _leaflet(hinge: Tensor, side: int, length: float, share: float) -> list[Tensor]:
    """Points along a leaflet that swings from nearly across (closed) to nearly up (open)."""
    points, place = [hinge], hinge
    for step in range(5):
        bend = 0.22 * (1 - share) * (step - 2) - 0.12 * share * (step - 2)
        turn = 0.20 + 1.05 * share - bend
        move = torch.tensor([-np.sin(turn), -side * np.cos(turn)], dtype=torch.float32)
        place = place + move * (length * 1.04 / 5)
        points.append(place)
    return points


class _Texture:
    """Smooth random fields over the scan, looked up at points."""

    def __init__(self, rng: np.random.Generator) -> None:
        knots = (7, 16, 12, 10, 6)
        fields = np.stack([smooth_field(rng, (256, 256), count) for count in knots])
        self._fields = torch.from_numpy(fields).float()

    def __call__(self, points: Tensor, which: int) -> Tensor:
        place = torch.stack((points[..., 1] / 0.8, points[..., 0] * 2 - 1), -1)
        flat = place.reshape(1, 1, -1, 2)
        found = torch.nn.functional.grid_sample(
            self._fields[which][None, None], flat, padding_mode="border", align_corners=True
        )
        return found.view(points.shape[:-1])


def _wall_distance(points: Tensor, chamber: Chamber) -> Tensor:
    return _cavity_distance(points, chamber) - chamber.wall


def _cavity_distance(points: Tensor, chamber: Chamber) -> Tensor:
    _, radius = chamber.offset(points)
    return (radius - 1) * chamber.across


def _inlet(ventricle: Chamber, atrium: Chamber) -> tuple[float, float]:
    """Column of the middle of a valve, and half its width."""
    return (ventricle.column + atrium.column) / 2, 0.78 * min(ventricle.across, atrium.across)


def _inlet_distance(points: Tensor) -> Tensor:
    """Signed distance to the openings between atria and ventricles."""
    distances = []
    for ventricle, atrium in _INLETS:
        middle, half = _inlet(ventricle, atrium)
        down = (points[..., 0] - _VALVE_ROW) / 0.075
        across = (points[..., 1] - middle) / half
        distances.append(((down**4 + across**4) ** 0.25 - 1) * half)
    return torch.stack(distances).amin(0)
