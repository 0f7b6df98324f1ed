"""Leaving out what may name a patient: names of files, and what is written beside the tissue."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine import Cine, Frame
from speckle_viewer.evidence.shown import FROM_CENTRE, Picture, Shown


def labels(cines: Sequence[Cine]) -> dict[Cine, str]:
    """What cines are called in place of their names."""
    return {cine: f"cine {number}" for number, cine in enumerate(cines, 1)}


def tissue_only(image: Frame, tissue: NDArray[np.bool_]) -> Frame:
    """An image (rows, columns) or of colours that is black outside ``tissue`` (rows, columns)."""
    inside = tissue if image.ndim == 2 else tissue[..., None]
    return np.where(inside, image, np.zeros((), image.dtype))


def without_names(
    shown: Shown, called: Mapping[Cine, str], tissue: NDArray[np.bool_] | None
) -> Shown:
    """What is shown with each cine's name replaced, and its pictures without what is not tissue.

    Numbers and plots stay. ``tissue`` (rows, columns) is of the frame that is shown; pictures that
    are counted from a kernel's centre, or are larger than it, are left as they are.
    """

    def said(text: str) -> str:
        for cine, name in called.items():
            if not cine.name.isdecimal():  # or all numbers would be taken for it
                text = re.sub(rf"(?<!\w){re.escape(cine.name)}(?!\w)", name, text)
        return text

    panels = []
    for panel in shown.panels:
        texts = {f.name: _spoken(getattr(panel, f.name), said) for f in fields(panel)}
        changed = replace(panel, **{n: v for n, v in texts.items() if v is not None})
        panels.append(_masked(changed, tissue) if isinstance(changed, Picture) else changed)
    facts = {name: said(value) for name, value in shown.facts.items()}
    return Shown(said(shown.title), facts, tuple(panels))


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
    if tissue is None or picture.axes == FROM_CENTRE:
        return picture
    rows, columns = (
        first + picture.step * np.arange(count)
        for first, count in zip(
            (picture.row0, picture.column0), picture.values.shape[:2], strict=True
        )
    )
    beyond = not rows.size or not columns.size or min(rows[0], columns[0]) < 0
    if beyond or rows[-1] >= tissue.shape[0] or columns[-1] >= tissue.shape[1]:
        return picture
    inside = tissue[np.ix_(rows, columns)]
    inside = inside if picture.values.ndim == 2 else inside[..., None]
    return replace(picture, values=np.where(inside, picture.values, np.nan))
