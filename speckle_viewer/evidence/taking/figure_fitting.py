"""Labels and ticks that fit panels of the size that these came to have."""

import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # matplotlib takes a moment to load, which only who draws waits for
    from matplotlib.axes._base import _AxesBase
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure

_LETTER = 0.062  # inches that a letter takes, 8 pt
_BETWEEN = 0.06  # inches from a title to the next one
_SHORTEST = 10  # letters of a line
_TICK = {"x": 0.25, "y": 0.14}  # inches that a tick with its number needs
_NARROW = 0.7  # inches of an axis with smaller numbers
_FEWEST, _MOST = 2, 4  # steps between ticks


def wrapped(text: str, inches: float, shortest: int = _SHORTEST) -> str:
    """A text of 8 pt in lines of at most so many inches, or so many letters if these are more."""
    letters = max(int(inches / _LETTER), shortest)
    return textwrap.fill(text, letters, break_long_words=False)


class Fitting:
    """Fits all labels of a figure, as they are at first, again and again."""

    def __init__(self, figure: "Figure") -> None:
        self._figure = figure
        everything: list[_AxesBase] = []
        for axes in figure.axes:
            everything += [axes, *axes.child_axes]
        self._labels = [(a, a.get_xlabel(), a.get_ylabel()) for a in everything]
        self._titles = [(axes, axes.get_title(loc="left")) for axes in figure.axes]

    def fit(self) -> None:
        """Wrap labels at the ends of their axes, and have the ticks that there is room for.

        Titles may go as far as the next one.
        """
        for axes, x_label, y_label in self._labels:
            wide, high = self._size(axes)
            axes.set_xlabel(wrapped(x_label, wide))
            axes.set_ylabel(wrapped(y_label, high))
            axes.tick_params(axis="x", labelsize=6 if 0.1 < wide < _NARROW else 7)
            _fit_ticks(axes.xaxis, wide / _TICK["x"])
            _fit_ticks(axes.yaxis, high / _TICK["y"])

        boxes = [axes.get_window_extent() for axes in self._figure.axes]
        end = self._figure.bbox.x1
        for (axes, title), box in zip(self._titles, boxes, strict=True):
            beside = [b.x0 for b in boxes if b.x0 > box.x0 + 1 and abs(b.y1 - box.y1) < 1]
            room = (min(beside, default=end) - box.x0) / self._figure.dpi
            axes.set_title(wrapped(title, room - _BETWEEN), loc="left")

    def _size(self, axes: "_AxesBase") -> tuple[float, float]:
        box = axes.get_window_extent()
        return box.width / self._figure.dpi, box.height / self._figure.dpi


def _fit_ticks(axis: "Axis", room: float) -> None:
    from matplotlib.ticker import MaxNLocator

    locator = axis.get_major_locator()
    if type(locator) is MaxNLocator:  # others know themselves, or have the ticks that were given
        locator.set_params(nbins=min(max(int(room), _FEWEST), _MOST))
