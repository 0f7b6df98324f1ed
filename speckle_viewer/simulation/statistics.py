"""What speckle does beside Rayleigh, and the simpler noises of the study."""

import numpy as np
import torch
from scipy.special import gammainc, gammaincinv
from torch import Tensor

from speckle_viewer.simulation.speckle import speckle_quantiles

_TABLE = 4096


def k_quantiles(looks: int, order: float, count: int = 128) -> Tensor:
    """Decibels (count,) of equally likely values of K-distributed intensity of mean 1.

    The intensity is that of ``looks`` averaged looks times g ~ Gamma(α, 1/α), α = ``order``.
    """
    texture = speckle_quantiles(order, 256)
    products = (texture[:, None] + speckle_quantiles(looks, 256)[None, :]).flatten().sort().values
    return products.view(count, -1).mean(1)


def nakagami(intensity: Tensor, shape: float, looks: int = 1) -> Tensor:
    """Intensity (...) of mean 1 with Nakagami statistics, from speckle of ``looks`` looks.

    I ~ Gamma(m, 1/m): below 1 pre-Rayleigh, 1 Rayleigh, above 1 compounded. The map is monotone
    and pixel by pixel, so that the speckle keeps its pattern. Shankar, "A general statistical model
    for ultrasonic backscattering from tissues", IEEE TUFFC 2000.
    """
    decibels = np.linspace(-90, 20, _TABLE)
    below = gammainc(looks, looks * 10 ** (decibels / 10))
    values = gammaincinv(shape, np.clip(below, 0, 1 - 1e-12)) / shape
    table = torch.from_numpy(values).to(intensity)
    place = (intensity.clamp(min=1e-9).log10() * 10 + 90) * ((_TABLE - 1) / 110)
    place = place.clamp(0, _TABLE - 1.01)
    low = place.long()
    return torch.lerp(table[low], table[low + 1], place - low)


def gaussian_spread(image: Tensor, sigma: float) -> Tensor:
    """White noise: y = x + n, n ~ N(0, σ²); ``sigma`` in grey levels of 255."""
    return torch.full_like(image, sigma / 255)


def multiplicative_spread(image: Tensor, sigma: float) -> Tensor:
    """Noise that grows with the signal: y = x + x n, n ~ N(0, σ²); ``sigma`` is a share."""
    return sigma * image


def loupas_spread(image: Tensor, sigma: float) -> Tensor:
    """Noise that grows with the root: y = x + √x n, n ~ N(0, σ²), x in grey levels of 255.

    Loupas, McDicken and Allan, "An adaptive weighted median filter for speckle suppression in
    medical ultrasonic images", IEEE Trans. Circuits and Systems 1989.
    """
    return sigma * (image.clamp(min=0) / 255).sqrt()


NOISES = {
    "gaussian": gaussian_spread,
    "multiplicative": multiplicative_spread,
    "loupas": loupas_spread,
}
"""Standard deviation of each noise at every pixel of an image (...) in [0, 1], in its unit."""


def add_noise(kind: str, image: Tensor, sigma: float, generator: torch.Generator) -> Tensor:
    """An image (...) in [0, 1] with a noise of `NOISES`, not clipped."""
    return image + NOISES[kind](image, sigma) * torch.randn(image.shape, generator=generator)
