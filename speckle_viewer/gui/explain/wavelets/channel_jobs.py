"""What the channel browser works out in its thread: channels, figures and small pictures."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine.cine import to_grey
from speckle_viewer.colours import rgba
from speckle_viewer.gui.explain.wavelets.source import WHITE, Source
from speckle_viewer.viewer.bench import SIDES

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence.wavelet_channels import ChannelFigures

Array = NDArray[Any]

THUMBNAIL = 56
"""Pixels at most of a small picture, on its longer side."""


@dataclass(frozen=True, eq=False)
class Side:
    """The channels of a level, on the way down or back.

    Attributes
    ----------
    planes
        (n, h, w) float32.
    thumbnails
        (n, h', w', 4): colours between each channel's own limits.
    limits
        (n,): the magnitude at the ends of its colours.
    """

    planes: NDArray[np.float32]
    figures: "ChannelFigures"
    thumbnails: NDArray[np.uint8]
    limits: Array


@dataclass(frozen=True, eq=False)
class Channels:
    """One level of a network's wavelet domain.

    Attributes
    ----------
    unit
        "grey levels" where the channels are sub-bands of an image; empty for activations.
    origin
        The pixel of the frame at which they begin.
    inside
        (h', w'): the positions that figures and colours are of, those of tissue alone.
    """

    level: int
    before: Side
    after: Side
    unit: str
    origin: tuple[int, int]
    inside: NDArray[np.bool_]

    def side(self, name: str) -> Side:
        """The channels "before" or "after" the deeper levels."""
        return self.before if name == "before" else self.after

    def tissue_of(self, plane: Array) -> Array:
        """The values of a channel (h, w) that count, flat."""
        rows, columns = self.inside.shape
        return plane[:rows, :columns][self.inside] if self.inside.any() else plane.ravel()


def analyse_channels(source: Source, level: int, theme: str) -> Channels:
    """The channels of one level, from 1, of the network's answer in a source."""
    from speckle_viewer.evidence.wavelet_channels import input_bands, tissue_positions

    bands = source.subbands[level - 1]
    assert source.result is not None
    image = to_grey(source.image, source.cine.value_range)
    rows, columns = bands.before.shape[-2:]
    of_input = input_bands(image, level, bands.origin, (rows, columns))
    # Beside the tissue, where the image is black, activations may be larger than anywhere in it.
    inside = tissue_positions(source.result.insonified, level, bands.origin, (rows, columns))
    # A network that works on the image's own bands has four, and gives four back.
    of_image = level == 1 and bands.after.shape[1] == len(of_input)
    scale = WHITE if of_image else 1.0
    before, after = (
        _side((scale * tensor[0].float()).numpy(), of_input, inside, theme)
        for tensor in (bands.before, bands.after)
    )
    unit = "grey levels" if of_image else ""
    return Channels(level, before, after, unit, bands.origin, inside)


def _side(
    planes: NDArray[np.float32], of_input: Array, inside: NDArray[np.bool_], theme: str
) -> Side:
    from speckle_viewer.evidence.wavelet_channels import channel_figures

    step = max(1, -(-max(planes.shape[1:]) // THUMBNAIL))
    small = _smaller(planes, step)
    lit = _smaller(_grown(inside, planes.shape[1:])[None], step)[0] > 0
    limits = np.quantile(np.abs(small[:, lit if lit.any() else ~lit]), 0.99, axis=1)
    share = small / np.where(limits > 0, limits, 1)[:, None, None]
    thumbnails = rgba(share, "diverging", (-1.0, 1.0), theme)
    return Side(planes, channel_figures(planes, of_input, inside), thumbnails, limits)


def _smaller(planes: NDArray[Any], step: int) -> Array:
    """Planes (n, h, w) with the mean of each ``step`` × ``step`` positions as one."""
    rows, columns = (max(n // step, 1) for n in planes.shape[1:])
    whole = planes[:, : rows * step, : columns * step]
    blocks = whole.reshape(len(planes), rows, -1, columns, whole.shape[2] // columns)
    return np.asarray(blocks.mean((2, 4)))


def _grown(inside: NDArray[np.bool_], shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """A mask in a larger shape, of nothing more."""
    return np.pad(inside, [(0, n - m) for n, m in zip(shape, inside.shape, strict=True)])


@dataclass(frozen=True, eq=False)
class ChannelView:
    """One channel, large, on each side that has it.

    Attributes
    ----------
    pixels
        (h, w, 4) by side: colours between that side's limits.
    limits
        The magnitude that but half a per cent of the tissue's positions exceed, by side.
    edges, heights
        Histograms of the tissue over one axis, by side.
    """

    number: int
    pixels: Mapping[str, NDArray[np.uint8]]
    limits: Mapping[str, float]
    edges: Array
    heights: Mapping[str, Array]


def channel_view(channels: Channels, number: int, theme: str) -> ChannelView:
    """Draw a channel, and count its values."""
    from speckle_viewer.evidence.wavelet_bench import histogram

    sides: dict[str, Array] = {name: channels.side(name).planes for name in SIDES}
    planes = {name: planes[number] for name, planes in sides.items() if number < len(planes)}
    tissue = {name: channels.tissue_of(plane) for name, plane in planes.items()}
    limits = {name: _limit(values) for name, values in tissue.items()}
    pixels = {
        name: rgba(plane, "diverging", (-limits[name], limits[name]), theme)
        for name, plane in planes.items()
    }
    most = max(limits.values())
    counted = {name: histogram(values, (-most, most)) for name, values in tissue.items()}
    edges = next(iter(counted.values()))[0]
    heights = {name: of_side[1] for name, of_side in counted.items()}
    return ChannelView(number, pixels, limits, edges, heights)


def _limit(values: Array) -> float:
    return float(np.quantile(np.abs(values), 0.995)) or 1.0
