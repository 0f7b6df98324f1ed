"""Losses of the study and of the KPN paper, on images in [0, 1]."""

from torch import Tensor

BORDER = 8
"""Pixels left out at each side: there, kernels reach outside (Mildenhall et al., 2018)."""


def combined_loss(image: Tensor, clean: Tensor, gradient_weight: float = 1.0) -> Tensor:
    """Mean squared error + mean absolute error of horizontal and vertical finite differences.

    Differences keep their sign (Mildenhall et al., 2018, eq. 6). (…, H, W) → scalar.
    """
    error = (image - clean)[..., BORDER:-BORDER, BORDER:-BORDER]
    rows = (error[..., 1:, :] - error[..., :-1, :]).abs().mean()
    columns = (error[..., :, 1:] - error[..., :, :-1]).abs().mean()
    return error.square().mean() + gradient_weight * (rows + columns)


def annealed_loss(
    contributions: Tensor,
    clean: Tensor,
    annealing: float,
    gradient_weight: float = 1.0,
) -> Tensor:
    """Loss of the output, plus ``annealing`` × that of every frame taken alone.

    ``contributions`` (B, N, H, W) sum to the output; alone, each should be a denoiser: N times its
    contribution is compared with ``clean`` (B, H, W) (Mildenhall et al., 2018, eq. 7).
    """
    loss = combined_loss(contributions.sum(1), clean, gradient_weight)
    if annealing > 1e-6 and contributions.shape[1] > 1:
        alone = contributions * contributions.shape[1]
        each = combined_loss(alone, clean[:, None], gradient_weight)
        loss = loss + annealing * each * contributions.shape[1]
    return loss


def asymmetric_loss(estimate: Tensor, sigma: Tensor, alpha: float = 0.3) -> Tensor:
    """Mean of |α − 1(σ̂ < σ)| (σ̂ − σ)² (Guo et al., CVPR 2019, eq. 4).

    Too low an estimate leaves noise in the image, and weighs 0.7; too high a one weighs 0.3.
    """
    weight = (alpha - (estimate < sigma).float()).abs()
    return (weight * (estimate - sigma).square()).mean()


def squared_differences(map: Tensor) -> Tensor:
    """Mean of the squared finite differences, down and across: CBDNet's total variation (eq. 5)."""
    down = (map[..., 1:, :] - map[..., :-1, :]).square().mean()
    across = (map[..., :, 1:] - map[..., :, :-1]).square().mean()
    return down + across
