"""Images of any size for networks that need multiples of a step."""

import torch
import torch.nn.functional as F
from torch import Tensor


def pad_by_reflection(x: Tensor, multiple: int) -> Tensor:
    """Grow (…, H, W) at the bottom and the right to multiples, mirrored about the last pixel.

    Unlike ``torch.nn.functional.pad`` it takes images smaller than the padding.
    """
    return reflected_to(x, *(n + -n % multiple for n in x.shape[-2:]))


def reflected_to(x: Tensor, rows: int, columns: int) -> Tensor:
    """Grow (…, H, W) likewise to (…, rows, columns), which must not be less."""
    down, across = (
        _mirrored(n, to, x.device) for n, to in zip(x.shape[-2:], (rows, columns), strict=True)
    )
    return x[..., down[:, None], across]


def _mirrored(length: int, to: int, device: torch.device) -> Tensor:
    period = max(2 * (length - 1), 1)
    index = torch.arange(to, device=device) % period
    return torch.minimum(index, period - index) if length > 1 else torch.zeros_like(index)


def pad_by_replication(x: Tensor, multiple: int) -> Tensor:
    """Grow (B, C, H, W) at the bottom and the right to multiples, repeating the last pixel."""
    bottom, right = (-n % multiple for n in x.shape[-2:])
    return F.pad(x, (0, right, 0, bottom), mode="replicate") if bottom or right else x
