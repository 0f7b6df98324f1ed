"""What the Measurements dock shows: columns, a plot, and what only the user can know."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from speckle_viewer.cine import Cine
from speckle_viewer.measuring import DEFAULT_COLUMNS, QUANTITIES, dynamic_range_of

if TYPE_CHECKING:
    from speckle_viewer.viewer.roi import Roi
    from speckle_viewer.viewer.state import ViewerState
    from speckle_viewer.viewer.wants import Wants

HISTOGRAM = "histogram"
"""The plot of how often each brightness occurs; the other plots are of a quantity over time."""


@dataclass(frozen=True)
class Measuring:
    """How regions are measured.

    Attributes
    ----------
    columns
        Names of `measuring.QUANTITIES`, in their order.
    plot
        `HISTOGRAM`, or the name of a quantity that is shown over time.
    dynamic_ranges
        Decibels between black and white, where the user said so: it takes precedence over the
        header.
    backgrounds
        By cine, the name of the region that others are compared with.
    """

    columns: tuple[str, ...] = DEFAULT_COLUMNS
    plot: str = HISTOGRAM
    dynamic_ranges: Mapping[Cine, float] = field(default_factory=dict)
    backgrounds: Mapping[Cine, str] = field(default_factory=dict)

    def dynamic_range(self, cine: Cine) -> float | None:
        """Decibels as the user says, else as the header says; None where neither does."""
        said = self.dynamic_ranges.get(cine)
        return dynamic_range_of(cine) if said is None else said

    def against(self, cine: Cine, name: str | None) -> "Measuring":
        """The same with the region of this name as the background of a cine, or with none."""
        rest = {c: v for c, v in self.backgrounds.items() if c is not cine}
        return replace(self, backgrounds=rest if name is None else {**rest, cine: name})

    def renamed(self, cine: Cine, name: str, new: str | None) -> "Measuring":
        """The same after a region has another name, or is removed."""
        return self.against(cine, new) if self.backgrounds.get(cine) == name else self


def background_of(wants: "Wants") -> "Roi | None":
    """The region of the current cine that others are compared with."""
    name = None if wants.cine is None else wants.measuring.backgrounds.get(wants.cine)
    return next((roi for roi in wants.cine_rois if roi.name == name), None)


class Measurements:
    """The part of the state that changes `Wants.measuring`."""

    def __init__(self, state: "ViewerState") -> None:
        self._state = state

    def _change(self, **changes: Any) -> None:
        self._state.change(measuring=replace(self._state.wants.measuring, **changes))

    def show_column(self, name: str, shown: bool) -> None:
        """Show a quantity in the table, or leave it out."""
        columns = {*self._state.wants.measuring.columns} - {name} | ({name} if shown else set())
        self._change(columns=tuple(q for q in QUANTITIES if q in columns))

    def show_columns(self, names: tuple[str, ...]) -> None:
        """Show these quantities, in the order of `measuring.QUANTITIES`."""
        self._change(columns=tuple(q for q in QUANTITIES if q in names))

    def plot(self, name: str) -> None:
        """Plot the histogram, or a quantity over time."""
        self._change(plot=name)

    def set_dynamic_range(self, decibels: float | None) -> None:
        """Say how many decibels lie between black and white of the current cine.

        None, or a number that is not positive: as its header says.
        """
        cine, known = self._state.wants.cine, self._state.wants.measuring.dynamic_ranges
        if cine is not None:
            rest = {c: v for c, v in known.items() if c is not cine}
            self._change(dynamic_ranges={**rest, cine: decibels} if decibels else rest)

    def set_background(self, name: str | None) -> None:
        """Compare the regions of the current cine with the one of this name, or with none."""
        wants = self._state.wants
        if wants.cine is not None:
            self._state.change(measuring=wants.measuring.against(wants.cine, name))
