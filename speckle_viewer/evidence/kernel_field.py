"""The kernels that a network predicted for every pixel, and what they do at one of them."""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from speckle_viewer.ops import dynamic_filter, upsample_kernels

_TAPS_AT_A_TIME = 16


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
        The intensities in [0, 1] that the taps weigh, same shapes; zero outside the image.
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
        taps = tuple(
            self._taps_at(t, k, r, c) for t, k in zip(self.taps, self.sizes, strict=True)
        )
        return PixelKernel(
            row=row,
            column=column,
            taps=taps,
            patches=tuple(_patch(self.frames, k, r, c) for k in self.sizes),
            bias=0.0 if self.bias is None else float(self.bias[r, c]),
            output=float(self.output[r, c]),
        )

    def _taps_at(self, taps: Tensor, size: int, row: int, column: int) -> NDArray[np.float32]:
        planes = _interpolated(taps, self.stride, row, column)  # (N, K² or 2K)
        if self.separable:
            return planes[:, :size, None] * planes[:, None, size:]
        return planes.reshape(len(planes), size, size)

    def apply(self) -> Tensor:
        """Weigh the frames by the kernels again: (H, W), float32; equals ``output``."""
        total = torch.zeros_like(self.output, dtype=torch.float32)
        for taps, size in zip(self.taps, self.sizes, strict=True):
            total += apply_kernels(self.frames[None, :, None], taps[None], size, self.stride)[0, 0]
        return total if self.bias is None else total + self.bias
