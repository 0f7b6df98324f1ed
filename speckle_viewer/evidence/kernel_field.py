"""The kernels that a network predicted for every pixel, and what they do at one of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from speckle_viewer.ops import apply_strided

Indices = NDArray[np.integer]
"""Rows or columns of pixels, (n,)."""


@dataclass(frozen=True, eq=False)
class PixelKernel:
    """The kernels behind one pixel: ``output = Σ taps · patches + bias``.

    Attributes
    ----------
    row, column
        The pixel, in the image's coordinates.
    taps
        One array per kernel size, (N, K, K) float32: the weight of each pixel of each of the N
        frames of the burst. Averaging over frames and sizes is already in them.
    patches
        The intensities in [0, 1] that the taps weigh, same shapes; outside the image its
        edge is repeated.
    bias
        What is added at this pixel.
    output
        The network's own output at this pixel in [0, 1], before clipping.
    """

    row: int
    column: int
    taps: tuple[NDArray[np.float32], ...]
    patches: tuple[NDArray[np.float32], ...]
    bias: float
    output: float

    @property
    def products(self) -> tuple[NDArray[np.float32], ...]:
        """Weight × intensity of each tap, shaped as ``taps``."""
        return tuple(t * p for t, p in zip(self.taps, self.patches, strict=True))

    @property
    def sum(self) -> float:
        """Sum of all taps: how strongly a flat patch is passed on."""
        return float(sum(t.sum(dtype=np.float64) for t in self.taps))

    @property
    def weighted(self) -> float:
        """Σ taps · patches + bias, computed here in float64; agrees with ``output``."""
        return float(sum(p.sum(dtype=np.float64) for p in self.products)) + self.bias


@dataclass(frozen=True, eq=False)
class KernelField:
    """Per-pixel kernels of one or more sizes over the frames of a burst, and a bias map.

    Attributes
    ----------
    taps
        One tensor per kernel size K: (N, K², h, w), row-major taps, or (N, 2K, h, w) where
        ``separable`` (K vertical, then K horizontal factors). (h, w) is the frame's size divided
        by ``stride``: kernels predicted at half resolution are kept so, and interpolated
        bilinearly where they are used.
    frames
        (N, H, W) in [0, 1]: the burst that is weighed.
    output
        (H, W): what the network made of it, before clipping.
    bias
        (H, W), or None.
    origin
        (row, column) in the whole image of this field's first pixel; a field may cover a part.
    """

    taps: tuple[Tensor, ...]
    frames: Tensor
    output: Tensor
    bias: Tensor | None = None
    stride: int = 1
    separable: bool = False
    origin: tuple[int, int] = (0, 0)

    @property
    def sizes(self) -> tuple[int, ...]:
        """The kernel sizes K, in pixels."""
        if self.separable:
            return tuple(t.shape[1] // 2 for t in self.taps)
        return tuple(round(t.shape[1] ** 0.5) for t in self.taps)

    @property
    def nbytes(self) -> int:
        """Memory held by the field."""
        tensors = [*self.taps, self.frames, self.output]
        tensors += [] if self.bias is None else [self.bias]
        return sum(t.element_size() * t.nelement() for t in tensors)

    def covers(self, row: int, column: int) -> bool:
        """Whether the field has kernels for this pixel of the whole image."""
        r, c = row - self.origin[0], column - self.origin[1]
        return 0 <= r < self.frames.shape[-2] and 0 <= c < self.frames.shape[-1]

    def at(self, row: int, column: int) -> PixelKernel:
        """The kernels behind one pixel of the whole image.

        Raises
        ------
        IndexError
            If the field has no kernels there.
        """
        if not self.covers(row, column):
            raise IndexError(f"no kernel was predicted for row {row}, column {column}")
        taps = self.taps_at(np.array([row]), np.array([column]))
        patches = self.patches_at(np.array([row]), np.array([column]))
        r, c = row - self.origin[0], column - self.origin[1]
        return PixelKernel(
            row=row,
            column=column,
            taps=tuple(t[0] for t in taps),
            patches=tuple(p[0] for p in patches),
            bias=0.0 if self.bias is None else float(self.bias[r, c]),
            output=float(self.output[r, c]),
        )

    def taps_at(self, rows: Indices, columns: Indices) -> tuple[NDArray[np.float32], ...]:
        """The taps behind n pixels of the whole image, per size (n, N, K, K).

        ``rows`` and ``columns`` (n,) must be pixels that the field covers.
        """
        rows, columns = rows - self.origin[0], columns - self.origin[1]
        found = []
        for taps, size in zip(self.taps, self.sizes, strict=True):
            planes = _interpolated(taps, self.stride, rows, columns)
            if self.separable:
                found.append(planes[:, :, :size, None] * planes[:, :, None, size:])
            else:
                found.append(planes.reshape(*planes.shape[:2], size, size))
        return tuple(found)

    def patches_at(self, rows: Indices, columns: Indices) -> tuple[NDArray[np.float32], ...]:
        """The intensities in [0, 1] that the taps of `taps_at` weigh, same shapes."""
        rows, columns = rows - self.origin[0], columns - self.origin[1]
        return tuple(patches_at(self.frames, size, rows, columns) for size in self.sizes)

    def apply(self, check: Callable[[], None] | None = None) -> Tensor:
        """Weigh the frames by the kernels: (H, W), float32. Equals ``output``."""
        return apply_kernels(
            self.frames,
            self.taps,
            self.sizes,
            bias=self.bias,
            stride=self.stride,
            separable=self.separable,
            check=check,
        )


Rule = Callable[[Tensor, int, int], Tensor]
"""From an image (H, W), a row and a column to the taps (K, K), float32, behind that pixel."""


@dataclass(frozen=True, eq=False)
class RuledKernels(KernelField):
    """Kernels over one frame that follow from it by a rule, and are worked out where asked for.

    For filters whose hundreds of weights per pixel would fill the memory. ``taps`` is empty.
    ``rule`` looks at what the filter looked at: it holds settings, and nothing of one image.
    """

    rule: Rule = field(kw_only=True)

    @property
    def sizes(self) -> tuple[int, ...]:
        """The kernel size K, in pixels."""
        return (self.rule(self.frames[0], 0, 0).shape[-1],)

    def taps_at(self, rows: Indices, columns: Indices) -> tuple[NDArray[np.float32], ...]:
        """As `KernelField.taps_at`, one pixel after the other."""
        rows, columns = rows - self.origin[0], columns - self.origin[1]
        places = zip(rows.tolist(), columns.tolist(), strict=True)
        taps = [self.rule(self.frames[0], row, column)[None].numpy() for row, column in places]
        return (np.stack(taps),)

    def apply(self, check: Callable[[], None] | None = None) -> Tensor:
        """Weigh the frame by the kernels, pixel by pixel: slow. Equals ``output``."""
        applied = torch.empty_like(self.output)
        for row, column in np.ndindex(*applied.shape):
            if check is not None:
                check()
            applied[row, column] = self.at(row + self.origin[0], column + self.origin[1]).weighted
        return applied


def apply_kernels(
    frames: Tensor,
    taps: Sequence[Tensor],
    sizes: Sequence[int],
    *,
    bias: Tensor | None = None,
    stride: int = 1,
    separable: bool = False,
    check: Callable[[], None] | None = None,
) -> Tensor:
    """The image that kernels make of a burst; arguments as `KernelField`'s attributes.

    ``check`` is called every few taps, and may raise to stop.
    """
    total = torch.zeros_like(frames[0], dtype=torch.float32) if bias is None else bias.float()
    for planes, size in zip(taps, sizes, strict=True):
        filtered = apply_strided(
            frames, planes, size=size, stride=stride, separable=separable, check=check
        )
        total = total + filtered.sum(0)
    return total


def combined(taps: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
    """Kernels of several sizes (…, K, K) as one of the largest: smaller ones are added around 0."""
    largest = max(t.shape[-1] for t in taps)
    total = np.zeros((*taps[0].shape[:-2], largest, largest), np.float32)
    for kernel in taps:
        margin = (largest - kernel.shape[-1]) // 2
        inside = slice(margin, largest - margin)
        total[..., inside, inside] += kernel
    return total


def _interpolated(
    taps: Tensor, stride: int, rows: Indices, columns: Indices
) -> NDArray[np.float32]:
    """The taps (n, N, T) at pixels of the frame, bilinear as `upsample_kernels` has them."""
    top, bottom, down = _neighbours(rows, stride, taps.shape[-2])
    left, right, across = _neighbours(columns, stride, taps.shape[-1])
    values = torch.zeros(len(rows), *taps.shape[:2])
    for row, vertical in ((top, 1 - down), (bottom, down)):
        for column, horizontal in ((left, 1 - across), (right, across)):
            weights = vertical * horizontal
            if weights.any():  # else, as where the stride is 1, nothing is to be gathered
                corner = taps[:, :, row, column].float().cpu().movedim(-1, 0)
                values += corner * weights[:, None, None]
    return values.numpy()


def _neighbours(pixels: Indices, stride: int, positions: int) -> tuple[Tensor, Tensor, Tensor]:
    """The two kernel positions around each pixel, and the weight of the second."""
    centre = ((torch.from_numpy(np.asarray(pixels)) + 0.5) / stride - 0.5).clamp(min=0.0)
    first = centre.long().clamp(max=positions - 1)
    return first, (first + 1).clamp(max=positions - 1), (centre - first).float()


def patches_at(frames: Tensor, size: int, rows: Indices, columns: Indices) -> NDArray[np.float32]:
    """The pixels (n, …, K, K) of frames (…, H, W) around n of them.

    Outside the frame its edge is repeated.
    """
    around = torch.arange(size) - size // 2
    r = torch.from_numpy(np.asarray(rows))[:, None, None] + around[:, None]
    c = torch.from_numpy(np.asarray(columns))[:, None, None] + around
    r, c = r.clamp(0, frames.shape[-2] - 1), c.clamp(0, frames.shape[-1] - 1)
    found: NDArray[np.float32] = frames[..., r, c].float().cpu().movedim(-3, 0).numpy()
    return found


def patch_at(frames: Tensor, size: int, row: int, column: int) -> Tensor:
    """The pixels (…, K, K) of frames (…, H, W) around one, as `patches_at` has them."""
    return torch.from_numpy(patches_at(frames, size, np.array([row]), np.array([column]))[0])
