"""Bursts: speckle that moves with the tissue and partly decorrelates from frame to frame."""

import torch
from torch import Tensor
from torch.nn import functional

MOST = 8
"""Pixels by which tissue may move within a burst; scenes are drawn with this margin."""


def correlated_noise(
    shape: tuple[int, ...], burst: int, correlation: Tensor, generator: torch.Generator
) -> Tensor:
    """Complex white noise (B, T, ...) of unit power, of given correlation between neighbours.

    Parameters
    ----------
    shape
        (B, ...) of one frame.
    correlation
        (B,) in [0, 1]: 0 gives independent frames, 1 gives identical ones.
    """
    keep = correlation.view(-1, *(1,) * (len(shape) - 1))
    renew = (1 - keep**2).clamp(min=0).sqrt()
    frames = [torch.randn(shape, dtype=torch.complex64, generator=generator)]
    for _ in range(burst - 1):
        fresh = torch.randn(shape, dtype=torch.complex64, generator=generator)
        frames.append(keep * frames[-1] + renew * fresh)
    return torch.stack(frames, 1)


def tissue_motion(batch: int, burst: int, size: int, generator: torch.Generator) -> Tensor:
    """Affine motion (B, T, 2, 3) of (x, y, 1) in pixels from the centre; the middle frame rests.

    A constant velocity, rotation and strain with a little jitter; a fifth of the bursts rest.
    """

    def spread(*shape: int) -> Tensor:
        return torch.rand(shape, generator=generator) * 2 - 1

    time = (torch.arange(burst) - burst // 2).view(1, -1, 1, 1).float()
    moving = (torch.rand(batch, generator=generator) > 0.2).float().view(-1, 1, 1, 1)
    reach = (MOST - 3) / max(burst // 2, 1)
    velocity = spread(batch, 1, 2, 1) * spread(batch, 1, 1, 1).abs() * min(reach, 2.5)
    strain = spread(batch, 1, 2, 2) * min(0.03, 4 / (size * max(burst // 2, 1)))
    jitter = spread(batch, burst, 2, 1) * 0.3 * (time != 0)
    linear = torch.eye(2) + moving * strain * time
    return torch.cat((linear, moving * (velocity * time + jitter)), -1)


def move(field: Tensor, motion: Tensor, size: int) -> Tensor:
    """Central (B, size, size) part of complex fields (B, C, H, W) moved by (B, 2, 3): (B, C, ...).

    Bicubic interpolation of the complex image keeps the power of speckle within 0.1 dB even for the
    finest pulse; interpolating its modulus would not.
    """
    height, width = field.shape[-2:]
    axis = torch.arange(size) - (size - 1) / 2
    y, x = torch.meshgrid(axis, axis, indexing="ij")
    here = torch.stack((x, y, torch.ones_like(x)), -1)
    there = torch.einsum("bij,hwj->bhwi", motion, here)
    there = there * 2 / torch.tensor([width - 1, height - 1])
    parts = torch.cat((field.real, field.imag), 1)
    moved = functional.grid_sample(
        parts, there, mode="bicubic", padding_mode="reflection", align_corners=True
    )
    return torch.complex(*moved.chunk(2, 1))
