"""How the value of a pixel is said: as the file has it."""

from dataclasses import dataclass
from math import log10


@dataclass(frozen=True)
class GreyScale:
    """The values of a file that mean black and white, as `Cine.value_range` has them."""

    low: float = 0.0
    high: float = 255.0

    @property
    def span(self) -> float:
        """From black to white."""
        return self.high - self.low

    @property
    def unit(self) -> str:
        """Grey levels, of how many bits if not of 8; empty for what is no integer."""
        if self.span <= 1 or not (float(self.low).is_integer() and float(self.high).is_integer()):
            return ""
        bits = int(self.span).bit_length()
        return "grey levels" if bits == 8 else f"grey levels of {bits} bits"

    @property
    def digits(self) -> int:
        """Decimals to give: one of 255 grey levels, none of 4095, three where white is 1."""
        return max(0, 1 - round(log10(self.span / 255)))

    def value(self, brightness: float) -> float:
        """What the file has for a brightness, 0 being black and 1 white."""
        return self.low + self.change(brightness)

    def change(self, brightness: float) -> float:
        """What the file has for a difference of brightness."""
        return brightness * self.span


EIGHT_BITS = GreyScale()
