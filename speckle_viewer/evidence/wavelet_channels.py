"""The channels of a network's wavelet domain, in figures: which of them carry what."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.evidence.wavelet_bench import DETAILS, decompose

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
        (n,): mean square and variance over the positions, in the square of the channel's unit.
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
    """The Haar sub-bands (4, h, w) of the input at a network's level, where the network has it.

    Parameters
    ----------
    image
        (rows, columns) of the frame.
    level
        From 1: each position stands for 2^level pixels to the side.
    origin
        The pixel at which the network's part of the frame begins.
    shape
        (h, w). Beyond the frame its edge is repeated.
    """
    rows, columns = (n << level for n in shape)
    part = image[origin[0] :, origin[1] :][:rows, :columns]
    missing = [(0, rows - part.shape[0]), (0, columns - part.shape[1])]
    even = np.pad(part, missing, mode="edge")
    for _ in range(level):
        bands = decompose(even, "haar", 1).bands
        even = bands["LL", 1]
    return np.stack([bands[name, 1] for name in NAMES])


def channel_figures(planes: Array, bands: Array) -> ChannelFigures:
    """Figures of channels (n, h, w), beside the input's ``bands`` (4, h, w)."""
    flat = planes.reshape(len(planes), -1).astype(np.float32, copy=False)
    mean = flat.mean(1, dtype=np.float64)
    energy = np.einsum("np,np->n", flat, flat, dtype=np.float64) / flat.shape[1]
    centred = flat - mean[:, None].astype(np.float32)
    variance = np.einsum("np,np->n", centred, centred, dtype=np.float64) / flat.shape[1]
    others = bands.reshape(len(bands), -1).astype(np.float32, copy=False)
    others = others - others.mean(1, keepdims=True)
    spread = np.sqrt(variance[:, None] * others.var(1, dtype=np.float64)[None])
    products = (centred @ others.T).astype(np.float64) / flat.shape[1]
    correlation = np.divide(products, spread, out=np.zeros_like(products), where=spread > 0)
    return ChannelFigures(energy, variance, np.clip(correlation, -1, 1))
