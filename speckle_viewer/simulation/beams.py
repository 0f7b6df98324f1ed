"""Speckle in two forms: fast, as blurred noise on a grid, and exact, scatterer by scatterer.

The grid form runs on any device of PyTorch; the exact one is for checking it.
"""

from math import pi, prod

import torch
from torch import Tensor

from speckle_viewer.simulation.scanner import Scanner

FULLY_DEVELOPED = 20.0
"""Scatterers per resolution cell from which on the grid form takes their number for infinite."""
_FWHM_CELL = 5.545
"""Area of a cell, FWHM by FWHM, in units of σ by σ: 8 ln 2."""


def transfer(width: Tensor, count: int) -> Tensor:
    """Transfer functions (..., count) of sampled Gaussians with σ ``width`` (...), in samples.

    White noise keeps its power. The aliases make it that of the sampled Gaussian, narrow ones too.
    """
    frequency = torch.fft.fftfreq(count, device=width.device)
    aliases = [frequency + shift for shift in range(-2, 3)]
    alias = torch.stack(aliases)[:, *(None,) * width.ndim]
    gain = torch.exp(-2 * pi**2 * (width[..., None] * alias) ** 2).sum(0)
    even: Tensor = gain / gain.square().mean(-1, keepdim=True).sqrt()
    return even


def blur(field: Tensor, lateral: Tensor, axial: float) -> Tensor:
    """Complex beams (..., samples, lines) convolved with the pulse; white noise keeps its power.

    Parameters
    ----------
    field
        Complex echoes on the grid of the beams, which is taken to be periodic.
    lateral
        (samples,) σ across the beam in lines, at every depth.
    axial
        σ along the beam in samples.
    """
    down = transfer(torch.tensor(axial, device=field.device), field.shape[-2])[:, None]
    along = torch.fft.ifft(torch.fft.fft(field, dim=-2) * down, dim=-2)
    across = transfer(lateral, field.shape[-1])
    blurred: Tensor = torch.fft.ifft(torch.fft.fft(along, dim=-1) * across, dim=-1)
    return blurred


def blur_power(power: Tensor, lateral: Tensor, axial: float) -> Tensor:
    """E|z|² (..., samples, lines) of `blur` of white noise whose power is ``power``."""
    down = transfer(torch.tensor(axial / 2**0.5, device=power.device), power.shape[-2])
    across = transfer(lateral / 2**0.5, power.shape[-1])
    spectrum = torch.fft.fft(power, dim=-2) * (down / down[:1])[:, None]
    along = torch.fft.ifft(spectrum, dim=-2)
    blurred = torch.fft.ifft(torch.fft.fft(along, dim=-1) * (across / across[:, :1]), dim=-1)
    mean: Tensor = blurred.real.clamp(min=0)
    return mean


def grid_form(
    amplitude: Tensor,
    lateral: Tensor,
    axial: float,
    generator: torch.Generator,
    *,
    looks: int = 1,
    scatterers_per_cell: float = FULLY_DEVELOPED,
) -> Tensor:
    """Complex speckle (B, looks, samples, lines) of tissue with echo amplitude, on its device.

    With few scatterers per cell, N, every node holds a Poisson number of them: the intensity is
    then nearly K-distributed with order α = 4π / (8 ln 2) · N / 2 = 1.133 N.

    Parameters
    ----------
    amplitude
        (B, 1, samples, lines); where it is flat, E|z|² = amplitude².
    lateral, axial
        σ of the pulse as for `blur`.
    generator
        On the device of ``amplitude``.
    """
    batch, _, samples, lines = amplitude.shape
    shape = (batch, looks, samples, lines)
    device = amplitude.device
    noise = torch.randn(shape, dtype=torch.complex64, generator=generator, device=device)
    if scatterers_per_cell < FULLY_DEVELOPED:
        mean = scatterers_per_cell / (_FWHM_CELL * axial * lateral)[:, None]
        counts = torch.poisson(mean.expand(batch, 1, samples, lines), generator=generator)
        noise = noise * (counts / mean).sqrt()
    return blur(noise * amplitude, lateral, axial)


def order_of_k(scatterers_per_cell: float) -> float:
    """Order α of the K distribution whose first two moments `grid_form` has.

    E[I²]/E[I]² = 2 + 2 Σh⁴ / (ρ (Σh²)²) for circular Gaussian echoes of density ρ, and 2 + 2/α for
    the K distribution; a Gaussian h of widths σ gives α = ρ 2π σ_x σ_z. Jakeman and Pusey, "A model
    for non-Rayleigh sea echo", IEEE Trans. Antennas Propagation 1976.
    """
    return 2 * pi / _FWHM_CELL * scatterers_per_cell


def scatterer_form(
    scanner: Scanner,
    scatterers: Tensor,
    amplitudes: Tensor,
    beams: Tensor,
    depths: Tensor,
) -> Tensor:
    """Analytic signal (samples, lines) of the radio-frequency echo: every scatterer exactly.

    RF = Σ aₖ h(r − rₖ) with h = exp(−x²/2σ_x² − z²/2σ_z²) cos(4π f₀ z / c), then Hilbert's
    transform. Gao et al., "A fast convolution-based methodology to simulate 2-D/3-D cardiac
    ultrasound images", IEEE TUFFC 2009.

    Parameters
    ----------
    scatterers
        (N, 2): depth in mm, and place across in the unit of ``beams``.
    amplitudes
        (N,) real.
    beams
        (lines,) places of the lines: mm for a linear scan, radians for a sector.
    depths
        (samples,) evenly spaced, mm: at least four for each half wavelength.
    """
    step = float(depths[1] - depths[0])
    half = int(4 * scanner.axial_mm / step) + 1
    wave = 4 * pi / scanner.wavelength_mm
    width = scanner.lateral_mm(scatterers[:, 0])
    reach = 1.0 if scanner.geometry == "linear" else scanner.radius_mm + scatterers[:, 0]
    echo = torch.zeros(len(depths), len(beams))
    first = ((scatterers[:, 0] - depths[0]) / step).round().long() - half
    offsets = torch.arange(2 * half + 1)
    for start in range(0, len(scatterers), 2048):
        chosen = slice(start, start + 2048)
        rows = first[chosen, None] + offsets
        away = depths[0] + rows * step - scatterers[chosen, :1]
        pulse = torch.exp(-0.5 * (away / scanner.axial_mm) ** 2) * torch.cos(wave * away)
        pulse = pulse * amplitudes[chosen, None] * ((rows >= 0) & (rows < len(depths)))
        aside = (beams - scatterers[chosen, 1:]) * (
            reach if isinstance(reach, float) else reach[chosen, None]
        )
        across = torch.exp(-0.5 * (aside / width[chosen, None]) ** 2)
        values = pulse[:, :, None] * across[:, None, :]
        where = rows.clamp(0, len(depths) - 1).flatten()
        echo.index_add_(0, where, values.view(prod(rows.shape), len(beams)))
    spectrum = torch.fft.fft(echo, dim=0)
    frequency = torch.fft.fftfreq(len(depths))[:, None]
    analytic: Tensor = torch.fft.ifft(spectrum * (1 + frequency.sign()), dim=0)
    return analytic
