"""What the user wants of the wavelet bench."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

Band = tuple[str, int]
"""Name and level of a sub-band, such as ("LH", 1)."""

LARGEST_GAIN = 2.0
MOST_LEVELS = 6

WAVELETS = {
    "haar": "Haar",
    "db2": "Daubechies 2",
    "db4": "Daubechies 4",
    "sym4": "Symlet 4",
    "sym8": "Symlet 8",
    "coif2": "Coiflet 2",
}
"""What PyWavelets calls the wavelets on offer, all orthogonal, and what they are called."""

Order = Literal["energy", "variance", "correlation", "number"]
Side = Literal["before", "after"]
SIDES: tuple[Side, Side] = ("before", "after")
"""Of the deeper levels: on a network's way down, and on its way back."""


@dataclass(frozen=True)
class WaveletBench:
    """How an image is taken apart, what is shown of it, and how its bands are weighed.

    Attributes
    ----------
    subject
        What is shown: "input", "output", "taken away", "methods" for what all of them take away,
        or "network 1" and so on for a level of the network's own wavelet domain, from the finest.
    band
        The band whose histogram is shown; where there is none such, the finest diagonals.
    solo, muted, scales
        Bands that are heard alone, not at all, and times a factor.
    side, order, channel
        Of the network's level: channels before or after the deeper levels, their order, and the
        one that is shown large, None for the first.
    over
        Whether the reconstruction lies over the image that it is of, in its pane.
    """

    wavelet: str = "haar"
    levels: int = 3
    subject: str = "input"
    band: Band = ("HH", 1)
    solo: frozenset[Band] = frozenset()
    muted: frozenset[Band] = frozenset()
    scales: Mapping[Band, float] = field(default_factory=dict)
    side: Side = "after"
    order: Order = "energy"
    channel: int | None = None
    over: bool = False

    def gain(self, band: Band) -> float:
        """By how much a band is multiplied."""
        if band in self.muted or (self.solo and band not in self.solo):
            return 0.0
        return self.scales.get(band, 1.0)

    @property
    def is_plain(self) -> bool:
        """Whether every band is as it is."""
        return not (self.solo or self.muted or self.scales)

    def soloed(self, bands: Iterable[Band], on: bool) -> "WaveletBench":
        """Hear these bands alone, with others that are; or no longer."""
        return replace(self, solo=self.solo | {*bands} if on else self.solo - {*bands})

    def mute(self, bands: Iterable[Band], on: bool) -> "WaveletBench":
        """Leave these bands out, or take them back."""
        return replace(self, muted=self.muted | {*bands} if on else self.muted - {*bands})

    def scaled(self, bands: Iterable[Band], gain: float) -> "WaveletBench":
        """Multiply these bands, by 0 to `LARGEST_GAIN`."""
        gain, chosen = min(max(gain, 0.0), LARGEST_GAIN), {*bands}
        rest = {b: g for b, g in self.scales.items() if b not in chosen}
        return replace(self, scales=rest if gain == 1 else rest | dict.fromkeys(chosen, gain))

    def reset(self) -> "WaveletBench":
        """Every band as it is."""
        return replace(self, solo=frozenset(), muted=frozenset(), scales={})
