"""The orthonormal Haar wavelet transform, one level at a time.

Of each 2×2 block a b / c d the sub-bands are (Mallat, 1989; Liu et al., MWCNN, CVPRW 2018)::

    LL = (a + b + c + d) / 2    LH = (a + b − c − d) / 2
    HL = (a − b + c − d) / 2    HH = (a − b − c + d) / 2

which is PyWavelets' ``dwt2(image, "haar")`` with its approximation, horizontal, vertical and
diagonal details, in value and in sign.
"""

import torch
from torch import Tensor

BANDS = ("LL", "LH", "HL", "HH")
"""Low or high along rows' normal, then along columns' normal: LH holds horizontal edges."""


def haar_dwt(x: Tensor) -> Tensor:
    """One level: (B, C, H, W), H and W even → (B, 4·C, H/2, W/2), all LL first, then LH, HL, HH.

    Raises `ValueError` for odd sizes: pad first.
    """
    if x.shape[-2] % 2 or x.shape[-1] % 2:
        raise ValueError(f"the wavelet transform needs an even size, not {tuple(x.shape[-2:])}")
    a, b = x[..., ::2, ::2], x[..., ::2, 1::2]
    c, d = x[..., 1::2, ::2], x[..., 1::2, 1::2]
    top, bottom, left, right = a + b, c + d, a - b, c - d
    return torch.cat([top + bottom, top - bottom, left + right, left - right], -3) / 2


def haar_idwt(bands: Tensor) -> Tensor:
    """Inverse of `haar_dwt`: (B, 4·C, h, w) → (B, C, 2h, 2w)."""
    ll, lh, hl, hh = (bands / 2).chunk(4, -3)
    low, high, down, diagonal = ll + lh, ll - lh, hl + hh, hl - hh
    x = bands.new_empty(*ll.shape[:-2], 2 * ll.shape[-2], 2 * ll.shape[-1])
    x[..., ::2, ::2], x[..., ::2, 1::2] = low + down, low - down
    x[..., 1::2, ::2], x[..., 1::2, 1::2] = high + diagonal, high - diagonal
    return x
