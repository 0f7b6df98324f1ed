"""The kernels that a network predicted for every pixel, and what they do at one of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from speckle_viewer.ops import apply_strided


@dataclass(frozen=True)
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


@dataclass(frozen=True)
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
        r, c = row - self.origin[0], column - self.origin[1]
        taps = self._taps_at(r, c)
        return PixelKernel(
            row=row,
            column=column,
            taps=taps,
            patches=tuple(patch_at(self.frames, t.shape[-1], r, c).numpy() for t in taps),
            bias=0.0 if self.bias is None else float(self.bias[r, c]),
            output=float(self.output[r, c]),
        )

    def _taps_at(self, row: int, column: int) -> tuple[NDArray[np.float32], ...]:
        """The taps (N, K, K) of each size at one pixel of the field."""
        found = []
        for taps, size in zip(self.taps, self.sizes, strict=True):
            planes = _interpolated(taps, self.stride, row, column)
            if self.separable:
                found.append(planes[:, :size, None] * planes[:, None, size:])
            else:
                found.append(planes.reshape(len(planes), size, size))
        return tuple(found)

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


@dataclass(frozen=True)
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

    def _taps_at(self, row: int, column: int) -> tuple[NDArray[np.float32], ...]:
        return (self.rule(self.frames[0], row, column)[None].numpy(),)

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


def _interpolated(taps: Tensor, stride: int, row: int, column: int) -> NDArray[np.float32]:
    """The taps (N, T) at one pixel of the frame, bilinear as `upsample_kernels` has them."""
    top, bottom, down = _neighbours(row, stride, taps.shape[-2])
    left, right, across = _neighbours(column, stride, taps.shape[-1])
    rows = torch.tensor([top, bottom], device=taps.device)
    columns = torch.tensor([left, right], device=taps.device)
    corners = taps[:, :, rows][..., columns].float().cpu().numpy()
    weights = np.outer([1 - down, down], [1 - across, across]).astype(np.float32)
    values: NDArray[np.float32] = (corners * weights).sum((-2, -1))
    return values


def _neighbours(pixel: int, stride: int, positions: int) -> tuple[int, int, float]:
    """The two kernel positions around a pixel, and the weight of the second."""
    centre = max((pixel + 0.5) / stride - 0.5, 0.0)
    first = min(int(centre), positions - 1)
    return first, min(first + 1, positions - 1), centre - first


def patch_at(frames: Tensor, size: int, row: int, column: int) -> Tensor:
    """The pixels (…, K, K) of frames (…, H, W) around one, float32, on the CPU.

    Outside the frame its edge is repeated.
    """
    rows = torch.arange(row - size // 2, row + size // 2 + 1, device=frames.device)
    columns = torch.arange(column - size // 2, column + size // 2 + 1, device=frames.device)
    rows, columns = rows.clamp(0, frames.shape[-2] - 1), columns.clamp(0, frames.shape[-1] - 1)
    return frames[..., rows[:, None], columns].float().cpu()
