"""The shape of a kernel in a few figures: how strong, how wide, how long, which way it points."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

FWHM = 2.0 * np.sqrt(2.0 * np.log(2.0))
"""Full width at half maximum of a Gaussian, in standard deviations."""

_VALUES_AT_ONCE = 1 << 18  # taps measured at once: 2 MB in float64 stay in the cache

_POINT = 1e-9  # px²: less spread than this is rounding around one tap


@dataclass(frozen=True)
class KernelShape:
    """Figures of kernels w; each is an array (…) of float64, one value per kernel.

    Centroid and second moments are weighted by the taps' magnitude |w|, so that negative taps count
    as far as they reach. λ1 ≥ λ2 are the eigenvalues of the second central moment, in px². Where
    all taps are zero, what is weighted by |w| is NaN.

    Where pixels are not square, the form is that on the patient, as the screen draws it: λ1 and
    λ2, and what follows from them, are of places in mm, and "px" is then the side of a square with
    a pixel's area, √(down · across) mm.

    Attributes
    ----------
    sum
        Σ w: how strongly a flat patch is passed on.
    negative_mass
        Σ |w⁻|: the sum of the negative taps' magnitudes.
    entropy
        Of |w| / Σ|w|, in bits: 0 where one tap takes all, log2 K² where all are equal.
    width
        Full width at half maximum, in px, of the Gaussian with this kernel's spread:
        2 √(2 ln 2) · √((λ1 + λ2) / 2).
    anisotropy
        1 − √(λ2 / λ1): 0 where round, 1 where a line.
    orientation
        Of the major axis, in degrees in [0, 180): 0 along the rows (horizontal), counter-clockwise
        as seen on the screen. Says nothing where the anisotropy is 0.
    centroid
        (…, 2): shift of the centroid from the central tap, (down, right) in rows and columns.
    shift
        Length of the centroid's shift, in px.
    identity_distance
        ‖w − δ‖₂, with δ one at the central tap: 0 where the pixel is left as it is.
    std
        Standard deviation of the K² taps.
    """

    sum: Array
    negative_mass: Array
    entropy: Array
    width: Array
    anisotropy: Array
    orientation: Array
    centroid: Array
    shift: Array
    identity_distance: Array
    std: Array


def shape_of(taps: ArrayLike, aspect: float = 1.0) -> KernelShape:
    """Measure kernels (…, K, K), K odd; one value of each figure per kernel.

    Of equivalent kernels, `central.main_part` is what to measure. ``aspect`` is the height of a
    pixel over its width, as `Cine.aspect` has it.

    Raises
    ------
    ValueError
        If the kernels are not square with an odd side: they have no central tap.
    """
    values = np.asarray(taps)
    size = values.shape[-1] if values.ndim else 0
    if values.ndim < 2 or values.shape[-2] != size or size % 2 == 0:
        raise ValueError(f"kernels of shape (…, K, K) with K odd are needed, not {values.shape}")
    flat = values.reshape(-1, size * size)
    step = max(1, _VALUES_AT_ONCE // (size * size))
    parts = [_shape(flat[i : i + step], size, aspect) for i in range(0, max(len(flat), 1), step)]
    figures = {
        f.name: np.concatenate([getattr(part, f.name) for part in parts])
        for f in fields(KernelShape)
    }
    lead = values.shape[:-2]
    return KernelShape(**{k: v.reshape(lead + v.shape[1:]) for k, v in figures.items()})


def _shape(flat: NDArray[np.generic], size: int, aspect: float) -> KernelShape:
    """The figures of kernels (n, K²)."""
    taps = flat.astype(np.float64)
    magnitude = np.abs(taps)
    mass = magnitude.sum(1)
    centroid, (down, cross, across) = _moments(magnitude, mass, size)
    down, across = down * aspect, across / aspect  # down · across is the same in either
    half, tilt = (down + across) / 2, np.hypot((across - down) / 2, cross)
    major, minor = half + tilt, np.maximum(half - tilt, 0.0)
    # The row axis points down on the screen, hence the minus.
    angle = np.rad2deg(np.arctan2(-2 * cross, across - down) / 2) % 180.0
    with np.errstate(invalid="ignore", divide="ignore"):
        logs = np.log2(magnitude, out=np.zeros_like(magnitude), where=magnitude > 0)
        entropy = np.log2(mass) - (magnitude * logs).sum(1) / mass
        ratio = np.where(major < _POINT, 1.0, minor / major)
    total = taps.sum(1)
    # ‖w − δ‖² = Σ w² − 2 w₀ + 1, but without what cancels near the identity.
    centre = size * size // 2
    rest = np.square(taps).sum(1) - taps[:, centre] ** 2
    return KernelShape(
        sum=total,
        negative_mass=(mass - total) / 2,
        entropy=np.maximum(entropy, 0.0),
        width=FWHM * np.sqrt(half),
        anisotropy=1.0 - np.sqrt(ratio),
        orientation=np.where(angle < 180.0, angle, 0.0),  # a tiny negative one rounds to 180
        centroid=centroid,
        shift=np.hypot(*(centroid * (aspect**0.5, aspect**-0.5)).T),
        identity_distance=np.sqrt(np.maximum(rest, 0.0) + (taps[:, centre] - 1.0) ** 2),
        std=taps.std(1),
    )


def _moments(magnitude: Array, mass: Array, size: int) -> tuple[Array, Array]:
    """Centroid (n, 2) and central moments (3, n): down², down · across, across², in px and px²."""
    offsets = np.arange(size) - size // 2
    down, across = (axis.ravel() for axis in np.meshgrid(offsets, offsets, indexing="ij"))
    basis = np.stack([down, across, down**2, down * across, across**2], axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        raw = magnitude @ basis.astype(np.float64) / mass[:, None]
    centroid = raw[:, :2]
    squares = np.stack([raw[:, 0] ** 2, raw[:, 0] * raw[:, 1], raw[:, 1] ** 2])
    central = raw[:, 2:].T - squares
    # Rounding may leave a tiny negative variance where one tap takes all.
    central[[0, 2]] = np.maximum(central[[0, 2]], 0.0)
    return centroid, central
