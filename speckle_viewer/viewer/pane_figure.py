"""Images with all that is drawn over them, as figures fit for a paper."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.colours import DISTINCT
from speckle_viewer.viewer.beside import is_beside
from speckle_viewer.viewer.comparison import COMPARE
from speckle_viewer.viewer.drawn import drawn_whole
from speckle_viewer.viewer.panes import PaneScene
from speckle_viewer.viewer.roi_outline import outlines
from speckle_viewer.viewer.scene import Scene
from speckle_viewer.viewer.takeaway import facts_of, nameless_title

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence.shown import ColourBar, Mark, Picture, Shown

_LIGHT = "#f0f0f0"

Part = tuple[slice, slice]
"""Rows and columns of an image."""


def shown_panes(
    scene: Scene,
    panes: Sequence[str],
    hidden: Sequence[Part] = (),
    hidden_beside: Sequence[Part] = (),
) -> "Shown | None":
    """Images of the screen, by the ids of their panes; None if none of them has an image.

    With overlays and their colour bars, pins, regions, distances, the line, and a scale bar where
    the cine is calibrated. An image that compares by numbers of either sign keeps its numbers.
    ``hidden`` parts are black, of the second cine ``hidden_beside``, and both where they compare.
    """
    from speckle_viewer.evidence.shown import Shown

    def parts(pane: PaneScene) -> Sequence[Part]:
        if pane.id == COMPARE and any(map(is_beside, scene.wants.compared)):
            return [*hidden, *hidden_beside]
        return hidden_beside if is_beside(pane.id) else hidden

    there = [pane for pane in map(scene.pane, panes) if pane is not None and pane.image is not None]
    if not there:
        return None
    facts = facts_of(scene, there[0])
    if len(there) > 1:
        facts = _facts_of_all(scene, there)
    title = nameless_title(scene, there[0]) if len(there) == 1 else "Images side by side"
    pictures = (_picture(pane, nameless_title(scene, pane), parts(pane)) for pane in there)
    return Shown(title, facts, tuple(pictures), _across(there))


def _across(panes: Sequence[PaneScene]) -> int:
    """How many images stand in a row where a second cine has the next one; else 0."""
    own = sum(not is_beside(pane.id) and pane.id != COMPARE for pane in panes)
    return own if own < len(panes) and any(is_beside(pane.id) for pane in panes) else 0


def _facts_of_all(scene: Scene, panes: Sequence[PaneScene]) -> dict[str, str]:
    """The frame of each cine, and the settings of each image."""
    facts = dict[str, str]()
    for pane in panes:
        own = facts_of(scene, pane)
        of = " of the second cine" if is_beside(pane.id) else ""
        if pane.id != COMPARE and "Frame" in own:
            facts.setdefault(f"Frame{of}", own["Frame"])
    settings = ((nameless_title(scene, pane), pane.settings) for pane in panes)
    return facts | {f"Settings of {title}": ", ".join(said) for title, said in settings if said}


def _picture(pane: PaneScene, title: str, hidden: Sequence[Part]) -> "Picture":
    from speckle_viewer.evidence.shown import Picture

    marks = tuple(_marks(pane))
    if pane.id == COMPARE and pane.values is not None:
        overlay = pane.overlays[0]
        return Picture(
            title,
            _without(np.asarray(pane.values), hidden),
            pane.unit,
            "diverging",
            overlay.limits,
            mm_per_px=pane.mm_per_px,
            marks=marks,
        )
    return Picture(
        title,
        _without(drawn_whole(pane), hidden) / 255.0,
        mm_per_px=pane.mm_per_px,
        marks=marks,
        bars=tuple(_bars(pane)),
    )


def _without(image: NDArray[Any], hidden: Sequence[Part]) -> NDArray[Any]:
    if hidden:
        image = image.copy()
        for part in hidden:
            image[part] = 0
    return image


def _bars(pane: PaneScene) -> Iterator["ColourBar"]:
    from speckle_viewer.evidence.shown import ColourBar

    for overlay in pane.overlays:
        if overlay.title:
            label = f"{overlay.title} ({overlay.unit})" if overlay.unit else overlay.title
            yield ColourBar(label, overlay.colours, overlay.limits, overlay.classes)


def _marks(pane: PaneScene) -> Iterator["Mark"]:
    from speckle_viewer.evidence.shown import Mark

    for pin in pane.pins:
        colour = DISTINCT[pin.colour % len(DISTINCT)]
        yield Mark("", colour, np.array([[pin.row, pin.column]], float), "ring")
    if pane.line is not None:
        ends = np.array([pane.line.start, pane.line.end], float)
        yield Mark("", _LIGHT, ends)
        yield Mark("", _LIGHT, ends[:1], "ring")  # where it starts
    for ruler in pane.rulers:
        places = np.array([ruler.start, ruler.end]) - 0.5
        yield Mark(str(ruler.length), _LIGHT, places)
    for roi in pane.rois:
        # For figures the centres of pixels are whole.
        for number, outline in enumerate(outlines(roi, pane.frame or 0)):
            name = "" if number else roi.name
            yield Mark(name, DISTINCT[roi.colour % len(DISTINCT)], outline - 0.5, closed=True)
    if pane.divider is not None and pane.image is not None:
        column, rows = pane.divider.column - 0.5, pane.image.shape[0]
        yield Mark("", _LIGHT, np.array([[-0.5, column], [rows - 0.5, column]]))
