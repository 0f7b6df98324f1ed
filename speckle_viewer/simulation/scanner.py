"""A scanner described by what its maker would say of it, and the pulse that follows.

Each parameter carries its unit, limits and explanation; the command line is made from them.
"""

from dataclasses import dataclass, field, fields
from math import cos, inf, log, pi, sin, sqrt
from typing import Any

import torch
from torch import Tensor

from speckle_viewer.errors import SimulationError
from speckle_viewer.simulation.speckle import Display

_FWHM = 2 * sqrt(2 * log(2))
"""Full width at half maximum of a Gaussian over its σ."""
_FOCAL_FWHM = 0.886
"""Two-way amplitude width, sinc², of a uniform aperture at its focus, in units of λ · F-number."""
SMALLEST_F_NUMBER = 1.0
"""Near the probe the receiving aperture shrinks so that its F-number never falls below this."""


def parameter(default: Any, low: float, high: float, text: str) -> Any:
    """Field of a `Scanner` with its limits, and what it is, in which unit."""
    return field(default=default, metadata={"low": low, "high": high, "text": text})


@dataclass(frozen=True)
class Scanner:
    """Named parameters of a scanner, in the unit that ends each name.

    Raises `SimulationError` where a value lies outside its limits.
    """

    geometry: str = field(
        default="sector", metadata={"choices": ("linear", "sector"), "text": "shape of the scan"}
    )
    depth_mm: float = parameter(155.0, 5, 400, "depth of the image, mm")
    width_mm: float = parameter(40.0, 5, 200, "width of a linear scan, mm")
    sector_deg: float = parameter(82.0, 10, 120, "opening angle of a sector, degrees")
    radius_mm: float = parameter(6.0, 1, 200, "radius of the probe of a sector, mm")
    lines: int = parameter(150, 16, 1024, "scan lines across")
    centre_frequency_mhz: float = parameter(2.5, 0.5, 60, "centre frequency of the pulse, MHz")
    fractional_bandwidth: float = parameter(
        0.35, 0.1, 1.5, "bandwidth at -6 dB over the centre frequency"
    )
    aperture_mm: float = parameter(20.0, 0.5, 100, "width of the aperture, mm")
    focal_depth_mm: float = parameter(80.0, 1, 400, "depth of the transmit focus, mm")
    sound_speed_m_s: float = parameter(1540.0, 300, 6000, "speed of sound, m/s")
    attenuation_db_cm_mhz: float = parameter(
        0.5, 0, 5, "attenuation of soft tissue, one way, dB/cm/MHz"
    )
    tgc_db_cm: tuple[float, ...] = parameter(
        (), -20, 100, "time gain in equal zones of depth from the probe down, dB/cm; without it,"
        " exactly what soft tissue takes"
    )  # fmt: skip
    gain_db: float = parameter(0.0, -60, 60, "gain, dB")
    dynamic_range_db: float = parameter(60.0, 20, 120, "between black and white, dB")
    grey_gamma: float = parameter(1.0, 0.3, 3, "exponent of the grey map")
    grey_contrast: float = parameter(0.0, -0.9, 0.9, "S-shaped grey map: its strength")
    scatterers_per_cell: float = parameter(
        25.0, 0.1, 200, "scatterers in a resolution cell (FWHM by FWHM, at the focus);"
        " few give K-distributed speckle"
    )  # fmt: skip
    looks: int = parameter(1, 1, 16, "independent intensities averaged (compounding)")
    nakagami_shape: float = parameter(
        0.0, 0, 20, "give the intensity Nakagami statistics of this shape m; 0: leave it"
    )
    persistence: float = parameter(0.0, 0, 0.95, "share of the frame before that stays")
    frame_rate_hz: float = parameter(30.0, 1, 1000, "frames per second")

    def __post_init__(self) -> None:
        for item in fields(self):
            value, meta = getattr(self, item.name), item.metadata
            if "choices" in meta:
                if value not in meta["choices"]:
                    choices = " or ".join(meta["choices"])
                    raise SimulationError(f"{item.name} is {value}: choose {choices}.")
                continue
            for number in value if isinstance(value, tuple) else (value,):
                if not meta["low"] <= number <= meta["high"]:
                    raise SimulationError(
                        f"{item.name} is {number:g}: choose between {meta['low']:g} and "
                        f"{meta['high']:g} ({meta['text']})."
                    )

    @property
    def wavelength_mm(self) -> float:
        """λ = c / f₀."""
        return self.sound_speed_m_s / self.centre_frequency_mhz / 1000

    @property
    def axial_mm(self) -> float:
        """σ of the pulse along the beam, of the two-way amplitude envelope.

        A Gaussian spectrum with the given full width at half its amplitude (-6 dB) has
        σ_f = B f₀ / 2.355, hence in time 1 / (2π σ_f), and c / 2 times that in depth.
        """
        bandwidth = self.fractional_bandwidth * self.centre_frequency_mhz / _FWHM
        return self.sound_speed_m_s / 1000 / (4 * pi * bandwidth)

    def lateral_mm(self, depth_mm: Tensor) -> Tensor:
        """σ across the beam at depths (...) in mm, of the two-way amplitude.

        Gaussian beams: the receiving aperture follows the depth (dynamic focus, F-number at least
        1), the transmitted beam spreads on both sides of its focus. At the focus the full width
        at half maximum is 0.886 λ · F-number.
        """
        one_way = sqrt(2) * _FOCAL_FWHM / _FWHM * self.wavelength_mm
        f_number = depth_mm / self.aperture_mm
        receive = one_way * f_number.clamp(min=SMALLEST_F_NUMBER)
        source = self.wavelength_mm * self.aperture_mm / (2 * pi * one_way)
        blurred = source * (1 - depth_mm / self.focal_depth_mm)
        transmit = torch.hypot(one_way * f_number, blurred)
        return receive * transmit / torch.hypot(receive, transmit)

    @property
    def cell_mm2(self) -> float:
        """Area of the resolution cell at the focus: FWHM along times FWHM across the beam."""
        across = float(self.lateral_mm(torch.tensor(self.focal_depth_mm)))
        return _FWHM**2 * self.axial_mm * across

    def depth_gain_db(self, attenuation: Tensor, step_mm: float, start: int = 0) -> Tensor:
        """Gain less attenuation (samples, ...) in dB along beams.

        Parameters
        ----------
        attenuation
            (samples, ...) of what the beams pass, one way, dB/cm/MHz.
        step_mm
            From sample to sample.
        start
            The sample that lies at the face of the probe.
        """
        depth_cm = (torch.arange(len(attenuation)) - start) * (step_mm / 10)
        lost = attenuation * (2 * self.centre_frequency_mhz * step_mm / 10)
        lost = lost.cumsum(0)
        lost = lost - lost[start]
        slopes = self.tgc_db_cm or (2 * self.centre_frequency_mhz * self.attenuation_db_cm_mhz,)
        zone = self.depth_mm / 10 / len(slopes)
        amplified = torch.full_like(depth_cm, self.gain_db)
        for number, slope in enumerate(slopes):
            last = number == len(slopes) - 1
            below = (depth_cm - number * zone).clamp(0 if number else -inf, inf if last else zone)
            amplified = amplified + slope * below
        return amplified.view(-1, *(1,) * (attenuation.ndim - 1)) - lost

    def display(self) -> Display:
        """Grey map, as a batch of one."""
        values = self.dynamic_range_db, self.grey_gamma, self.grey_contrast
        return Display(*(torch.tensor([float(value)]) for value in values))

    @property
    def half_angle(self) -> float:
        """Half the opening of a sector, radians."""
        return self.sector_deg * pi / 360

    def extent_mm(self) -> tuple[float, float]:
        """Height and width of the image in mm."""
        if self.geometry == "linear":
            return self.depth_mm, self.width_mm
        far = self.radius_mm + self.depth_mm
        return far - self.radius_mm * cos(self.half_angle), 2 * far * sin(self.half_angle)
