"""Speckle on a grid: complex noise times echo amplitude, blurred by the pulse, as a log image.

For circular complex noise a carrier in the pulse only turns the phase of white noise, so it changes
no statistic of the envelope and is left out.

The target's convention: the clean image is the *mean of the displayed image over all speckle that
the same tissue could give*. Its intensity is the tissue's, blurred by the pulse's intensity; its
brightness is that level less 2.51 dB for one look, with the clipping at black and white and the
grey curve. So ideal despeckling shifts the brightness nowhere: not in the dark, not at edges, not
in fine texture. It does not sharpen either: a target that is sharper than the pulse is darker, as
the log image of blurred echoes is brighter than that of sharp ones.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import log, pi

import torch
from torch import Tensor
from torch.nn import functional

_LEVELS = torch.linspace(-0.8, 1.8, 131)


@dataclass(frozen=True)
class Pulse:
    """Point spread functions of a batch of images; every tensor is (B,).

    Attributes
    ----------
    lateral, axial
        Gaussian widths σ in pixels across and along the beam, at the top of the image.
    widening
        Lateral width at the bottom over that at the top.
    turn
        Angle of the beam from the vertical in radians, as in a sector image.
    """

    lateral: Tensor
    axial: Tensor
    widening: Tensor
    turn: Tensor


@dataclass(frozen=True)
class Display:
    """Grey map of a batch of images; every tensor is (B,).

    Attributes
    ----------
    dynamic_range
        Decibels between black and white.
    gamma
        Exponent of the grey map.
    contrast
        Strength in (-1, 1) of an S-shaped curve that leaves black, middle grey and white alone.
    """

    dynamic_range: Tensor
    gamma: Tensor
    contrast: Tensor

    def show(self, level: Tensor) -> Tensor:
        """Brightness in [0, 1] of echo levels (B, ...) in units of the dynamic range."""
        shape = (-1,) + (1,) * (level.ndim - 1)
        grey = level.clamp(0, 1).pow(self.gamma.view(shape))
        return grey - self.contrast.view(shape) * torch.sin(2 * pi * grey) / (2 * pi)


def transfer(pulse: Pulse, lateral: Tensor, height: int, width: int) -> Tensor:
    """Transfer function (B, H, W) of the pulse with the given lateral width, of unit noise gain."""
    down = torch.fft.fftfreq(height)[:, None]
    right = torch.fft.fftfreq(width)[None, :]
    cosine, sine = pulse.turn.cos().view(-1, 1, 1), pulse.turn.sin().view(-1, 1, 1)
    along = (cosine * down + sine * right) * pulse.axial.view(-1, 1, 1)
    across = (cosine * right - sine * down) * lateral.view(-1, 1, 1)
    gain = torch.exp(-2 * pi**2 * (along**2 + across**2))
    return gain / gain.square().mean((-2, -1), keepdim=True).sqrt()


def complex_echo(noise: Tensor, amplitude: Tensor, pulse: Pulse) -> Tensor:
    """Complex image (B, N, H, W) of scatterers; where the amplitude is flat, E|z|² = amplitude².

    Parameters
    ----------
    noise
        (B, N, H, W) complex white noise of unit power.
    amplitude
        (B, 1, H, W) echo amplitude.
    """
    height, width = noise.shape[-2:]
    spectrum = torch.fft.fft2(noise * amplitude)
    top = transfer(pulse, pulse.lateral, height, width)
    near: Tensor = torch.fft.ifft2(spectrum * top[:, None])
    if bool((pulse.widening == 1).all()):
        return near
    bottom = transfer(pulse, pulse.lateral * pulse.widening, height, width)
    far = torch.fft.ifft2(spectrum * bottom[:, None])
    depth = torch.linspace(0, 1, height)[:, None]
    alike = (top * bottom).mean((-2, -1)).view(-1, 1, 1, 1)
    power = (1 - depth) ** 2 + depth**2 + 2 * depth * (1 - depth) * alike
    mixed: Tensor = ((1 - depth) * near + depth * far) / power.sqrt()
    return mixed


def mean_intensity(amplitude: Tensor, pulse: Pulse) -> Tensor:
    """E|z|² (B, 1, H, W) of `complex_echo` over all noise: the intensity of the tissue, blurred."""
    height, width = amplitude.shape[-2:]
    spectrum = torch.fft.fft2(amplitude.square())
    top = torch.fft.ifft2(transfer(pulse, pulse.lateral, height, width)).real
    bottom = top
    if not bool((pulse.widening == 1).all()):
        far = transfer(pulse, pulse.lateral * pulse.widening, height, width)
        bottom = torch.fft.ifft2(far).real

    def blurred(kernel: Tensor) -> Tensor:
        smooth: Tensor = torch.fft.ifft2(spectrum * torch.fft.fft2(kernel)[:, None]).real
        return smooth

    depth = torch.linspace(0, 1, height)[:, None]
    alike = (top * bottom).sum((-2, -1)).view(-1, 1, 1, 1)
    near, far_, both = (1 - depth) ** 2, depth**2, 2 * depth * (1 - depth)
    mixed = (
        near * blurred(top * top) + far_ * blurred(bottom * bottom) + both * blurred(top * bottom)
    )
    whole: Tensor = mixed / (near + far_ + both * alike)
    return whole


def amplitude_of(echo: Tensor, display: Display) -> Tensor:
    """Echo amplitude of levels (B, 1, H, W) in units of the dynamic range; white is 1."""
    decibels: Tensor = (echo - 1) * display.dynamic_range.view(-1, 1, 1, 1)
    return decibels.mul(log(10) / 20).exp()


def level_of(intensity: Tensor, display: Display) -> Tensor:
    """Echo level in units of the dynamic range of an intensity (B, ...): log compression."""
    scale = display.dynamic_range.view((-1,) + (1,) * (intensity.ndim - 1))
    return intensity.clamp(min=1e-24).log10().mul(10).div(scale).add(1)


def soften(images: Tensor, width: Tensor) -> Tensor:
    """Blur images (B, 1, H, W) by Gaussians of σ ``width`` (B,) ≤ 1 px, as scan conversion does.

    It fills the finest nulls of the speckle, as in real images, and keeps the mean.
    """
    taps = torch.exp(-0.5 * (torch.arange(-3, 4) / width.clamp(min=0.1)[:, None]) ** 2)
    taps = taps / taps.sum(1, keepdim=True)
    kernels = (taps[:, :, None] * taps[:, None, :])[:, None]
    padded = functional.pad(images.transpose(0, 1), (3, 3, 3, 3), mode="reflect")
    return functional.conv2d(padded, kernels, groups=len(images)).transpose(0, 1)


@lru_cache(maxsize=8)
def speckle_quantiles(looks: float, count: int = 128) -> Tensor:
    """Decibels (count,) of equally likely values of speckle that averages ``looks`` intensities.

    The intensity follows a gamma distribution of shape ``looks`` and mean 1, which for shapes that
    are not whole is Nakagami's; each value is the mean of its share of the distribution.
    """
    decibels = torch.linspace(-80, 15, 60001, dtype=torch.float64)
    rate = torch.tensor(float(looks), dtype=torch.float64)
    below = torch.special.gammainc(rate, rate * 10 ** (decibels / 10))
    share, middle = below.diff(), (decibels[1:] + decibels[:-1]) / 2
    bin_of = (below[1:] * count).long().clamp(max=count - 1)
    total = torch.zeros(count, dtype=torch.float64)
    mass = total.index_add(0, bin_of, share)
    return (total.index_add(0, bin_of, share * middle) / mass).float()


def brightness(echo: Tensor, display: Display, looks: int) -> tuple[Tensor, Tensor]:
    """Mean and standard deviation of the displayed speckled image at echo levels (B, 1, H, W).

    The mean is the clean target; the standard deviation is that of the speckle as shown.
    """
    return displayed(echo, display, speckle_quantiles(looks))


def displayed(echo: Tensor, display: Display, decibels: Tensor) -> tuple[Tensor, Tensor]:
    """As `brightness`, of speckle whose equally likely values are ``decibels`` (N,)."""
    shift = decibels[None, None] / display.dynamic_range.view(-1, 1, 1)
    shown = display.show(_LEVELS[None, :, None] + shift)
    step = float(_LEVELS[1] - _LEVELS[0])
    place = ((echo - _LEVELS[0]) / step).clamp(0, len(_LEVELS) - 1.001).flatten(1)
    low = place.long()

    def at_place(table: Tensor) -> Tensor:
        below, above = table.gather(1, low), table.gather(1, low + 1)
        return torch.lerp(below, above, place - low).view(echo.shape)

    return at_place(shown.mean(-1)), at_place(shown.std(-1, correction=0))
