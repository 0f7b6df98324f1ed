"""The simulated test set: other anatomy, geometry and pulses than training has.

Hearts and muscles are made of scatterers, scanned in beams by a band-limited pulse and interpolated
to pixels, whereas training has leaves and phantoms on a grid with a Gaussian pulse.
"""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from speckle_viewer.simulation.draw import smooth_field
from speckle_viewer.simulation.heart_cine import HeartCine
from speckle_viewer.simulation.scan import Scan
from speckle_viewer.simulation.speckle import Display, amplitude_of

SIZE = 256
_HELD_OUT_SEED, _TUNING_SEED = 20_000, 30_000


@dataclass(frozen=True)
class Pair:
    """A speckled burst (T, 1, H, W) and its clean middle frame (H, W), in [0, 1]."""

    name: str
    noisy: Tensor
    clean: Tensor


def held_out_stills(count: int = 16) -> list[Pair]:
    """Single frames (1, 1, 256, 256) to test on: hearts and muscles in turn."""
    return [_pair(_HELD_OUT_SEED + number, 1) for number in range(count)]


def held_out_bursts(count: int = 6) -> list[Pair]:
    """Bursts (5, 1, 256, 256) to test on: hearts and muscles in turn, all moving."""
    return [_pair(_HELD_OUT_SEED + 500 + number, 5) for number in range(count)]


def tuning_stills(count: int = 6) -> list[Pair]:
    """Single frames of the same kind, with other seeds, to tune classical filters on."""
    return [_pair(_TUNING_SEED + number, 1) for number in range(count)]


def _pair(seed: int, burst: int) -> Pair:
    rng = np.random.default_rng(seed)
    return _heart(seed, burst, rng) if seed % 2 == 0 else _muscle(seed, burst, rng)


def _display(rng: np.random.Generator) -> Display:
    values = rng.uniform(48, 66), rng.uniform(0.9, 1.1), rng.uniform(0, 0.25)
    return Display(*(torch.tensor([float(value)]) for value in values))


