"""The channels of a network's wavelet domain, in figures: which of them carry what."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.evidence.wavelet_bench import DETAILS, Mask, decompose, masks

Array = NDArray[np.floating[Any]]

NAMES = ("LL", *DETAILS)
"""The bands of a level in the order in which a network has them: all channels of LL first."""

Order = Literal["energy", "variance", "correlation", "number"]


@dataclass(frozen=True, eq=False)
class ChannelFigures:
    """Figures of n channels.

    Attributes
    ----------
    energy, variance
        (n,): mean square and variance over positions, in the square of the channel's unit.
    correlation
        (n, 4): Pearson's with LL, LH, HL and HH of the input at the same level; 0 where either
        is even.
    """

    energy: Array
    variance: Array
    correlation: Array

    def order(self, by: Order) -> NDArray[np.intp]:
        """The channels from the most to the least; by correlation, of whichever sign and band."""
        if by == "number":
            return np.arange(len(self.energy))
        keys = {
            "energy": self.energy,
            "variance": self.variance,
            "correlation": np.abs(self.correlation).max(1),
        }
        return np.argsort(-keys[by], kind="stable")

    def most_like(self, channel: int) -> tuple[str, float]:
        """The input's band that a channel goes along with most, and how much, −1 to 1."""
        band = int(np.abs(self.correlation[channel]).argmax())
        return NAMES[band], float(self.correlation[channel, band])


def name_of(channel: int, channels: int) -> str:
    """Such as "LH 3": the band that a channel is in, and its number there from 1."""
    per_band = channels // len(NAMES)
    return f"{NAMES[channel // per_band]} {channel % per_band + 1}"


def input_bands(image: Array, level: int, origin: tuple[int, int], shape: tuple[int, int]) -> Array:
    """The Haar sub-bands (4, h', w') of the input at a network's level, where the network has it.

    Parameters
    ----------
    image
        (rows, columns) of the frame.
    level
        From 1: each position stands for 2^level pixels to the side.
    origin
        The pixel at which the network's part of the frame begins.
    shape
        (h, w). Positions that reach beyond the frame are left out: networks differ in what they
        continue it with.
    """
    part, (rows, columns) = _covered(image, level, origin, shape)
    if not part.size:
        return np.zeros((len(NAMES), rows, columns), image.dtype)
    bands: dict[str, Array] = {}
    for _ in range(level):
        found = decompose(part, "haar", 1).bands
        bands = {name: found[name, 1] for name in NAMES}
        part = bands["LL"]
    return np.stack([bands[name] for name in NAMES])


def tissue_positions(
    tissue: Mask, level: int, origin: tuple[int, int], shape: tuple[int, int]
) -> Mask:
    """Which positions (h', w') of a network's level belong to tissue (rows, columns) alone.

    Of the positions that `input_bands` has; all of them where none belongs to tissue alone.
    """
    part, (rows, columns) = _covered(tissue, level, origin, shape)
    inside = masks(part, level)[level]
    if inside is None or not inside.any():
        return np.ones((rows, columns), bool)
    return inside


def _covered(
    image: NDArray[Any], level: int, origin: tuple[int, int], shape: tuple[int, int]
) -> tuple[NDArray[Any], tuple[int, int]]:
    """The pixels of the frame that whole positions of a level stand for, and how many these are."""
    inside = [min(n, (m - o) >> level) for n, m, o in zip(shape, image.shape, origin, strict=True)]
    rows, columns = (max(n, 0) for n in inside)
    (top, left), size = origin, 1 << level
    return image[top : top + rows * size, left : left + columns * size], (rows, columns)


def channel_figures(planes: Array, bands: Array, inside: Mask | None = None) -> ChannelFigures:
    """Figures of channels (n, h, w), beside the input's ``bands`` (4, h', w').

    Of the positions that both have and that are ``inside`` (h', w'); all are 0 where there is none.
    """
    rows, columns = bands.shape[1:]
    counted = np.ones((rows, columns), bool) if inside is None else inside
    flat = planes[:, :rows, :columns][:, counted].astype(np.float32, copy=False)
    count = max(flat.shape[1], 1)
    energy = np.einsum("np,np->n", flat, flat, dtype=np.float64) / count
    centred, others = (_centred(part) for part in (flat, bands[:, counted]))
    variance = np.einsum("np,np->n", centred, centred, dtype=np.float64) / count
    power = np.einsum("np,np->n", others, others, dtype=np.float64) / count
    spread = np.sqrt(variance[:, None] * power[None])
    products = (centred @ others.T).astype(np.float64) / count
    correlation = np.divide(products, spread, out=np.zeros_like(products), where=spread > 0)
    return ChannelFigures(energy, variance, np.clip(correlation, -1, 1))


def _centred(values: Array) -> Array:
    """Values (n, positions) less their mean."""
    mean = values.sum(1, dtype=np.float64) / max(values.shape[1], 1)
    centred: Array = (values - mean[:, None]).astype(np.float32)
    return centred
