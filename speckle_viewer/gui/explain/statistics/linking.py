"""Between the kernels of a sample and the pixels of the images."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from speckle_viewer.gui.explain.statistics.groups_tabs import GroupsTab
from speckle_viewer.gui.explain.statistics.plot import Mark
from speckle_viewer.gui.explain.statistics.source import Source, label_map
from speckle_viewer.gui.explain.statistics.tab import Mask, Tab, per_cent
from speckle_viewer.gui.pin_colours import pin_colour
from speckle_viewer.gui.tr import tr
from speckle_viewer.viewer import Overlay, Scene, ViewerState, Wants
from speckle_viewer.viewer.wants import Hover

if TYPE_CHECKING:
    from speckle_viewer.evidence.statistics import KernelSample


@dataclass(frozen=True, eq=False)
class Drawn:
    """A sample, and where its kernels come from."""

    sample: "KernelSample"
    source: Source


class Linking:
    """Lights up the pixels of kernels, and finds the kernels of pixels that are lit.

    Parameters
    ----------
    name
        Under which maps of groups are laid over the image.
    """

    def __init__(self, state: ViewerState, name: str) -> None:
        self._state, self._name = state, name
        self._brush: Overlay | None = None
        self._known: tuple[Overlay, Drawn, Mask] | None = None

    @property
    def lit(self) -> bool:
        """Whether any pixels are lit."""
        return self._brush is not None

    def light(self, drawn: Drawn, selected: Mask | None, words: str) -> None:
        """Light up the pixels that the selected (n,) of the kernels made; None: none."""
        mask = None if selected is None else drawn.sample.pixels(selected, drawn.source.cine.shape)
        self._state.light_up(mask, words)

    def take(self, scene: Scene) -> bool:
        """Take over what is lit in a scene; whether it differs from what was lit before."""
        before, self._brush = self._brush, scene.wants.brush
        return self._brush is not before

    def selected(self, drawn: Drawn) -> Mask | None:
        """Which kernels (n,) made pixels that are lit; None where none are lit."""
        if self._brush is None or drawn.source.cine is not self._brush.cine:
            self._known = None
            return None
        if self._known is None or self._known[:2] != (self._brush, drawn):
            self._known = self._brush, drawn, drawn.sample.selected(self._brush.values)
        return self._known[2]

    def lay_map(self, drawn: Drawn | None, tab: Tab) -> None:
        """Lay the groups of a tab over the image where it wants that; else take them away."""
        overlay = None
        if drawn is not None and isinstance(tab, GroupsTab) and tab.map.isChecked():
            labels = tab.labels
            # While another sample is worked out the tab still has the groups of the last one.
            if labels is not None and tab.sample is drawn.sample:
                overlay = label_map(drawn.sample, labels, drawn.source, tr(tab.title), tab.names)
        if overlay is not None or self._name in self._state.wants.overlays:
            self._state.lay_over(self._name, overlay)

    def marks(self, drawn: Drawn, wants: Wants) -> tuple[Mark, ...]:
        """The kernels of the pixel looked at, first, and of the pins, as far as they were drawn."""
        if wants.cine is not drawn.source.cine:
            return ()
        places = [(pin.row, pin.column, pin_colour(pin.colour)) for pin in wants.cine_pins]
        if wants.looked_at is not None:
            places.insert(0, (wants.looked_at.row, wants.looked_at.column, ""))
        found = ((drawn.sample.at(row, column), colour) for row, column, colour in places)
        return tuple(Mark(kernel, colour) for kernel, colour in found if kernel is not None)

    def words(self, drawn: Drawn, wants: Wants, tab: Tab) -> str:
        """What is looked at, in a line, and first what changes most: it may be too long."""
        facts = self.facts(drawn)
        when = tr("frame {}").format(drawn.source.frame + 1)
        spot = _said_at(wants.looked_at, drawn, tab)
        if wants.frame != drawn.source.frame:
            when += tr(" (frame {} is shown)").format(wants.frame + 1)
        return " · ".join(filter(None, (when, spot, facts.get("Selected"), facts["Kernels"])))

    def facts(self, drawn: Drawn) -> dict[str, str]:
        """What is looked at and what is selected, in words."""
        sample, source = drawn.sample, drawn.source
        facts = {
            "Method": source.title,
            "Frame": f"{source.frame + 1} of {len(source.cine)}",
            "Kernels": _count(sample),
            "Size": f"{sample.size} × {sample.size} px",
        }
        selected = self.selected(drawn)
        if self._brush is not None and selected is not None:
            count = int(selected.sum())
            share = per_cent(count / len(sample))
            facts["Selected"] = f"{self._brush.classes[0]}: {count:,} ({share})"
        return facts


def _said_at(spot: Hover | None, drawn: Drawn, tab: Tab) -> str:
    """What a tab says of the kernel of a pixel; empty where it has none."""
    kernel = None
    if spot is not None and tab.sample is drawn.sample:
        kernel = drawn.sample.at(spot.row, spot.column)
    said = "" if kernel is None else tab.said_of(kernel)
    return f"x {spot.column}  y {spot.row}: {said}" if spot is not None and said else ""


def _count(sample: "KernelSample") -> str:
    """``20,000 of 131,044 kernels, one per 2 × 2 px``."""
    count = f"{len(sample):,}"
    if len(sample) < sample.available:
        count += tr(" of {:,}").format(sample.available)
    each = (
        tr(", one per {} × {} px").format(sample.stride, sample.stride) if sample.stride > 1 else ""
    )
    return tr("{} kernels{}").format(count, each)
