"""Leaving out what may name a patient: names of files, and what is written beside the tissue."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine import Cine, Frame
from speckle_viewer.evidence.shown import OF_BAND, OF_FRAME, Picture, Shown
from speckle_viewer.viewer import Overlay, PaneScene, Scene
from speckle_viewer.viewer.beside import is_beside
from speckle_viewer.viewer.comparison import COMPARE


def labels(cines: Sequence[Cine]) -> dict[Cine, str]:
    """What cines are called in place of their names."""
    return {cine: f"cine {number}" for number, cine in enumerate(cines, 1)}


def tissue_only(image: Frame, tissue: NDArray[np.bool_]) -> Frame:
    """An image (rows, columns) or of colours that is black outside ``tissue`` (rows, columns)."""
    inside = tissue if image.ndim == 2 else tissue[..., None]
    return np.where(inside, image, np.zeros((), image.dtype))


def tissue_in(scene: Scene, pane: PaneScene, cine: Cine) -> NDArray[np.bool_]:
    """(rows, columns): what is tissue in all that a pane of this cine shows."""
    tissue = cine.tissue(pane.frame or 0)
    beside = scene.beside
    compares_two = pane.id == COMPARE and any(map(is_beside, scene.wants.compared))
    if compares_two and beside is not None and beside.cine is not None:
        tissue = tissue & beside.cine.tissue(beside.wants.frame)
    return tissue


def without_text(pane: PaneScene, tissue: NDArray[np.bool_]) -> PaneScene:
    """A pane, which has an image, without what is beside the tissue: neither in it nor over it."""
    assert pane.image is not None
    return replace(
        pane,
        image=tissue_only(pane.image, tissue),
        values=None if pane.values is None else tissue_only(pane.values, tissue),
        overlays=tuple(_masked_overlay(overlay, tissue) for overlay in pane.overlays),
    )


def _masked_overlay(overlay: Overlay, tissue: NDArray[np.bool_]) -> Overlay:
    if not np.issubdtype(overlay.values.dtype, np.floating):
        return overlay  # lit pixels, and classes
    inside = _at(tissue, *overlay.origin, overlay.spacing, overlay.values.shape)
    return replace(overlay, values=np.where(inside, overlay.values, np.nan))


def without_names(
    shown: Shown, called: Mapping[Cine, str], tissue: NDArray[np.bool_] | None
) -> Shown:
    """What is shown with each cine's name replaced, and its pictures without what is not tissue.

    Numbers and plots stay, and pictures that are not counted in pixels of the frame, such as
    kernels. Sub-bands show what is written in the picture too, and are left out. ``tissue`` (rows,
    columns) is of the frame that is shown.
    """

    def said(text: str) -> str:
        for cine, name in called.items():
            if not cine.name.isdecimal():  # or all numbers would be taken for it
                text = re.sub(rf"(?<!\w){re.escape(cine.name)}(?!\w)", name, text)
        return text

    panels = []
    for panel in shown.panels:
        if isinstance(panel, Picture) and panel.axes == OF_BAND:
            continue
        texts = {f.name: _spoken(getattr(panel, f.name), said) for f in fields(panel)}
        changed = replace(panel, **{n: v for n, v in texts.items() if v is not None})
        panels.append(_masked(changed, tissue) if isinstance(changed, Picture) else changed)
    facts = {name: said(value) for name, value in shown.facts.items()}
    return replace(shown, title=said(shown.title), facts=facts, panels=tuple(panels))


def _spoken(value: Any, said: Callable[[str], str]) -> Any:
    """A text, or texts as keys or in rows, with names replaced; None for numbers."""
    if isinstance(value, str):
        return said(value)
    if isinstance(value, Mapping):
        return {said(key): v for key, v in value.items()}
    if isinstance(value, tuple) and value and isinstance(value[0], str | tuple):
        return tuple(v if (new := _spoken(v, said)) is None else new for v in value)
    return None


def _masked(picture: Picture, tissue: NDArray[np.bool_] | None) -> Picture:
    if tissue is None or picture.axes != OF_FRAME:
        return picture
    inside = _at(tissue, picture.row0, picture.column0, picture.step, picture.values.shape)
    inside = inside if picture.values.ndim == 2 else inside[..., None]
    return replace(picture, values=np.where(inside, picture.values, np.nan))


def _at(
    tissue: NDArray[np.bool_], row0: int, column0: int, step: int, shape: tuple[int, ...]
) -> NDArray[np.bool_]:
    """(h, w): which values of a map, ``step`` pixels apart, are of tissue: none beyond it."""
    rows, columns = row0 + step * np.arange(shape[0]), column0 + step * np.arange(shape[1])
    height, width = tissue.shape
    down, right = (rows >= 0) & (rows < height), (columns >= 0) & (columns < width)
    inside = np.zeros(shape[:2], bool)
    inside[np.ix_(down, right)] = tissue[np.ix_(rows[down], columns[right])]
    return inside
