"""Kernels of which a few stand for all: each pixel has the number of one of them."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from speckle_viewer.evidence.kernel_field import Indices, KernelField

_ROWS = 32
"""Rows filtered at a time: what all entries make of them stays in the cache."""


@dataclass(frozen=True)
class EntryKernels(KernelField):
    """Kernels over one frame that are entries of a codebook. ``taps`` is empty.

    Attributes
    ----------
    entries
        (E, K, K): the kernels, E ≤ 256.
    index
        (H, W) uint8: which of them each pixel takes.
    """

    entries: Tensor = field(kw_only=True)
    index: Tensor = field(kw_only=True)

    @property
    def sizes(self) -> tuple[int, ...]:
        """The kernel size K, in pixels."""
        return (self.entries.shape[-1],)

    @property
    def nbytes(self) -> int:
        """Memory held by the field: a byte per pixel in place of K² taps."""
        return super().nbytes + self.entries.nbytes + self.index.nbytes

    @property
    def shares(self) -> NDArray[np.float64]:
        """(E,): the share of the pixels that takes each entry, 0 to 1."""
        counts = torch.bincount(self.index.flatten(), minlength=len(self.entries))
        shares: NDArray[np.float64] = counts.cpu().numpy() / self.index.numel()
        return shares

    def entry_at(self, row: int, column: int) -> int:
        """The entry that a pixel of the whole image takes."""
        return int(self.index[row - self.origin[0], column - self.origin[1]])

    def taps_at(self, rows: Indices, columns: Indices) -> tuple[NDArray[np.float32], ...]:
        """As `KernelField.taps_at`: the entries of these pixels."""
        rows, columns = rows - self.origin[0], columns - self.origin[1]
        chosen = self.index[torch.from_numpy(rows), torch.from_numpy(columns)].long()
        return (self.entries[chosen][:, None].float().cpu().numpy(),)

    def apply(self, check: Callable[[], None] | None = None) -> Tensor:
        """Weigh the frame by the kernels: (H, W), float32. Equals ``output``."""
        return apply_entries(self.frames[0], self.entries, self.index, check)


def apply_entries(
    image: Tensor, entries: Tensor, index: Tensor, check: Callable[[], None] | None = None
) -> Tensor:
    """Each pixel of an image (H, W) weighed by its own of a few kernels.

    All entries are applied everywhere and the wanted answer is taken: a convolution with 32 kernels
    does its arithmetic so much faster than memory is gathered that the rest may be thrown away.

    Parameters
    ----------
    entries
        (E, K, K), K odd. The image's edge is repeated outside.
    index
        (H, W) uint8.
    check
        Called between strips of the image, and may raise to stop.
    """
    size = entries.shape[-1]
    padded = F.pad(image[None, None], (size // 2,) * 4, mode="replicate")
    strips = []
    for top in range(0, len(image), _ROWS):
        if check is not None:
            check()
        rows = padded[:, :, top : top + _ROWS + size - 1].contiguous()
        filtered = F.conv2d(rows, entries[:, None])[0]
        chosen = index[None, top : top + _ROWS].long()
        strips.append(filtered.gather(0, chosen)[0])
    return torch.cat(strips)
