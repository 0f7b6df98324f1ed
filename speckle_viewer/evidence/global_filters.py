"""The filters that a global dynamic filter network predicted for a whole image."""

from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from speckle_viewer.ops.dynamic_filter import grow


@dataclass(frozen=True, eq=False)
class GlobalFilters:
    """A few filters, and how much of each every pixel takes.

    Attributes
    ----------
    taps
        (n, K, K).
    mixture
        (n, H, W), summing to one at every pixel; None where all pixels take the plain mean.
    frame
        (H, W) in [0, 1]: what is filtered; its edge is repeated outside.
    """

    taps: Tensor
    frame: Tensor
    mixture: Tensor | None = None

    @property
    def nbytes(self) -> int:
        """Memory held by filters, frame and mixture."""
        mixture = 0 if self.mixture is None else self.mixture.nbytes
        return self.taps.nbytes + self.frame.nbytes + mixture

    def shares_at(self, row: int, column: int) -> NDArray[np.float32]:
        """How much of each filter a pixel takes: (n,), summing to one."""
        if self.mixture is None:
            return np.full(len(self.taps), 1 / len(self.taps), np.float32)
        shares: NDArray[np.float32] = self.mixture[:, row, column].float().cpu().numpy()
        return shares

    def shares_of(self, number: int) -> NDArray[np.float32]:
        """How much of a filter each pixel takes: (H, W).

        Raises
        ------
        IndexError
            If there is no such filter.
        """
        if self.mixture is None:
            self.taps[number]
            return np.full(self.frame.shape[-2:], 1 / len(self.taps), np.float32)
        shares: NDArray[np.float32] = self.mixture[number].float().cpu().numpy()
        return shares

    def kernel_at(self, row: int, column: int) -> NDArray[np.float32]:
        """The one kernel (K, K) that a pixel's shares of the filters make."""
        taps = self.taps.float().cpu().numpy()
        kernel: NDArray[np.float32] = np.tensordot(self.shares_at(row, column), taps, 1)
        return kernel

    def dominant(self) -> NDArray[np.uint8]:
        """The number of the filter of which each pixel takes most: (H, W).

        Raises
        ------
        ValueError
            If all pixels take the same of each filter.
        """
        if self.mixture is None:
            raise ValueError("every pixel takes the same of each filter: none is dominant")
        return self.mixture.argmax(0).to(torch.uint8).cpu().numpy()

    def apply(self) -> Tensor:
        """The filtered image (H, W), float32."""
        return mix(filtered(self.frame[None], self.taps[None]), self.mixture)[0]


def filtered(frames: Tensor, taps: Tensor) -> Tensor:
    """Each image (B, H, W) by each of its own filters (B, n, K, K) → (B, n, H, W).

    As in `speckle_viewer.ops.dynamic_filter`, edges are repeated.
    """
    batch, count, size, _ = taps.shape
    weights = taps.reshape(batch * count, 1, size, size).to(frames.dtype)
    padded = grow(frames, (size // 2,) * 4)[None]
    return F.conv2d(padded, weights, groups=batch).reshape(batch, count, *frames.shape[-2:])


def mix(images: Tensor, mixture: Tensor | None) -> Tensor:
    """(B, n, H, W) → (B, H, W): the mean, or the pixel's own mixture (…, n, H, W)."""
    if mixture is None:
        return images.mean(-3)
    return torch.einsum("...nhw,...nhw->...hw", images, mixture.to(images.dtype))