def _heart(seed: int, burst: int, rng: np.random.Generator) -> Pair:
    """A heart at a random moment; frames of a burst are 1/30 s of an 0.8 s beat apart."""
    scan = Scan(
        height=SIZE,
        width=SIZE,
        apex=(float(rng.uniform(-20, 2)), float(rng.uniform(110, 146))),
        near=float(rng.uniform(8, 16)),
        far=float(rng.uniform(255, 300)),
        half_angle=float(np.radians(rng.uniform(36, 44))),
        lines=int(rng.integers(100, 140)),
        samples=int(rng.integers(360, 440)),
        lateral=float(rng.uniform(1.0, 1.4)),
        axial=float(rng.uniform(1.3, 2.2)),
    )
    change, looks = float(rng.uniform(0.1, 0.9)), int(rng.integers(1, 3))
    heart = HeartCine(scan, _display(rng), 24, 1, change, looks, seed)
    middle = int(rng.integers(burst, 24 - burst))
    chosen = range(middle - burst // 2, middle + burst // 2 + 1)
    frames = torch.stack(list(heart.speckled(chosen)))[:, None]
    return Pair("heart", frames, heart.truth(middle))


def _muscle(seed: int, burst: int, rng: np.random.Generator) -> Pair:
    """Pennate muscle under skin and fat, seen by a linear or slightly curved probe."""
    radius = float(rng.choice((400.0, 6000.0)))
    half = float(np.arctan(SIZE * 0.52 / radius))
    scan = Scan(
        height=SIZE,
        width=SIZE,
        apex=(-radius, SIZE / 2),
        near=radius,
        far=radius + SIZE,
        half_angle=half,
        lines=int(rng.integers(120, 200)),
        samples=int(rng.integers(300, 420)),
        lateral=float(rng.uniform(1.0, 1.7)),
        axial=float(rng.uniform(1.2, 2.2)),
    )
    display, looks = _display(rng), int(rng.integers(1, 4))
    generator = torch.Generator().manual_seed(seed)
    points = scan.scatterers(3.0, generator)
    shape = (2, looks, len(points))
    echoes = torch.randn(shape, dtype=torch.complex64, generator=generator)
    texture = _MuscleTexture(rng)
    gain = scan.gain(points, echoes[0])
    amplitude = amplitude_of(texture.level(points)[None, None, None], display).flatten()
    speed = torch.from_numpy(rng.uniform(-1.2, 1.2, 2)).float()
    mix = float(rng.uniform(0, 0.5))
    frames = []
    for step in range(-(burst // 2), burst // 2 + 1):
        stretch = 1 + 0.004 * step * (points[:, :1] / SIZE - 0.5)
        places = (points - SIZE / 2) * stretch + SIZE / 2 + speed * step
        turned = np.cos(mix * step) * echoes[0] + np.sin(mix * step) * echoes[1]
        frames.append(scan.show(scan.detect(places, turned * amplitude), display, gain))
    clean = scan.expected(texture.level(scan.grid()), display, looks)
    return Pair("muscle", torch.stack(frames)[:, None], clean)


class _MuscleTexture:
    """Echo level of skin, fat, fascia, fibre bundles, and bone with its shadow, at any point."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.skin, self.fat = rng.uniform(8, 16), rng.uniform(35, 70)
        self.fascia, self.bone = rng.uniform(140, 180), rng.uniform(215, 245)
        self.tilt = float(np.radians(rng.uniform(8, 25)))
        self.period = float(rng.uniform(9, 18))
        self.base = float(rng.uniform(0.28, 0.42))
        fields = np.stack([smooth_field(rng, (SIZE, SIZE), knots) for knots in (4, 8, 14)])
        self.fields = torch.from_numpy(fields).float()

    def level(self, points: Tensor) -> Tensor:
        """Echo level (...) at points (..., 2), in units of the dynamic range."""
        slow, middle, fine = (self._lookup(field, points) for field in self.fields)
        depth = points[..., 0] + 4 * slow
        bundles = self._bundles(points, middle, 1.0) + self.base
        deeper = self._bundles(points, middle, -0.5) + self.base - 0.06
        fat = 0.22 + 0.05 * fine + 0.18 * (torch.cos(depth / 3.1 + 2 * middle) > 0.93)
        level = torch.where(depth < self.skin, 0.72 + 0.04 * fine, fat)
        level = torch.where(depth > self.fat, bundles, level)
        level = torch.where(depth > self.fascia, deeper, level)
        for edge in (self.fat, self.fascia):
            fascia = (depth - edge).abs() < 1.6 + 0.6 * middle
            level = torch.where(fascia, 0.74 + 0.08 * slow, level)
        surface = self.bone + 6 * middle
        level = torch.where(depth > surface, -0.05 - 0.004 * (depth - surface), level)
        bright = (depth - surface).abs() < 2.2
        return torch.where(bright, 0.88 + 0.05 * slow, level) - 0.0004 * points[..., 0]

    def _bundles(self, points: Tensor, wobble: Tensor, lean: float) -> Tensor:
        across = points[..., 0] * np.cos(self.tilt) + lean * points[..., 1] * np.sin(self.tilt)
        phase = across / self.period + 0.35 * wobble
        number = phase.floor()
        weight = 0.5 + 0.5 * torch.sin(12.9898 * number) * torch.cos(points[..., 1] / 37 + number)
        line = torch.exp(-(((phase - number - 0.5) * self.period / 2.0) ** 2))
        return 0.30 * weight * line + 0.04 * torch.sin(7.1 * number)

    def _lookup(self, field: Tensor, points: Tensor) -> Tensor:
        place = (points.flip(-1) / (SIZE - 1) * 2 - 1).reshape(1, 1, -1, 2)
        found = torch.nn.functional.grid_sample(
            field[None, None], place, padding_mode="border", align_corners=True
        )
        return found.view(points.shape[:-1])
