"""Between the displayed brightness and the echo amplitude (the envelope) behind it.

Speckle multiplies the amplitude; log compression turns that into something added to the brightness.
Lee, Kuan, Frost and SRAD are derived for multiplied noise, so they work on the amplitude, which is
found by undoing log compression. White is amplitude 1, black is the dynamic range below it; a
grey map that the machine applied besides is not known, and is not undone.
"""

from math import log

import torch
from torch import Tensor

_PER_DECIBEL = log(10) / 20


def amplitude(brightness: Tensor, dynamic_range: float) -> Tensor:
    """Amplitude in (0, 1] of a brightness in [0, 1] that spans ``dynamic_range`` decibels."""
    return torch.exp((brightness - 1) * (dynamic_range * _PER_DECIBEL))


def brightness(amplitude: Tensor, dynamic_range: float) -> Tensor:
    """Inverse of `amplitude`."""
    return 1 + amplitude.log() / (dynamic_range * _PER_DECIBEL)
