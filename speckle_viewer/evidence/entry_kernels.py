"""Kernels of which a few stand for all: each pixel takes one of them, or a blend."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from speckle_viewer.evidence.kernel_field import Indices, KernelField

_ROWS = 32
"""Rows filtered at a time: what all entries make of them stays in the cache."""

BLOCK = 2
"""Side in pixels of the blocks that share a blend."""


@dataclass(frozen=True, eq=False)
class EntryKernels(KernelField):
    """Kernels over one frame that are entries of a codebook. ``taps`` is empty.

    Attributes
    ----------
    entries
        (E, K, K): the kernels, E ≤ 256.
    index
        (H, W) uint8: which of them each pixel takes, or takes most of.
    blend
        (E, ⌈H/2⌉, ⌈W/2⌉): how much of each entry the pixels of a block of 2×2 take, summing to
        one; None where each pixel takes a single entry.
    """

    entries: Tensor = field(kw_only=True)
    index: Tensor = field(kw_only=True)
    blend: Tensor | None = None

    @property
    def sizes(self) -> tuple[int, ...]:
        """The kernel size K, in pixels."""
        return (self.entries.shape[-1],)

    @property
    def nbytes(self) -> int:
        """Memory held by the field: a byte per pixel, or E numbers per block, for K² taps."""
        blend = 0 if self.blend is None else self.blend.nbytes
        return super().nbytes + self.entries.nbytes + self.index.nbytes + blend

    def entry_at(self, row: int, column: int) -> int:
        """The entry that a pixel of the whole image takes, or takes most of."""
        return int(self.index[row - self.origin[0], column - self.origin[1]])

    def blend_at(self, row: int, column: int) -> NDArray[np.float32]:
        """How much of each entry a pixel of the whole image takes: (E,), summing to one."""
        (blend,) = self._blends(np.array([row]), np.array([column]))
        found: NDArray[np.float32] = blend.float().cpu().numpy()
        return found

    def taps_at(self, rows: Indices, columns: Indices) -> tuple[NDArray[np.float32], ...]:
        """As `KernelField.taps_at`: the entries of these pixels, or what is blended of them."""
        if self.blend is None:
            rows, columns = rows - self.origin[0], columns - self.origin[1]
            chosen = self.index[torch.from_numpy(rows), torch.from_numpy(columns)].long()
            taps = self.entries[chosen]
        else:
            taps = torch.tensordot(self._blends(rows, columns), self.entries, 1)
        return (taps[:, None].float().cpu().numpy(),)

    def _blends(self, rows: Indices, columns: Indices) -> Tensor:
        """(n, E) of pixels of the whole image."""
        r, c = (torch.from_numpy(p - o) for p, o in zip((rows, columns), self.origin, strict=True))
        if self.blend is None:
            return F.one_hot(self.index[r, c].long(), len(self.entries)).float()
        return self.blend[:, r // BLOCK, c // BLOCK].T

    def apply(self, check: Callable[[], None] | None = None) -> Tensor:
        """Weigh the frame by the kernels: (H, W), float32. Equals ``output``."""
        if self.blend is None:
            return apply_entries(self.frames[0], self.entries, self.index, check)
        return blend_entries(self.frames[0], self.entries, self.blend, check)


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
    strips = []
    for top, filtered in _filtered(image, entries, _ROWS, check):
        chosen = index[None, top : top + _ROWS].long()
        strips.append(filtered.gather(0, chosen)[0])
    return torch.cat(strips)


def blend_entries(
    image: Tensor, entries: Tensor, blend: Tensor, check: Callable[[], None] | None = None
) -> Tensor:
    """Each pixel of an image (H, W) weighed by a blend of a few kernels.

    Arguments are those of `apply_entries`, and ``blend`` (E, ⌈H/2⌉, ⌈W/2⌉): how much of each kernel
    the pixels of a block of 2×2 take. Blending images is blending kernels.
    """
    height, width = image.shape
    whole = F.pad(image[None], (0, width % BLOCK, 0, height % BLOCK), mode="replicate")[0]
    strips = []
    for top, filtered in _filtered(whole, entries, _ROWS // 2, check):
        blocks = filtered.view(len(filtered), -1, BLOCK, whole.shape[1])
        shares = blend[:, top // BLOCK : top // BLOCK + blocks.shape[1]]
        shares = shares.repeat_interleave(BLOCK, 2)[:, :, None]
        strips.append((blocks * shares).sum(0).flatten(0, 1))
    return torch.cat(strips)[:height, :width]


def _filtered(
    image: Tensor, entries: Tensor, rows: int, check: Callable[[], None] | None
) -> Iterator[tuple[int, Tensor]]:
    """The first row of each strip of an image, and what each kernel makes of it: (E, rows, W)."""
    size = entries.shape[-1]
    padded = F.pad(image[None, None], (size // 2,) * 4, mode="replicate")
    for top in range(0, len(image), rows):
        if check is not None:
            check()
        strip = padded[:, :, top : top + rows + size - 1].contiguous()
        yield top, F.conv2d(strip, entries[:, None])[0]
