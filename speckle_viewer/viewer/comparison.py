"""Two images set against each other: how it is wanted, and the images that it gives."""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine import Frame

COMPARE = "compare"
"""Id of the pane that compares two others."""

CompareMode = Literal["difference", "ratio", "swipe", "blend", "flicker"]

MODES: tuple[CompareMode, ...] = get_args(CompareMode)

SIGNED: tuple[CompareMode, ...] = ("difference", "ratio")
"""Modes that give numbers of either sign, shown in colours; the others give images."""

GAINS = (1.0, 32.0)
"""The smallest and the largest gain: at 1 the colours hold every value there can be."""

DARKEST = 8
"""The smallest brightness of a ratio, of 255."""

_BT601 = np.array([0.299, 0.587, 0.114], np.float32)


@dataclass(frozen=True)
class Comparison:
    """How two panes are compared.

    Attributes
    ----------
    shown
        Whether there is a pane that compares.
    first, second
        The panes compared; None, or a pane that is not there, stands for the input and for the
        first method.
    gain
        How much closer the limits of the colours are to zero than the largest value there can be.
    share
        How much of the blend is the second image, 0 to 1.
    divider
        Where the second image begins in a swipe, 0 (left edge) to 1 (right edge).
    flipped
        Whether the flicker shows the second image now.
    """

    shown: bool = False
    mode: CompareMode = "difference"
    first: str | None = None
    second: str | None = None
    gain: float = 4.0
    share: float = 0.5
    divider: float = 0.5
    flipped: bool = False

    @property
    def is_signed(self) -> bool:
        """Whether it gives numbers of either sign."""
        return self.mode in SIGNED


def difference(first: Frame, second: Frame) -> NDArray[np.float32]:
    """``second`` − ``first`` in grey levels, (rows, columns).

    Colour frames are compared by their luma (ITU-R BT.601).
    """
    return np.subtract(_luma(second), _luma(first), dtype=np.float32)


def ratio_db(first: Frame, second: Frame, value_range: tuple[float, float]) -> NDArray[np.float32]:
    """20 log10(``second`` / ``first``) in decibels of shown brightness, (rows, columns).

    Of the grey values as they are displayed, above black: of a log-compressed image these are not
    decibels of echo amplitude. Values below `DARKEST` count as that: of what is nearly black
    already, the ratio would be large and mean nothing.
    """
    if first.dtype == second.dtype == np.uint8 and first.ndim == second.ndim == 2:
        table = _decibels(np.arange(256, dtype=np.float32), value_range)  # much the quickest
        return np.subtract(table[second], table[first])
    return _decibels(_luma(second), value_range) - _decibels(_luma(first), value_range)


def swiped(first: Frame, second: Frame, column: int) -> Frame:
    """``first`` to the left of a column, ``second`` from there on."""
    image = first.copy()
    image[:, column:] = second[:, column:]
    return image


def blended(first: Frame, second: Frame, share: float) -> Frame:
    """(1 − ``share``) · ``first`` + ``share`` · ``second``, in the type of the first."""
    mixed = np.subtract(second, first, dtype=np.float32)
    mixed *= np.float32(share)
    mixed += first
    if np.issubdtype(first.dtype, np.integer):
        np.rint(mixed, out=mixed)
    return mixed.astype(first.dtype)


def full_scale(mode: CompareMode, value_range: tuple[float, float]) -> float:
    """The largest value that a difference (grey levels) or a ratio (dB) can have, rounded up.

    Powers of two for whole grey levels, so that with a gain the limits are round numbers.
    """
    if mode == "ratio":
        return 32.0  # 20 log10(255 / DARKEST) = 30.1
    low, high = value_range
    whole = float(low).is_integer() and float(high).is_integer() and high - low > 1
    return float(high - low + whole)


def _luma(frame: Frame) -> Frame:
    return frame if frame.ndim == 2 else frame @ _BT601


def _decibels(values: Frame, value_range: tuple[float, float]) -> NDArray[np.float32]:
    low, high = value_range
    level = (high - low) / 255
    above = (values.astype(np.float32) - np.float32(low)) / np.float32(level)
    return np.asarray(20 * np.log10(np.maximum(above, DARKEST)), np.float32)
