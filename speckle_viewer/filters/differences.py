"""Differences to the four neighbours; none across the edge of the image, so that nothing flows."""

import torch.nn.functional as F
from torch import Tensor


def downward(image: Tensor) -> Tensor:
    """The next row less this one (H, W); zero in the last row."""
    return F.pad(image[1:] - image[:-1], (0, 0, 0, 1))


def rightward(image: Tensor) -> Tensor:
    """The next column less this one (H, W); zero in the last column."""
    return F.pad(image[:, 1:] - image[:, :-1], (0, 1))


def divergence(down: Tensor, right: Tensor) -> Tensor:
    """What a flow to the next row and to the next column leaves at each pixel (H, W).

    Minus the adjoint of `downward` and `rightward` where no flow leaves the image.
    """
    return down + right - F.pad(down[:-1], (0, 0, 1, 0)) - F.pad(right[:, :-1], (1, 0))
