"""What the channel browser works out in its thread: channels, figures and small pictures."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine.cine import to_grey
from speckle_viewer.colours import rgba
from speckle_viewer.gui.explain.wavelets_jobs import WHITE
from speckle_viewer.gui.explain.wavelets_source import Source
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
    """

    level: int
    before: Side
    after: Side
    unit: str
    origin: tuple[int, int]

    def side(self, name: str) -> Side:
        """The channels "before" or "after" the deeper levels."""
        return self.before if name == "before" else self.after


def analyse_channels(source: Source, level: int, theme: str) -> Channels:
    """The channels of one level, from 1, of the network's answer in a source."""
    from speckle_viewer.evidence.wavelet_channels import input_bands

    bands = source.subbands[level - 1]
    image = to_grey(source.image, source.cine.value_range)
    rows, columns = bands.before.shape[-2:]
    of_input = input_bands(image, level, bands.origin, (rows, columns))
    # A network that works on the image's own bands has four, and gives four back.
    of_image = level == 1 and bands.after.shape[1] == len(of_input)
    scale = WHITE if of_image else 1.0
    before, after = (
        _side((scale * tensor[0].float()).numpy(), of_input, theme)
        for tensor in (bands.before, bands.after)
    )
    return Channels(level, before, after, "grey levels" if of_image else "", bands.origin)


def _side(planes: NDArray[np.float32], of_input: Array, theme: str) -> Side:
    from speckle_viewer.evidence.wavelet_channels import channel_figures

    step = max(1, -(-max(planes.shape[1:]) // THUMBNAIL))
    rows, columns = (max(n // step, 1) for n in planes.shape[1:])
    whole = planes[:, : rows * step, : columns * step]
    small = whole.reshape(len(planes), rows, -1, columns, whole.shape[2] // columns).mean((2, 4))
    limits = np.quantile(np.abs(small.reshape(len(planes), -1)), 0.99, axis=1)
    share = small / np.where(limits > 0, limits, 1)[:, None, None]
    thumbnails = rgba(share, "diverging", (-1.0, 1.0), theme)
    return Side(planes, channel_figures(planes, of_input), thumbnails, limits)


@dataclass(frozen=True, eq=False)
class ChannelView:
    """One channel, large, on each side that has it.

    Attributes
    ----------
    pixels
        (h, w, 4) by side: colours between that side's limits.
    limits
        The magnitude that but half a per cent exceeds, by side.
    edges, heights
        Histograms over one axis, by side.
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
    limits = {name: _limit(plane) for name, plane in planes.items()}
    pixels = {
        name: rgba(plane, "diverging", (-limits[name], limits[name]), theme)
        for name, plane in planes.items()
    }
    most = max(limits.values())
    counted = {name: histogram(plane, (-most, most)) for name, plane in planes.items()}
    edges = next(iter(counted.values()))[0]
    heights = {name: of_side[1] for name, of_side in counted.items()}
    return ChannelView(number, pixels, limits, edges, heights)


def _limit(plane: Array) -> float:
    return float(np.quantile(np.abs(plane), 0.995)) or 1.0
