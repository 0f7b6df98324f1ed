"""An image taken apart into wavelet sub-bands, weighed band by band, and put together again.

The orthonormal wavelet transform (Mallat 1989) of PyWavelets, with the image continued
periodically: as many coefficients as pixels, and their squares sum to those of the pixels
(Parseval). With the Haar wavelet it is `speckle_viewer.ops.wavelet`, which the networks use. Where
a size is odd its last row or column counts twice.

>>> from speckle_viewer.evidence.wavelet_bench import decompose
>>> pyramid = decompose(image, "haar", levels=3)
>>> without_finest_diagonals = pyramid.reconstructed({("HH", 1): 0.0})
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pywt
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]
Mask = NDArray[np.bool_]

Band = tuple[str, int]
"""Name and level: ("LH", 1) holds the finest horizontal edges; level k halves the size k times."""

DETAILS = ("LH", "HL", "HH")
"""Horizontal edges, vertical edges, diagonal structure; in the order of PyWavelets."""

_MODE = "periodization"


@dataclass(frozen=True, eq=False)
class Pyramid:
    """The sub-bands of an image.

    Attributes
    ----------
    bands
        Coefficients (h, w) of each band in the image's unit: the coarsest first, which is LL,
        then from the coarsest level to the finest LH, HL and HH.
    shape
        (rows, columns) of the image.
    """

    bands: Mapping[Band, Array]
    shape: tuple[int, int]
    wavelet: str

    @property
    def levels(self) -> int:
        """How often the image was halved."""
        return next(iter(self.bands))[1]

    def minus(self, other: "Pyramid") -> "Pyramid":
        """The sub-bands of this image minus another one, in the same wavelet and levels."""
        bands = {band: values - other.bands[band] for band, values in self.bands.items()}
        return Pyramid(bands, self.shape, self.wavelet)

    def reconstructed(self, gains: Mapping[Band, float] | None = None) -> Array:
        """The image (rows, columns) with each band times its gain; those not named stay."""
        gains = gains or {}
        weighed = {b: v * gains[b] if b in gains else v for b, v in self.bands.items()}
        image: Array = pywt.waverec2(_nested(weighed), self.wavelet, _MODE)
        rows, columns = self.shape
        return image[:rows, :columns]

    def mosaic(self) -> tuple[Array, dict[Band, tuple[int, int]]]:
        """All bands in one array, frequencies growing downwards and to the right.

        Also the first row and column of each band there. Where sizes are odd there are zeros
        between bands.
        """
        array, (lowest, *finer) = pywt.coeffs_to_array(_nested(self.bands))
        places = {next(iter(self.bands)): lowest}
        for level, of_level in zip(range(self.levels, 0, -1), finer, strict=True):
            names = zip(DETAILS, ("da", "ad", "dd"), strict=True)
            places |= {(name, level): of_level[key] for name, key in names}
        return array, {
            b: (down.start or 0, across.start or 0) for b, (down, across) in places.items()
        }


def _nested(bands: Mapping[Band, Array]) -> list[Any]:
    """As PyWavelets has them: [LL, (LH, HL, HH), …, (LH, HL, HH)]."""
    lowest, *details = bands.values()
    return [lowest, *(tuple(details[i : i + 3]) for i in range(0, len(details), 3))]


def decompose(image: Array, wavelet: str = "haar", levels: int = 3) -> Pyramid:
    """The sub-bands of an image (rows, columns), in its unit and its type.

    There are fewer ``levels`` where the image is too small for so many.

    Raises
    ------
    ValueError
        If the image is not two-dimensional or empty, or the wavelet is no orthogonal one.
    """
    if image.ndim != 2 or not image.size:
        raise ValueError(f"sub-bands are made of an image (rows, columns), not of {image.shape}")
    if wavelet not in pywt.wavelist(kind="discrete") or not pywt.Wavelet(wavelet).orthogonal:
        raise ValueError(f"{wavelet!r} is no orthogonal wavelet: choose one such as haar or sym4")
    levels = max(0, min(levels, most_levels((image.shape[0], image.shape[1]), wavelet)))
    lowest, *finer = pywt.wavedec2(image, wavelet, _MODE, levels)
    bands: dict[Band, Array] = {("LL", levels): lowest}
    for level, details in zip(range(levels, 0, -1), finer, strict=True):
        bands |= {(name, level): part for name, part in zip(DETAILS, details, strict=True)}
    return Pyramid(bands, (image.shape[0], image.shape[1]), wavelet)


def most_levels(shape: tuple[int, int], wavelet: str) -> int:
    """How often an image can be halved before the wavelet is longer than what is left."""
    return int(pywt.dwt_max_level(min(shape), wavelet))


def coefficient_at(row: int, column: int, level: int) -> tuple[int, int]:
    """Which coefficient (row, column) of each band of a level a pixel belongs to."""
    return row >> level, column >> level


def pixel_of(row: int, column: int, level: int, shape: tuple[int, int]) -> tuple[int, int]:
    """The pixel in the middle of those that belong to a coefficient of a level."""
    half = (1 << level) >> 1
    return min((row << level) + half, shape[0] - 1), min((column << level) + half, shape[1] - 1)


@dataclass(frozen=True)
class BandFigures:
    """Energies of one band, as mean square per pixel of the image: bands add up to the image's.

    Attributes
    ----------
    before, after
        Of two images, such as input and output.
    taken
        Of what is in the first and not in the second, their difference; both None without a
        second one.
    """

    band: Band
    before: float
    after: float | None = None
    taken: float | None = None

    @property
    def share(self) -> float | None:
        """``taken`` as a part of ``before``; None where there was nothing."""
        return None if self.taken is None or not self.before > 0 else self.taken / self.before


def figures(
    before: Pyramid, after: Pyramid | None = None, tissue: Mask | None = None
) -> tuple[BandFigures, ...]:
    """The energies of every band, coarsest first; NaN where no coefficient counts.

    Of the pixels in ``tissue`` (rows, columns) if it is given: of those coefficients that belong
    to nothing else.
    """
    inside = masks(tissue, before.levels)
    rows = []
    for band, values in before.bands.items():
        mask = inside[band[1]]
        if after is None:
            rows.append(BandFigures(band, _energy(values, band, mask)))
            continue
        others = after.bands[band]
        energies = (_energy(v, band, mask) for v in (values, others, values - others))
        rows.append(BandFigures(band, *energies))
    return tuple(rows)


def _energy(values: Array, band: Band, mask: Mask | None) -> float:
    chosen = values if mask is None else values[mask]
    if not chosen.size:
        return float("nan")
    return float(np.square(chosen, dtype=np.float64).mean() / 4 ** band[1])


def masks(tissue: Mask | None, levels: int) -> list[Mask | None]:
    """By level from 0: which coefficients belong to tissue alone; None where all count."""
    found = [tissue]
    for _ in range(levels):
        finer = found[-1]
        if finer is None:
            found.append(None)
            continue
        even = np.pad(finer, [(0, n % 2) for n in finer.shape], mode="edge")
        found.append(even[::2, ::2] & even[1::2, ::2] & even[::2, 1::2] & even[1::2, 1::2])
    return found


def colour_limits(pyramid: Pyramid, inside: list[Mask | None] | None = None) -> dict[int, float]:
    """By level: the magnitude that but one per cent of its detail coefficients exceed."""
    limits = {}
    for level in range(pyramid.levels, 0, -1):
        mask = None if inside is None else inside[level]
        parts = [pyramid.bands[name, level] for name in DETAILS]
        chosen = np.concatenate([np.ravel(p if mask is None else p[mask]) for p in parts])
        limits[level] = float(np.quantile(np.abs(chosen), 0.99)) if chosen.size else 0.0
    return limits


def histogram(
    values: Array, limits: tuple[float, float], mask: Mask | None = None, bins: int = 60
) -> tuple[Array, Array]:
    """Edges (bins + 1,), and per cent of the coefficients in each bin; the outer bins are open."""
    chosen = np.clip(values if mask is None else values[mask], *limits)
    counts, edges = np.histogram(chosen, bins, limits if limits[1] > limits[0] else None)
    return edges, 100.0 * counts / max(chosen.size, 1)
