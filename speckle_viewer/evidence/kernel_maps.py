"""Figures of the kernels behind a frame as maps: where kernels are wide, long, negative …

>>> maps = kernel_maps(prediction.kernels)
>>> maps["width"].values  # px, one value per kernel
>>> maps["width"].at(row=120, column=200)
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.central import main_part
from speckle_viewer.evidence.kernel_field import (
    Indices,
    KernelField,
    PixelKernel,
    RuledKernels,
    combined,
)
from speckle_viewer.evidence.shape import shape_of
from speckle_viewer.quantities import QUANTITIES, Quantity

Values = NDArray[np.float32]
Mask = NDArray[np.bool_]
FiguresAt = Callable[[Indices, Indices], dict[str, Values]]
"""From rows and columns (n,) to every figure of the kernels there, by name, (n,) each."""

_OF_MAIN_PART = ("width", "anisotropy", "orientation", "shift")
"""Figures that a faint rest far away would decide."""

MOST_KERNELS = 1 << 16
"""Kernels of a map unless asked otherwise: more than the pixels of a pane show."""

RULED_SPACING = 8
"""Pixels between the kernels of a filter that works each one out, in up to a millisecond each."""

_TAPS_AT_ONCE = 1 << 20  # 4 MB in float32


@dataclass(frozen=True, eq=False)
class KernelMap:
    """One figure of the kernels over a frame.

    Attributes
    ----------
    name
        One of `speckle_viewer.quantities.QUANTITIES`.
    values
        (h, w); NaN where there is no kernel. The dominant frame is its place in the burst.
    spacing
        Rows and columns of the frame that one value stands for.
    origin
        (row, column) in the whole image of the first pixel of the first value.
    anisotropy
        (h, w) for the orientation, which says little where kernels are round; else None.
    """

    name: str
    values: Values
    spacing: int
    origin: tuple[int, int]
    anisotropy: Values | None = None

    @property
    def quantity(self) -> Quantity:
        """What it shows, and in which unit."""
        return QUANTITIES[self.name]

    @property
    def limits(self) -> tuple[float, float]:
        """What the colours best run between."""
        return self.quantity.limits_of(self.values)

    def at(self, row: int, column: int) -> float | None:
        """The value that stands for a pixel of the whole image; None where there is none."""
        i, j = (row - self.origin[0]) // self.spacing, (column - self.origin[1]) // self.spacing
        rows, columns = self.values.shape
        if not (0 <= i < rows and 0 <= j < columns) or np.isnan(self.values[i, j]):
            return None
        return float(self.values[i, j])

    def pixels(self, low: float, high: float, shape: tuple[int, int]) -> Mask:
        """The pixels of an image of this shape with a value from ``low`` on and below ``high``."""
        hit = (self.values >= low) & (self.values < high)
        step, (top, left) = self.spacing, self.origin
        mask = np.zeros(shape, bool)
        part = mask[top : top + step * len(hit), left : left + step * hit.shape[1]]
        part[:] = hit.repeat(step, 0).repeat(step, 1)[: part.shape[0], : part.shape[1]]
        return mask

    def within(self, mask: Mask) -> Values:
        """The values (n,) whose middle pixel lies in a mask over the whole image."""
        rows, columns = (
            np.minimum(first + self.spacing * np.arange(count) + self.spacing // 2, whole - 1)
            for first, count, whole in zip(self.origin, self.values.shape, mask.shape, strict=True)
        )
        inside: Values = self.values[mask[np.ix_(rows, columns)]]
        return inside


class KernelMaps(Mapping[str, KernelMap]):
    """All maps of the kernels of one frame, by name; computed together.

    The dominant frame is there for bursts only.
    """

    def __init__(
        self, figures: Mapping[str, Values], spacing: int, origin: tuple[int, int]
    ) -> None:
        self._figures, self.spacing, self.origin = dict(figures), spacing, origin

    def __getitem__(self, name: str) -> KernelMap:
        anisotropy = self._figures["anisotropy"] if name == "orientation" else None
        return KernelMap(name, self._figures[name], self.spacing, self.origin, anisotropy)

    def __iter__(self) -> Iterator[str]:
        return iter(self._figures)

    def __len__(self) -> int:
        return len(self._figures)


def kernel_map(
    field: KernelField, name: str, *, spacing: int | None = None, aspect: float = 1.0
) -> KernelMap:
    """One of `kernel_maps`, by its name in `speckle_viewer.quantities.QUANTITIES`: "width", say.

    Raises
    ------
    KeyError
        If there is no such map, or none of this field.
    """
    return kernel_maps(field, spacing=spacing, aspect=aspect)[name]


def kernel_maps(
    field: KernelField,
    *,
    spacing: int | None = None,
    most: int = MOST_KERNELS,
    tissue: NDArray[np.bool_] | None = None,
    aspect: float = 1.0,
    check: Callable[[], None] = lambda: None,
    progress: Callable[[float], None] = lambda done: None,
) -> KernelMaps:
    """Measure the kernels of a frame.

    Kernels are taken as they were predicted, not interpolated. Those of several sizes, and of the
    frames of a burst, are added up first: that is what they do to tissue at rest.

    Parameters
    ----------
    spacing
        Pixels between the kernels looked at, rounded up to what they were predicted at; by default
        as close as leaves at most ``most`` of them, or `RULED_SPACING`.
    tissue
        (rows, columns) of the whole image: kernels elsewhere are left out.
    aspect
        The height of a pixel over its width, as `Cine.aspect` has it: see `shape.shape_of`.
    check, progress
        Called again and again: the first may raise to stop, the second gets the part done.
    """
    rows, columns = field.frames.shape[-2:]
    if spacing is None:
        ruled = isinstance(field, RuledKernels)
        spacing = RULED_SPACING if ruled else _closest((rows, columns), field.stride, most)
    step = max(1, -(-spacing // field.stride))
    top, left = field.origin
    as_predicted = replace(field, stride=1, origin=(0, 0)) if field.taps else None

    def kernels_at(rows: Indices, columns: Indices) -> Values:
        if as_predicted is None:  # each is worked out where it is asked for
            return combined(field.taps_at(rows + top, columns + left))
        return combined(as_predicted.taps_at(rows // field.stride, columns // field.stride))

    inside = None if tissue is None else tissue[top : top + rows, left : left + columns]
    figures = _on_grid(
        lambda rows, columns: figures_of(kernels_at(rows, columns), aspect),
        (rows, columns),
        step * field.stride,
        inside,
        _portion(field),
        check,
        progress,
    )
    return KernelMaps(figures, step * field.stride, field.origin)


def equivalent_maps(
    kernel_at: Callable[[int, int], PixelKernel],
    shape: tuple[int, int],
    *,
    spacing: int,
    tissue: NDArray[np.bool_] | None = None,
    aspect: float = 1.0,
    check: Callable[[], None] = lambda: None,
    progress: Callable[[float], None] = lambda done: None,
    enough: Callable[[], bool] = lambda: False,
    grown: Callable[[KernelMaps], None] = lambda maps: None,
) -> KernelMaps:
    """As `kernel_maps`, of kernels that are worked out one by one at the pixels of a grid.

    Width, anisotropy, orientation and shift are those of `central.main_part`.

    Parameters
    ----------
    kernel_at
        From row and column to the kernel there, such as a row of the method's Jacobian.
    shape
        (rows, columns) of the whole image.
    enough
        Whether those that are done shall do: the others have no values.
    grown
        Called after each kernel with the maps so far.
    """

    def figures_at(rows: Indices, columns: Indices) -> dict[str, Values]:
        kernel = combined(kernel_at(int(rows[0]), int(columns[0])).taps)
        main = figures_of(main_part(kernel.sum(0))[None, None], aspect)
        return figures_of(kernel[None], aspect) | {name: main[name] for name in _OF_MAIN_PART}

    def grow(figures: dict[str, Values]) -> None:
        grown(KernelMaps({name: f.copy() for name, f in figures.items()}, spacing, (0, 0)))

    figures = _on_grid(figures_at, shape, spacing, tissue, 1, check, progress, enough, grow)
    return KernelMaps(figures, spacing, (0, 0))


def figures_of(kernels: Values, aspect: float = 1.0) -> dict[str, Values]:
    """Every figure of kernels (n, N, K, K), by name, (n,) each; bursts are added up."""
    shape = shape_of(kernels.sum(1), aspect)
    names = [name for name in QUANTITIES if name != "dominant_frame"]
    figures = {name: getattr(shape, name).astype(np.float32) for name in names}
    if kernels.shape[1] > 1:
        mass = np.abs(kernels).sum((-2, -1))
        figures["dominant_frame"] = mass.argmax(1).astype(np.float32)
    return figures


def _closest(shape: tuple[int, int], stride: int, most: int) -> int:
    """The smallest multiple of the stride that leaves at most so many kernels."""
    spacing = stride
    while -(-shape[0] // spacing) * -(-shape[1] // spacing) > most:
        spacing += stride
    return spacing


def _portion(field: KernelField) -> int:
    """How many kernels of a field to take at a time."""
    if isinstance(field, RuledKernels):
        return 16
    return max(1, _TAPS_AT_ONCE // (len(field.frames) * sum(k * k for k in field.sizes)))


def _on_grid(
    figures_at: FiguresAt,
    shape: tuple[int, int],
    spacing: int,
    tissue: NDArray[np.bool_] | None,
    portion: int,
    check: Callable[[], None],
    progress: Callable[[float], None],
    enough: Callable[[], bool] = lambda: False,
    grown: Callable[[dict[str, Values]], None] = lambda figures: None,
) -> dict[str, Values]:
    """Every figure at the middle of each cell of ``spacing`` pixels, (h, w)."""
    rows, columns = (
        np.minimum(np.arange(0, length, spacing) + spacing // 2, length - 1) for length in shape
    )
    row, column = (axis.ravel() for axis in np.meshgrid(rows, columns, indexing="ij"))
    wanted = np.arange(row.size) if tissue is None else np.flatnonzero(tissue[row, column])
    figures: dict[str, Values] = {}

    def as_maps() -> dict[str, Values]:
        return {name: values.reshape(len(rows), len(columns)) for name, values in figures.items()}

    for first in range(0, len(wanted), portion):
        check()
        if enough():
            break
        places = wanted[first : first + portion]
        for name, values in figures_at(row[places], column[places]).items():
            empty = figures.setdefault(name, np.full(row.size, np.nan, np.float32))
            empty[places] = values
        progress(min(1.0, (first + portion) / len(wanted)))
        grown(as_maps())
    if not figures:
        names = (name for name in QUANTITIES if name != "dominant_frame")
        figures = {name: np.full(row.size, np.nan, np.float32) for name in names}
    return as_maps()
