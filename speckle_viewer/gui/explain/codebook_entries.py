"""Which entries of a codebook pixels take, and how that is said and drawn."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.colours import CLASSES, table
from speckle_viewer.gui.explain.statistics.tiles import Tile
from speckle_viewer.gui.tr import tr
from speckle_viewer.viewer import PaneScene

if TYPE_CHECKING:  # the evidence package loads torch, which the window does not wait for
    from speckle_viewer.evidence import EntryKernels

_NAMED = 3
"""Entries of a blend that are named, those with the largest shares."""

_FIXED = "\N{NO-BREAK SPACE}"

Index = NDArray[np.int16]


def field_of(pane: PaneScene | None) -> "EntryKernels | None":
    """The kernels of a pane, if they are those of a codebook and there."""
    result = None if pane is None else pane.result
    if result is None or result.prediction is None:
        return None
    from speckle_viewer.evidence import EntryKernels

    field = result.prediction.kernels
    return field if isinstance(field, EntryKernels) else None


def index_in_frame(field: "EntryKernels", tissue: NDArray[np.bool_]) -> Index:
    """The entry of each pixel of the whole image (H, W), −1 where it is not denoised."""
    index = np.full(tissue.shape, -1, np.int16)
    (top, left), (height, width) = field.origin, field.index.shape
    index[top : top + height, left : left + width] = field.index.cpu().numpy()
    index[~tissue] = -1
    return index


def typical_largest(field: "EntryKernels", index: Index) -> float:
    """The largest share of a blend, of 1: in half of the tissue it is less.

    Every fourth block of every fourth row is enough, and the window need not wait.
    """
    from speckle_viewer.evidence.entry_kernels import BLOCK

    assert field.blend is not None
    (top, left), (height, width), step = field.origin, field.index.shape, 4
    largest = field.blend[:, ::step, ::step].amax(0).float().cpu().numpy()
    inside = index[top : top + height, left : left + width][:: BLOCK * step, :: BLOCK * step] >= 0
    return float(np.median(largest[inside])) if inside.any() else 1.0


def tile_of(entry: int, kernel: NDArray[np.float32], share: float, *, blended: bool) -> Tile:
    """An entry with the share of the tissue that takes it, or takes most of it."""
    tip = tr("Entry {}: {} of the tissue, taps sum to {:.3f}.\nClick: light its pixels up.")
    if blended:
        tip = tr(
            "Entry {}: the largest part in {} of the tissue, taps sum to {:.3f}.\n"
            "Click: light these pixels up."
        )
    tip = tip.format(entry + 1, per_cent(share), kernel.sum())
    return Tile(kernel, f"{entry + 1}", per_cent(share), colour=_colour(entry), tip=tip)


def said_of(blend: NDArray[np.float32]) -> str:
    """The entry that a pixel takes, or those of which it takes most, with their shares."""
    largest = np.argsort(-blend, kind="stable")[:_NAMED]
    if blend[largest[0]] == 1:
        return f"{largest[0] + 1}"
    shares = (f"{entry + 1} ({per_cent(blend[entry])})".replace(" ", _FIXED) for entry in largest)
    return ", ".join(shares)


def words_of(entry: int) -> str:
    """What its pixels are called where they are lit up."""
    return tr("entry {} of the codebook").format(entry + 1)


def _colour(entry: int) -> str:
    red, green, blue = table("classes")[entry % CLASSES]
    return f"#{red:02x}{green:02x}{blue:02x}"


def per_cent(share: float) -> str:
    """In two figures."""
    return f"{100 * share:.{0 if share >= 0.0995 else 1}f} %"
