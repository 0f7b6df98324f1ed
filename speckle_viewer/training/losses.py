"""Losses of the study, of the KPN paper and of CBDNet, on images in [0, 1].

The border counts as much as the rest, unlike in the KPN paper, which leaves out 8 pixels. Our
convolutions pad with zeros: networks not asked for the border left it 100 grey levels off.
"""

from collections.abc import Callable, Iterable

from torch import Tensor

from speckle_viewer.training.recipe import Recipe

Loss = Callable[[Tensor, Tensor], Tensor]
"""Of an answer and the truth, (…, H, W) each → scalar."""


def loss_of(recipe: Recipe) -> Loss:
    """What the recipe calls its loss, without the terms that need more than the answer."""
    if recipe.loss in ("combined", "symmetric"):
        return lambda image, clean: combined_loss(image, clean, recipe.gradient_weight)
    plain: dict[str, Loss] = {"l2": l2_loss, "l1": l1_loss, "asymmetric": asymmetric_loss}
    return plain[recipe.loss]


def l2_loss(image: Tensor, clean: Tensor) -> Tensor:
    """Mean squared error."""
    return (image - clean).square().mean()


def l1_loss(image: Tensor, clean: Tensor) -> Tensor:
    """Mean absolute error."""
    return (image - clean).abs().mean()


def combined_loss(image: Tensor, clean: Tensor, gradient_weight: float = 1.0) -> Tensor:
    """Mean squared error + mean absolute error of horizontal and vertical finite differences.

    Differences keep their sign (Mildenhall et al., 2018, eq. 6). (…, H, W) → scalar.
    """
    error = image - clean
    rows = (error[..., 1:, :] - error[..., :-1, :]).abs().mean()
    columns = (error[..., :, 1:] - error[..., :, :-1]).abs().mean()
    return error.square().mean() + gradient_weight * (rows + columns)


def annealed_loss(contributions: Tensor, clean: Tensor, annealing: float, loss: Loss) -> Tensor:
    """``loss`` of the output, plus ``annealing`` × that of every frame taken alone.

    ``contributions`` (B, N, H, W) sum to the output; alone, each should be a denoiser: N times its
    contribution is compared with ``clean`` (B, H, W) (Mildenhall et al., 2018, eq. 7).
    """
    frames = contributions.shape[1]
    whole = loss(contributions.sum(1), clean)
    if annealing < 1e-6 or frames == 1:
        return whole
    return whole + annealing * frames * loss(contributions * frames, clean[:, None])


def asymmetry(kernels: Iterable[Tensor]) -> Tensor:
    """Squared distance of the mean kernel from its point reflection (the study's symmetric loss).

    ``kernels`` are (B, N, K², h, w), one per size. Each image and frame has its own mean over the
    pixels; the distances, sums over the taps, are averaged over images, frames and sizes.
    """
    means = [k.float().mean((-2, -1)) for k in kernels]
    distances = [(mean - mean.flip(-1)).square().sum(-1).mean() for mean in means]
    return sum(distances[1:], distances[0]) / len(distances)


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
