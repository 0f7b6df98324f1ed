"""What the wavelet bench works out in its thread: bands, energies, histograms and pictures."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine.cine import to_grey
from speckle_viewer.colours import Colours, rgba
from speckle_viewer.gui.explain.wavelets.source import INPUT, OUTPUT, TAKEN, WHITE, Source

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence.wavelet_bench import Band, BandFigures, Pyramid

Array = NDArray[Any]


@dataclass(frozen=True, eq=False)
class Bands:
    """An image and what a method made of it, in sub-bands, in grey levels.

    Attributes
    ----------
    source
        What they are of.
    images, pyramids
        By subject: "input", and with a method "output" and "taken away", their difference.
    rows
        Energies of each band.
    histograms
        By band: edges, and per cent of the coefficients before and after.
    limits
        By level: the magnitude at the ends of the colours of its details; of level 0, that of
        what was taken away from the brightness.
    """

    source: Source
    images: Mapping[str, Array]
    pyramids: "Mapping[str, Pyramid]"
    rows: "tuple[BandFigures, ...]"
    histograms: "Mapping[Band, tuple[Array, Array, Array | None]]"
    limits: Mapping[int, float]


def analyse(source: Source, wavelet: str, levels: int) -> Bands:
    """Take the input, and the result if there is one, apart; figures are of the tissue alone.

    The result is taken as it is shown, in the grey levels of the file.
    """
    from speckle_viewer.evidence.wavelet_bench import colour_limits, decompose, figures, masks

    cine, result = source.cine, source.result
    before = WHITE * to_grey(source.image, cine.value_range)
    tissue = cine.insonified(source.frame) if result is None else result.insonified
    images = {INPUT: before}
    if result is not None:
        after = WHITE * to_grey(result.image, cine.value_range)
        images |= {OUTPUT: after, TAKEN: before - after}
    pyramids = {INPUT: decompose(before, wavelet, levels)}
    if result is not None:
        pyramids[OUTPUT] = decompose(after, wavelet, levels)
        pyramids[TAKEN] = pyramids[INPUT].minus(pyramids[OUTPUT])  # the transform is linear
    depth = pyramids[INPUT].levels
    inside = masks(tissue, depth)
    limits = colour_limits(pyramids[INPUT], inside)
    if TAKEN in pyramids:
        limits[0] = _most(pyramids[TAKEN].bands["LL", depth]) / 2**depth
    rows = figures(pyramids[INPUT], pyramids.get(OUTPUT), tissue)
    return Bands(source, images, pyramids, rows, _histograms(pyramids, limits, inside), limits)


def _histograms(
    pyramids: "Mapping[str, Pyramid]",
    limits: Mapping[int, float],
    inside: "list[NDArray[np.bool_] | None]",
) -> "dict[Band, tuple[Array, Array, Array | None]]":
    from speckle_viewer.evidence.wavelet_bench import histogram

    found = {}
    for band, values in pyramids[INPUT].bands.items():
        name, level = band
        ends = (0.0, WHITE * 2**level) if name == "LL" else (-limits[level], limits[level])
        edges, before = histogram(values, ends, inside[level])
        after = None
        if OUTPUT in pyramids:
            after = histogram(pyramids[OUTPUT].bands[band], ends, inside[level])[1]
        found[band] = (edges, before, after)
    return found


@dataclass(frozen=True, eq=False)
class Mosaic:
    """The bands as colours (H, W, 4), and the first row and column and the shape of each there."""

    pixels: NDArray[np.uint8]
    places: "Mapping[Band, tuple[int, int, int, int]]"


def mosaic_of(bands: Bands, subject: str, theme: str) -> Mosaic:
    """Details from blue to orange between their level's limits; LL in grey, as what it is."""
    pyramid = bands.pyramids[subject]
    values, corners = pyramid.mosaic()
    places = {band: (*corners[band], *part.shape) for band, part in pyramid.bands.items()}
    for (name, level), place in places.items():
        if name != "LL":
            values[_slices(place)] /= bands.limits[level] or 1.0
    lowest, depth = next(iter(places)), pyramid.levels
    brightness = values[_slices(places[lowest])].copy() / 2**depth
    pixels = rgba(values, "diverging", (-1.0, 1.0), theme)
    pixels[_slices(places[lowest])] = rgba(brightness, *brightness_scale(bands, subject), theme)
    return Mosaic(pixels, places)


def _slices(place: tuple[int, int, int, int]) -> tuple[slice, slice]:
    row, column, rows, columns = place
    return slice(row, row + rows), slice(column, column + columns)


def brightness_scale(bands: Bands, subject: str) -> tuple[Colours, tuple[float, float]]:
    """How grey levels are drawn: as such, or around zero what was taken away."""
    if subject != TAKEN:
        return "grey", (0.0, WHITE)
    limit = bands.limits[0] or 1.0
    return "diverging", (-limit, limit)


@dataclass(frozen=True, eq=False)
class Mixture:
    """An image put together again from weighed bands.

    Attributes
    ----------
    source, subject
        What it is of.
    image
        (rows, columns) in grey levels.
    pixels
        Its colours, (rows, columns, 4): around zero where the brightness is left out.
    scale, limits
        Of the colours.
    change
        Root mean square of what the weights changed, in grey levels.
    """

    source: Source
    subject: str
    image: Array
    pixels: NDArray[np.uint8]
    scale: Colours
    limits: tuple[float, float]
    change: float


def mixture_of(bands: Bands, subject: str, gains: "Mapping[Band, float]", theme: str) -> Mixture:
    """The image of a subject with each band times its gain."""
    pyramid, whole = bands.pyramids[subject], bands.images[subject]
    image = pyramid.reconstructed(gains)
    scale, limits = brightness_scale(bands, subject)
    if scale == "diverging" or gains.get(next(iter(pyramid.bands)), 1.0) == 0:
        most = _most(whole if subject == TAKEN else image)
        scale, limits = "diverging", (-most, most)
    change = float(np.sqrt(np.mean(np.square(image - whole, dtype=np.float64))))
    pixels = rgba(image, scale, limits, theme)
    return Mixture(bands.source, subject, image, pixels, scale, limits, change)


def _most(values: Array) -> float:
    """The magnitude that but half a per cent exceeds, of what is not exactly zero."""
    magnitudes = np.abs(values[values != 0])
    return float(np.quantile(magnitudes, 0.995)) if magnitudes.size else 1.0
