"""Speckled frames of the beating heart, looping smoothly, with their clean truth."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from speckle_viewer.simulation.draw import ANECHOIC
from speckle_viewer.simulation.heart import moved, relaxed, tissue_level, valve_distance
from speckle_viewer.simulation.scan import Scan
from speckle_viewer.simulation.speckle import Display

_VALVE = 0.62


@dataclass(frozen=True)
class HeartCine:
    """What is scanned and how.

    Attributes
    ----------
    scan
        Geometry; the heart fills it, scaled to the far radius.
    display
        Grey map of one image.
    frames, beats
        Length of the loop, and heart cycles in it.
    change
        How much the speckle renews itself within the loop: 0 not at all, 1 altogether.
    looks
        Intensities averaged by the scanner.
    seed
        Of all randomness: the same seed gives the same pixels.
    """

    scan: Scan
    display: Display
    frames: int
    beats: int
    change: float
    looks: int
    seed: int

    def speckled(self, chosen: Iterable[int]) -> Iterator[Tensor]:
        """The chosen frames (H, W) in [0, 1] as the scanner shows them, one after the other."""
        generator = torch.Generator().manual_seed(self.seed)
        points = self._to_heart(self.scan.scatterers(3.0, generator))
        level = tissue_level(points, np.random.default_rng(self.seed))
        shape = (3, self.looks, len(points))
        echoes = torch.randn(shape, dtype=torch.complex64, generator=generator)
        gain = self.scan.gain(self._to_image(points), echoes[0])
        for frame in chosen:
            places = moved(points, self._phase(frame))
            shown = self._with_valves(level, places, frame)
            decibels = (shown - 1) * self.display.dynamic_range
            echo = self._renewed(echoes, frame) * torch.exp(decibels * (np.log(10) / 20))
            beams = self.scan.detect(self._to_image(places), echo)
            yield self.scan.show(beams, self.display, gain)

    def truth(self, frame: int) -> Tensor:
        """The frame (H, W) in [0, 1] without speckle: the mean over all that there could be."""
        places = self._to_heart(self.scan.grid())
        points = relaxed(places, self._phase(frame))
        level = tissue_level(points, np.random.default_rng(self.seed))
        shown = self._with_valves(level, places, frame)
        return self.scan.expected(shown, self.display, self.looks)

    def _phase(self, frame: int) -> float:
        return frame * self.beats / self.frames

    def _with_valves(self, level: Tensor, places: Tensor, frame: int) -> Tensor:
        near = (places[..., 0] - 0.6).abs().lt(0.16) & places[..., 1].abs().lt(0.3)
        shown = level.clamp(min=ANECHOIC)
        distance = valve_distance(places[near], self._phase(frame))
        leaflet = _VALVE - 70 * (distance - 0.003).clamp(min=0)
        shown[near] = torch.maximum(shown[near], leaflet)
        return shown

    def _renewed(self, echoes: Tensor, frame: int) -> Tensor:
        turn = torch.tensor(2 * np.pi * 5 * frame / self.frames)
        mix = torch.tensor(self.change * np.pi / 2)
        fresh = turn.cos() * echoes[1] + turn.sin() * echoes[2]
        return mix.cos() * echoes[0] + mix.sin() * fresh

    def _to_heart(self, places: Tensor) -> Tensor:
        return (places - torch.tensor(self.scan.apex)) / self.scan.far

    def _to_image(self, points: Tensor) -> Tensor:
        return points * self.scan.far + torch.tensor(self.scan.apex)
